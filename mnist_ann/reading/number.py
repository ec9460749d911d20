"""A number of several digits, read digit by digit: "10", "42", "3.12.".

Digits that stand apart are told by the gaps between them. What belongs to a digit but hangs apart from it,
as the bar of a 5, stays with it; dots and dashes between digits are passed over.
"""

import numpy as np

from mnist_ann.digitize import digitize
from mnist_ann.digitize.geometry import box
from mnist_ann.digitize.ink import ink_of
from mnist_ann.digitize.photo import TALL, pieces
from mnist_ann.errors import Problem
from mnist_ann.evaluation.verdict import Memory
from mnist_ann.reading.reading import Reading, read

MOST = 12  # digits in a number
# In heights of the tallest piece. A digit is at least half as tall as its neighbours; what is smaller
# and stands further beside it than REACH is a sign between digits.
REACH = 0.06
# Of the narrower one's width: two tall pieces that lie so far over each other are one digit.
OVER = 0.5
# The width in heights above which what is no clear digit may be two that touch, and above which all is.
# Of 1,102 drawn digits 90% are narrower than the first and 99.9% than the second.
WIDE, WIDEST = 0.95, 1.4
TOUCH = "Two digits seem to touch here. Leave a gap between them."
TOO_MANY = "There are {} pieces here, more than a number of " + f"{MOST} digits has."


def read_number(drawing: np.ndarray, memory: Memory) -> list[Reading]:
    """The Readings of the digits in a drawing, left to right.

    drawing: as in `digitize`. Raises Problem if there is no ink, only signs, or two digits touch.
    """
    readings = []
    for digit in digits(drawing):
        reading = read(digitize(digit), memory)
        height, width = np.ptp(np.nonzero(digit), axis=1) + 1
        if (
            width > WIDE * height
            and reading.verdict.kind != "sure"
            or width > WIDEST * height
        ):
            raise Problem(TOUCH)
        readings.append(reading)
    return readings


def in_words(readings: list[Reading]) -> tuple[str, str]:
    """(a title, a sentence) for the Readings of a number's digits. What is like no digit is a "?"."""
    said = [
        "?" if each.verdict.kind == "unlike" else str(each.verdict.first)
        for each in readings
    ]
    doubts = [
        place for place, each in enumerate(readings, 1) if each.verdict.kind != "sure"
    ]
    sentence = f"These are {len(readings)} digits. The network reads them one by one"
    if not doubts:
        return "".join(said), f"{sentence}, and is sure of each."
    which = ", ".join(map(str, doubts))
    return "".join(said), f"{sentence}. It is not sure of number {which} from the left."


def digits(drawing: np.ndarray) -> list[np.ndarray]:
    """The ink of each digit in a drawing, left to right, each uint8 (h, w), 0 where it has none.

    drawing, and what is raised: as in `read_number`.
    """
    ink = ink_of(drawing)
    top, left, height, width = box(ink >= 128)
    ink = ink[top : top + height, left : left + width]
    found = pieces(ink >= 128)
    if len(found) > 4 * MOST:
        raise Problem(TOO_MANY.format(len(found)))
    heights = [int(np.ptp(rows)) + 1 for rows, _ in found]
    tallest = max(heights)
    spans = [(int(columns.min()), int(columns.max()) + 1) for _, columns in found]
    order = sorted(range(len(found)), key=lambda n: sum(spans[n]))
    groups: list[list[int]] = []
    for n in order:
        if heights[n] < TALL * tallest:
            continue
        if groups and any(_over(spans[n], spans[m]) >= OVER for m in groups[-1]):
            groups[-1].append(n)
        else:
            groups.append([n])
    if len(groups) > MOST:
        raise Problem(TOO_MANY.format(len(groups)))
    for n in order:
        if heights[n] < TALL * tallest:
            gaps = [min(_gap(spans[n], spans[m]) for m in group) for group in groups]
            nearest = int(np.argmin(gaps))
            if gaps[nearest] <= REACH * tallest:
                groups[nearest].append(n)
    return [_alone(ink, [found[n] for n in group]) for group in groups]


def _gap(one, other):
    """How many columns lie between two spans of columns; below 0, how many both have."""
    return max(one[0], other[0]) - min(one[1], other[1])


def _over(one, other):
    narrower = min(one[1] - one[0], other[1] - other[0])
    return -_gap(one, other) / narrower


def _alone(ink, parts):
    alone = np.zeros_like(ink)
    for part in parts:
        alone[part] = ink[part]
    return np.pad(
        alone, max(alone.shape) // 4
    )  # without any ground it would be no drawing
