"""The perceptron rule against hand calculation and against what is proven about it."""

from itertools import islice

import numpy as np
import pytest

from mnist_ann.story.perceptron import Perceptron, learn, lifted, most_updates
from mnist_ann.story.problems import SOURCES, animals


def last(start, points, looks):
    *_, end = islice(learn(start, points.inputs, points.labels), looks)
    return end


def separable(seed, margin=0.1):
    """Random points at least `margin` away from a random line, and that line."""
    rng = np.random.default_rng(seed)
    angle = rng.uniform(0, 2 * np.pi)
    line = Perceptron([np.cos(angle), np.sin(angle)], rng.uniform(-1, 1))
    inputs = rng.uniform(-3, 3, (200, 2))
    sums = line.sums(inputs)
    far = np.abs(sums) > margin
    return inputs[far], (sums > 0)[far].astype(int), line


def test_sum_worked_by_hand():
    unit = Perceptron([0.5, -1], 0.25)
    assert unit.sums([[2, 1], [1, 1]]).tolist() == [0.25, -0.25]
    assert unit.answers([[2, 1], [1, 1]]).tolist() == [True, False]
    assert unit.mistakes([[2, 1], [1, 1]], [0, 0]) == 1


def test_updates_worked_by_hand():
    start = Perceptron([0, 0])
    right = start.look(np.array([2.0, -1.0]), 0)
    assert right is start  # the sum 0 isn't above 0: it says 0, which is right
    added = start.look(np.array([2.0, -1.0]), 1, rate=0.5)
    assert (added.weights.tolist(), added.bias) == ([1, -0.5], 0.5)
    taken = added.look(np.array([1.0, 1.0]), 0, rate=0.5)  # 1 - 0.5 + 0.5 = 1, above 0
    assert (taken.weights.tolist(), taken.bias) == ([0.5, -1], 0)


def test_and_is_learned_as_worked_by_hand():
    """Points (0,0), (0,1), (1,0), (1,1) with rate 1: the fourth is the first mistake, and so on."""
    inputs = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], float)
    steps = list(learn(Perceptron([0, 0]), inputs, [0, 0, 0, 1], rate=1))
    found = [(*step.now.weights, step.now.bias) for step in steps[:6]]
    assert found[:4] == [(0, 0, 0), (0, 0, 0), (0, 0, 0), (1, 1, 1)]
    assert found[4:] == [
        (1, 1, 0),
        (1, 0, -1),
    ]  # (0,0) has the sum 1, then (0,1) the sum 1
    end = steps[-1]
    assert end.at_rest and end.now.mistakes(inputs, [0, 0, 0, 1]) == 0


@pytest.mark.parametrize("seed", range(30))
def test_on_separable_points_it_rests_within_novikoffs_bound(seed):
    inputs, labels, line = separable(seed)
    *_, end = learn(Perceptron([0, 0]), inputs, labels)
    assert end.at_rest and end.now.mistakes(inputs, labels) == 0
    assert end.updates <= most_updates(line, inputs, labels)
    assert end.updates <= most_updates(end.now, inputs, labels)


def test_the_bound_worked_by_hand():
    # Points (3, 0) and (-3, 0), line x = 0: margin 3 of length sqrt(10), so (sqrt(10) / 3)² = 1.1
    points = [[3.0, 0.0], [-3.0, 0.0]]
    assert most_updates(Perceptron([1, 0]), points, [1, 0]) == 1
    # Line x = 1, weights (1, 0, -1): the nearer point has the sum 2 over sqrt(2): 10 / 2 = 5
    assert most_updates(Perceptron([1, 0], -1), points, [1, 0]) == 5


def test_the_found_line_depends_on_the_start():
    points = animals(12, 14)
    ends = [last(Perceptron(w), points, 10_000) for w in ([0, 0], [0, 1.5])]
    assert all(end.at_rest for end in ends)
    slopes = [end.now.weights[0] / end.now.weights[1] for end in ends]
    assert abs(slopes[0] - slopes[1]) > 0.1


@pytest.mark.parametrize("points", [SOURCES["xor"].points(), animals(100, 14)])
def test_without_a_separating_line_it_never_rests(points):
    early, late = (last(Perceptron([0, 0]), points, looks) for looks in (4_000, 8_000))
    assert not late.at_rest and late.updates > early.updates + 300


def test_the_best_so_far_reaches_75_percent_on_xor_and_never_gets_worse():
    points = SOURCES["xor"].points()
    found = [
        step.best.mistakes(points.inputs, points.labels)
        for step in islice(
            learn(Perceptron([0, 0]), points.inputs, points.labels), 1_000
        )
    ]
    assert found == sorted(found, reverse=True)
    assert found[-1] == len(points) / 4


def test_one_perceptron_with_a_third_input_solves_the_ring():
    points = SOURCES["ring"].points()
    inputs = lifted(points.inputs)
    assert lifted([[3, 4]]).tolist() == [[3, 4, 25]]
    *_, end = learn(Perceptron([0, 0, 0]), inputs, points.labels)
    assert end.now.mistakes(inputs, points.labels) == 0
