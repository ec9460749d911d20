"""The digits of a display with seven segments: straight bars, which nobody writes like that."""

import numpy as np
from scipy import ndimage

from mnist_ann.digitize.geometry import box

# Which of the bars a (top), b, c (right), d (bottom), e, f (left), g (middle) each digit lights. A 1 is two
# bars in a row, as written by hand; a 6, a 7 and a 9 have a bar more on some displays.
LIT = {
    "abcdef": 0, "abdeg": 2, "abcdg": 3, "bcfg": 4, "acdfg": 5, "acdefg": 6, "cdefg": 6, "abc": 7, "abcf": 7,
    "abcdefg": 8, "abcdfg": 9, "abcfg": 9,
}  # fmt: skip
SLANTS = (
    0.0,
    0.06,
    0.1,
    0.14,
    0.18,
    0.22,
)  # of a display's columns to the right, in shares of the height
# Both areas' common share of what either covers. Of 1,286 drawn digits one reaches it, a 7.
ALIKE = 0.7
LONG, BROAD = (
    60,
    0.3,
)  # rows that a figure is looked at with; its bars are at most so thick for its width


def display_digit(ink: np.ndarray) -> int | None:
    """The digit that ink, uint8 (h, w), shows as seven segments do; None if it is written otherwise."""
    rows, columns = np.nonzero(ink >= 128)
    step = max(1, int(np.ptp(rows)) // LONG)
    rows, columns = rows // step, columns // step
    for slant in SLANTS:
        found = _upright(rows, columns + np.round(slant * rows).astype(int))
        if found is not None:
            return found
    return None


def _upright(rows, columns):
    inside = np.zeros((int(np.ptp(rows)) + 3, int(np.ptp(columns)) + 3), bool)
    inside[rows - rows.min() + 1, columns - columns.min() + 1] = True
    # Bars may have gaps between them, and a slant leaves some within them.
    inside = np.asarray(
        ndimage.binary_closing(np.pad(inside, 4), np.ones((5, 5))), bool
    )
    top, left, height, width = box(inside)
    inside = inside[top : top + height, left : left + width]
    depths = np.asarray(ndimage.distance_transform_cdt(np.pad(inside, 1)))
    thick = 2 * float(np.quantile(depths[depths > 0], 0.9))
    if not 1 <= thick <= BROAD * height or thick > 0.5 * width:
        return None
    bars = _bars(height, width, round(thick))
    lit = "".join(name for name, bar in bars.items() if inside[bar].mean() > 0.6)
    drawn = np.zeros(inside.shape, bool)
    for name in lit:
        drawn[bars[name]] = True
    if np.sum(drawn & inside) < ALIKE * np.sum(drawn | inside):
        return None
    return LIT.get(lit)


def _bars(height, width, thick):
    """The place of each bar within the figure's box."""
    half, across = (height + thick) // 2, slice(0, width)
    upper, lower = slice(0, half), slice(half - thick, height)
    right, left = slice(width - thick, width), slice(0, thick)
    return {
        "a": (slice(0, thick), across),
        "b": (upper, right),
        "c": (lower, right),
        "d": (slice(height - thick, height), across),
        "e": (lower, left),
        "f": (upper, left),
        "g": (slice(half - thick, half), across),
    }
