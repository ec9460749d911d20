"""Digits of a display with seven bars, drawn bar by bar."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from mnist_ann.digitize.segments import display_digit
from tools.drawings import CONDITIONS, Drawings

BARS = ["abcdef", None, "abged", "abgcd", "fgbc", "afgcd", "afgedc", "abc", "abcdefg", "abcdfg"]  # fmt: skip


def display(lit, thick, gap):
    """The bars called `lit` of a figure 110 wide and 220 high, uint8 (300, 200)."""
    picture = Image.new("L", (200, 300), 0)
    pen, half = ImageDraw.Draw(picture), thick // 2
    left, right, top, middle, bottom = 45, 155, 40, 150, 260
    for name, y in (("a", top), ("g", middle), ("d", bottom)):
        if name in lit:
            pen.rectangle((left + gap, y - half, right - gap, y + half), fill=255)
    for name, x, y in (("f", left, top), ("b", right, top), ("e", left, middle), ("c", right, middle)):  # fmt: skip
        if name in lit:
            pen.rectangle((x - half, y + gap, x + half, y + 110 - gap), fill=255)
    return np.asarray(picture)


@pytest.mark.parametrize("digit", [0, 2, 3, 4, 5, 6, 7, 8, 9])
def test_each_is_known_by_its_bars(digit):
    for thick, gap in ((16, 0), (22, 0), (22, 5)):
        assert display_digit(display(BARS[digit], thick, gap)) == digit


def test_nobody_writes_a_six_like_that():
    drawings, names = Drawings(), list(CONDITIONS)
    for i in range(0, len(drawings), 40):
        canvas = drawings.canvas(i, names[i % len(names)])
        assert display_digit(canvas) != 6
