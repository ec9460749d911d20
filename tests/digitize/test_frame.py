"""A picture turned and cropped, and what was found in it."""

import numpy as np

from mnist_ann.digitize.frame import INK, part, with_ink


def test_a_quarter_to_the_left_worked_by_hand():
    picture = np.array([[1, 2, 3], [4, 5, 6]])
    assert part(picture, 1).tolist() == [[3, 6], [2, 5], [1, 4]]
    assert part(picture, -1).tolist() == [[4, 1], [5, 2], [6, 3]]
    assert part(picture, 4).tolist() == picture.tolist()


def test_the_crop_is_of_the_turned_picture():
    picture = np.arange(100).reshape(10, 10)
    assert part(picture, across=(20, 50), down=(0, 20)).tolist() == [[2, 3, 4], [12, 13, 14]]  # fmt: skip
    assert part(picture, 1, across=(20, 50), down=(0, 10)).tolist() == [[29, 39, 49]]


def test_where_a_slider_s_ends_meet_something_is_left():
    picture = np.arange(100).reshape(10, 10)
    assert part(picture, across=(50, 50), down=(100, 100)).size <= 1
    assert part(picture, across=(50, 50)).shape == (10, 1)


def test_ink_is_coloured_where_it_was_found():
    picture = np.full((4, 4, 4), 255, np.uint8)
    ink = np.zeros((4, 4), np.uint8)
    ink[1, 2] = 255
    shown = with_ink(picture, ink)
    assert tuple(shown[1, 2]) == INK
    assert shown[0, 0].min() > 200
    assert with_ink(picture).tolist() == picture[..., :3].tolist()
