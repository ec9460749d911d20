"""Charts that judge show the numbers they were given, with colour and without."""

import pytest

from mnist_ann.evaluation.baselines import CONVOLUTIONAL, Rung
from mnist_ann.evaluation.robustness import DISTURBANCES
from mnist_ann.evaluation.scores import Group
from mnist_ann.figures import scores
from tools.charts import rows


def encodings(chart):
    """The encoding of each mark in a chart."""
    spec = chart.to_dict()
    return [layer["encoding"] for layer in spec.get("layer", [spec])]


def test_the_ladder_counts_mistakes_and_marks_one_rung():
    rungs = [Rung("mean image", 0.82, 0.82, ""), Rung("own", 1, 1, ""), CONVOLUTIONAL]
    shown = {row["name"]: row for row in rows(scores.ladder(rungs, "own"))}
    assert (shown["mean image"]["fewest"], shown["mean image"]["most"]) == (
        1_800,
        1_800,
    )
    assert (shown[CONVOLUTIONAL.name]["fewest"], shown[CONVOLUTIONAL.name]["most"]) == (
        80,
        95,
    )
    assert shown["own"]["most"] == 1  # a logarithmic axis has no 0
    assert [row["which"] for row in shown.values()].count("this network") == 1


def test_reliability_shows_claim_truth_and_interval():
    group = Group(0.8, 0.9, 10, 7, 0.86)
    (row,) = [row for row in rows(scores.reliability([group])) if "group" in row]
    assert (row["group"], row["confidence"], row["accuracy"]) == (
        "80% to 90%",
        0.86,
        0.7,
    )
    assert row["low"] < 0.7 < row["high"]


def test_the_chosen_threshold_stands_out_by_shape():
    chart = scores.thresholds([(50, 0.99, 0.98), (90, 0.9, 0.99)], 90)
    assert [row["chosen"] for row in rows(chart)] == [False, True]
    assert any("shape" in encoding for encoding in encodings(chart))


@pytest.mark.parametrize("name", DISTURBANCES)
def test_robustness_has_a_point_a_level_and_network(name):
    levels = DISTURBANCES[name].levels
    curves = {"one": [0.9] * len(levels), "two": [0.8] * len(levels)}
    chart = scores.robustness(curves, DISTURBANCES[name])
    assert len(rows(chart)) == 2 * len(levels)
    (encoding,) = encodings(chart)
    for channel in ("color", "shape", "strokeDash"):
        assert encoding[channel]["scale"]["domain"] == ["one", "two"]


def test_a_class_and_mnist_differ_by_shape_too():
    found = [
        ("linear", "Our class", 0.8, 0.7, 0.9),
        ("linear", "MNIST", 0.92, 0.91, 0.93),
        ("article", "Our class", 0.9, 0.82, 0.95),
        ("article", "MNIST", 0.977, 0.974, 0.98),
    ]
    chart = scores.here_and_there(found)
    keys = ("network", "digits", "accuracy", "low", "high")
    assert [tuple(row[key] for key in keys) for row in rows(chart)] == found
    ranges, points = encodings(chart)
    assert (ranges["x"]["field"], ranges["x2"]["field"]) == ("low", "high")
    assert len(set(points["shape"]["scale"]["range"])) == 2
    low, high = ranges["x"]["scale"]["domain"]
    assert low < 0.7 and high == 1  # nothing is cut off
