"""The pictures of numbers: sign and strength, in colour and without."""

import numpy as np

from mnist_ann.figures import heat


def opacity(picture):
    return np.asarray(picture)[..., 3]


def grey(picture):
    return np.asarray(picture.convert("L"), float)


def test_nothing_is_painted_for_0_and_the_farthest_is_the_strongest():
    picture = heat.heat([[0.0, 0.5, 1.0]], 30)
    assert picture.size == (30, 10)
    first, second, third = np.split(opacity(picture), 3, axis=1)
    assert (first == 0).all() and (third == 255).all()
    assert 0 < second.min() == second.max() < 255


def test_above_is_solid_and_below_is_striped():
    above, below = np.split(opacity(heat.heat([[1.0, -1.0]], 80)), 2, axis=1)
    assert len(np.unique(above)) == 1
    assert len(np.unique(below)) == 2


def test_above_and_below_differ_in_black_and_white():
    """Over a digit and without colours, the stripes are still there."""
    picture = heat.overlay(np.ones((28, 28)), np.full((28, 28), -1.0), 280)
    assert np.ptp(grey(picture)[:10, :10]) > 30
    solid = heat.overlay(np.ones((28, 28)), np.full((28, 28), 1.0), 280)
    assert np.ptp(grey(solid)[:10, :10]) == 0


def test_strength_can_be_shared_between_pictures():
    weak, strong = (opacity(heat.heat([[x]], 10, most=2.0)).max() for x in (1.0, 2.0))
    assert weak < strong == 255


def test_a_picture_of_nothing_is_empty():
    assert opacity(heat.heat(np.zeros((4, 4)), 40)).max() == 0


def test_units_stand_in_rows_and_the_rest_of_the_last_row_is_0():
    assert heat.grid([1, 2, 3, 4, 5], 3).tolist() == [[1, 2, 3], [4, 5, 0]]
