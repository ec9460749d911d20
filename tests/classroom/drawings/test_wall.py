import numpy as np
import pytest

from mnist_ann.classroom.drawings.hand_in import HandIn
from mnist_ann.classroom.drawings.wall import (
    another_digit,
    doubtful_first,
    funniest,
    mosaic,
    most_alike,
    score,
)
from mnist_ann.store.own.digits import Digits


def hand_in(member, answer=4, probability=0.9, verdict="sure", ink=((5, 5),)):
    image = np.zeros((28, 28), np.uint8)
    for place in ink:
        image[place] = 200
    return HandIn(
        member, 1, member, f"Student {member}", 4, image, answer, probability, verdict, None, True
    )  # fmt: skip


def test_pooled_accuracy_with_its_interval():
    found = score([hand_in(1), hand_in(2), hand_in(3, answer=9), hand_in(4)])
    assert (found.right, found.count, found.accuracy) == (3, 4, 0.75)
    # Wilson (1927) for 3 of 4, as statsmodels' proportion_confint gives it.
    assert found.interval == pytest.approx((0.300642, 0.954413), abs=1e-6)
    assert score([]) is None


def test_the_funniest_mistake_is_the_surest_one_that_is_no_scribble():
    right, little = hand_in(1, probability=0.99), hand_in(2, answer=9, probability=0.6)
    much = hand_in(3, answer=9, probability=0.95)
    scribble = hand_in(4, answer=8, probability=1.0, verdict="unlike")
    assert funniest([right, little, much, scribble]) is much
    assert funniest([right, scribble]) is None


def test_the_most_alike_pair_is_of_two_students():
    a, b, c = (1, 1), (2, 2), (3, 3)
    drawn = [hand_in(1, ink=(a, b)), hand_in(1, ink=(a, b)), hand_in(2, ink=(a, c)), hand_in(3, ink=(c,))]  # fmt: skip
    pair = most_alike(drawn)
    # Of (a, c) and (c): 1/√2; of (a, b) and (a, c) only 1/2.
    assert (pair.one, pair.other) == (drawn[2], drawn[3])
    assert pair.cosine == pytest.approx(0.5**0.5)
    assert most_alike(drawn[:2]) is None and most_alike([]) is None


def test_the_doubtful_are_looked_at_first():
    ordered = [
        hand_in(1, verdict="unlike"),
        hand_in(2, answer=9, probability=0.9),
        hand_in(3, answer=7, probability=0.6),
        hand_in(4, probability=0.6, verdict="torn"),
        hand_in(5, probability=0.9),
        hand_in(6, probability=0.99),
    ]
    assert doubtful_first(ordered[::-1]) == ordered


def test_another_digit_is_one_of_those_drawn_least_often():
    assert another_digit([0, 1, 2, 3, 5, 6, 7, 8, 9]) == 4
    assert another_digit([*range(10), *range(9)]) == 9
    assert {another_digit([]) for _ in range(200)} == set(range(10))


def test_a_mosaic_has_a_row_for_each_digit():
    images = np.stack([np.full((28, 28), value, np.uint8) for value in (10, 20, 30)])
    picture = mosaic(Digits(images, np.array([3, 3, 9])), across=1)
    assert picture.shape == (280, 28)
    assert (picture[84:112] == 20).all()  # the newer of the two
    assert (picture[252:] == 30).all() and not picture[:84].any()
