"""Numbers painted of digits that people drew, next to each other."""

import numpy as np
import pytest

from mnist_ann import mnist
from mnist_ann.digitize.painter import paint as painted
from mnist_ann.digitize.strokes import Stroke
from mnist_ann.errors import Problem
from mnist_ann.evaluation.verdict import Memory
from mnist_ann.network import Network
from mnist_ann.reading.number import digits, read_number
from mnist_ann.store.files import NETWORKS
from tools.drawings import Drawings, fit, paint

HEIGHT, PEN = 90, 11


@pytest.fixture(scope="module")
def drawings():
    return Drawings()


@pytest.fixture(scope="module")
def memory():
    return Memory(Network.load(NETWORKS / "draw.keras"), mnist.load())


def number(drawings, places, gap=0.15):
    """Drawings in a row, so many of their heights apart: strokes on a canvas of 280."""
    x, row = 0.0, []
    for place in places:
        strokes = fit(drawings.strokes(place), HEIGHT, (0, 0))
        points = np.concatenate(strokes)
        left, right = points[:, 0].min(), points[:, 0].max()
        row += [stroke + (x - left, 0) for stroke in strokes]
        x += right - left + PEN + gap * HEIGHT
    points = np.concatenate(row)
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    scale = min(1, 260 / np.ptp(points, axis=0).max())
    return [(stroke - middle) * scale + 140 for stroke in row]


def test_two_digits_with_a_clear_gap_are_told_apart(drawings):
    random, apart = np.random.default_rng(3), 0
    for _ in range(100):
        strokes = number(drawings, random.integers(len(drawings), size=2))
        apart += len(digits(paint(strokes, 280, PEN))) == 2
    assert apart >= 95


def test_each_is_read_by_itself_from_left_to_right(drawings, memory):
    random, right = np.random.default_rng(4), 0
    for count in [1, 2, 3] * 7:
        places = random.integers(len(drawings), size=count)
        try:
            readings = read_number(paint(number(drawings, places), 280, PEN), memory)
        except Problem:
            continue
        said = [reading.verdict.first for reading in readings]
        right += said == drawings.labels[places].tolist()
        assert all(reading.image.shape == (28, 28) for reading in readings)
    assert right >= 18  # of 21


def test_one_digit_stays_one(drawings):
    for i in range(0, len(drawings), 40):
        assert len(digits(drawings.canvas(i, "usual"))) == 1


def test_the_bar_of_a_five_stays_with_it():
    body = [(60, 60), (60, 120), (100, 120), (100, 180), (55, 180)]
    bar = [(72, 50), (110, 50)]
    one = [(190, 50), (190, 180)]
    strokes = [Stroke(12, tuple(points)) for points in (body, bar, one)]
    five, _ = digits(painted(strokes))
    left, *_, right = np.flatnonzero((five >= 128).any(axis=0))
    assert right - left > 55  # the bar reaches further than the body


def test_dots_and_dashes_are_passed_over():
    three = [(30, 60), (80, 60), (55, 100), (80, 140), (30, 150)]
    ones = [[(x, 60), (x, 150)] for x in (150, 240)]
    dot, dash = [(110, 150), (111, 150)], [(180, 105), (210, 105)]
    for sign in (dot, dash):
        strokes = [Stroke(10, tuple(points)) for points in (three, sign, *ones)]
        assert len(digits(painted(strokes))) == 3


def test_two_that_touch_are_said_to(memory):
    ring = [(70 + 40 * np.cos(t), 140 + 55 * np.sin(t)) for t in np.linspace(0, 7, 40)]
    other = [(x + 90, y) for x, y in ring]
    strokes = [Stroke(14, tuple(points)) for points in (ring, other)]
    with pytest.raises(Problem, match="seem to touch"):
        read_number(painted(strokes), memory)
