import numpy as np
import pytest

from mnist_ann.digitize.painter import paint
from mnist_ann.digitize.strokes import Stroke


def area(picture):
    return picture.sum() / 255


def test_a_dot_is_as_round_as_its_pen():
    picture = paint([Stroke(40, ((100, 60),))])
    assert area(picture) == pytest.approx(np.pi * 20**2, rel=0.01)
    assert (picture[60, 81:119] == 255).all()  # 20 to each side of its middle
    assert picture[60, 78] == picture[60, 121] == 0


def test_a_line_has_round_ends():
    picture = paint([Stroke(10, ((50, 80), (150, 80)))])
    assert area(picture) == pytest.approx(100 * 10 + np.pi * 5**2, rel=0.01)
    assert picture.shape == (280, 280) and picture.dtype == np.uint8


def test_a_corner_is_rounded_as_the_canvas_does_it():
    """From (20, 40) over (60, 40) to (60, 80): the corner steers a curve between the middles of its sides,
    (40, 40) and (60, 60), whose middle is (55, 45)."""
    picture = paint([Stroke(6, ((20, 40), (60, 40), (60, 80)))])
    assert picture[45, 54] == 255
    assert picture[39, 61] == 0


def test_a_line_across_half_of_a_pixel_is_half_as_bright():
    picture = paint([Stroke(1, ((50, 80), (150, 80)))])  # rows 79.5 to 80.5
    assert picture[79, 100] == pytest.approx(128, abs=2)
    assert picture[80, 100] == pytest.approx(128, abs=2)


def test_a_larger_canvas_gives_the_same_picture():
    small = Stroke(10, ((50, 80), (150, 80), (90, 200)))
    large = Stroke(20, tuple((2 * x, 2 * y) for x, y in small.points))
    assert (paint([small]) == paint([large], scale=0.5)).all()


def test_what_lies_beyond_is_cut_off_and_costs_nothing():
    far = Stroke(10, ((-10_000, 100), (10_000, 100), (140, -10_000)))
    assert (paint([far])[100, :] == 255).all()
    assert not paint([]).any()
