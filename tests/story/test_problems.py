"""The problems are what their descriptions say, and points survive an address."""

from itertools import combinations

import numpy as np
import pytest

from mnist_ann.errors import Problem
from mnist_ann.story import problems
from mnist_ann.story.problems import BODIES, BODY, FEW, MOST_POINTS, SOURCES, Points


def fewest_mistakes(points):
    """Of all lines whatsoever: try every line through two points, turned a little either way, so
    that the two come to lie on any side. No other line parts the points differently."""
    inputs, right = points.inputs, points.labels == 1
    best = min(right.sum(), (~right).sum())
    for i, j in combinations(range(len(points)), 2):
        along = inputs[j] - inputs[i]
        side = (inputs - inputs[i]) @ [-along[1], along[0]] > 0
        wrong = side != right
        wrong[[i, j]] = False
        others = len(points) - 2 - wrong.sum()
        best = min(best, wrong.sum(), others)
    return best


def test_every_problem_is_the_same_each_time_and_lies_on_the_plane():
    for source in (*SOURCES.values(), FEW):
        points = source.points()
        assert len(points) == source.count
        assert np.array_equal(points.inputs, source.points().inputs)
        assert np.abs(points.inputs).max() <= problems.EDGE
        assert points.labels.sum() == source.count / 2
        assert not np.array_equal(points.inputs, source.fresh(source.count).inputs)


def test_no_line_is_right_on_more_than_75_percent_of_xor():
    points = SOURCES["xor"].points()
    assert fewest_mistakes(points) == len(points) / 4


@pytest.mark.parametrize("name", ["ring", "moons", "spiral"])
def test_no_line_parts_the_others(name):
    assert fewest_mistakes(SOURCES[name].points()) > 0


def test_a_circle_parts_the_ring():
    points = SOURCES["ring"].points()
    far = (points.inputs**2).sum(axis=1)
    assert far[points.labels == 1].max() < 1.5**2 < far[points.labels == 0].min()


def test_a_line_can_part_each_of_three_groups():
    points = problems.three_groups(15, 1)
    for label in range(3):
        assert fewest_mistakes(Points(points.inputs, points.labels == label)) == 0


def test_a_line_parts_the_12_and_12_but_not_the_100_and_100():
    assert fewest_mistakes(problems.animals(12, 14)) == 0
    assert fewest_mistakes(problems.animals(100, 14)) > 0


def test_animals_have_the_published_means_and_spreads():
    many = problems.animals(40_000, 0)
    scale, centre = [axis.scale for axis in BODY], [axis.centre for axis in BODY]
    values = many.inputs * scale + centre
    assert values[:, 1].min() > 0
    for label, kind in enumerate(("human", "ostrich")):
        for sex, expected in enumerate(BODIES[kind]):
            group = values[label::2][sex::2]
            for column, (mean, spread) in enumerate(expected):
                # Four standard errors of a mean of 20,000.
                error = 4 * spread / np.sqrt(len(group))
                assert group[:, column].mean() == pytest.approx(mean, abs=error)
                assert group[:, column].std() == pytest.approx(spread, rel=0.03)


@pytest.mark.parametrize("name", SOURCES)
def test_points_come_back_from_an_address_to_the_hundredth(name):
    points = SOURCES[name].points()
    again = Points.from_text(points.to_text())
    assert np.abs(again.inputs - points.inputs).max() <= 0.005 + 1e-12
    assert np.array_equal(again.labels, points.labels)
    assert again.to_text() == points.to_text()
    assert len(points.to_text()) < 2_000  # what every browser takes as an address


def test_no_points_are_points_too():
    assert len(Points.from_text("")) == 0
    assert Points([], []).to_text() == ""


@pytest.mark.parametrize(
    "text",
    ["1", "1_2", "1_2_3_4", "2_0_0", "-1_0_0", "1_301_0", "1_0_-301", "a_b_c", "1_0_0.",
     "1_0_0..1_0_0", "1_0.5_0", "1_nan_0", "1_" + 5_000 * "9" + "_0", "<b>"],
)  # fmt: skip
def test_a_damaged_address_is_a_problem(text):
    with pytest.raises(Problem, match="address"):
        Points.from_text(text)


def test_too_many_points_are_a_problem():
    assert len(Points.from_text(".".join(["1_0_0"] * MOST_POINTS))) == MOST_POINTS
    with pytest.raises(Problem, match="At most 300"):
        Points.from_text(".".join(["1_0_0"] * (MOST_POINTS + 1)))
