"""A photograph of a digit on paper as a drawing: its ground evened out, the ink of the writing alone left.

`ground` says how far each pixel stands out from the paper, `place` which of that is writing. `digitize`
does the rest.
"""

from typing import Any

import numpy as np
from PIL import Image
from scipy import ndimage

from mnist_ann.digitize import place
from mnist_ann.digitize.geometry import box
from mnist_ann.digitize.ground import grounds
from mnist_ann.digitize.segments import display_digit
from mnist_ann.errors import Problem

WORK = 480  # pixels along the longer side: a line that can be seen is 2 of them wide
LEAST = 280  # pixels along the longer side: what is smaller is enlarged
COARSE = 70  # pixels along the shorter side while several digits are looked for
CROWDED = 0.03  # of a picture without writing: where more stands out, it is not empty
TALL = 0.5  # two pieces that are both so tall, beside the tallest, are two digits

NO_DIGIT = (
    "No digit can be seen in this picture. Write one large digit with a dark pen on plain paper, "
    "and let the picture show little else."
)
# Nine of the ten are read as they are.
DISPLAY = (
    "This is printed: the 6 of a display with seven bars. The networks here learned from handwriting, "
    "where what is so narrow and square is a 5."
)
SEVERAL = "There seem to be {} digits here. Show the network one at a time."
UNCLEAR = (
    "This picture is too busy to be a digit. Write one digit on plain paper, and let the picture show "
    "little else."
)


class SeveralDigits(Problem):
    """There is more than one digit. ink: all of it, uint8 (h, w), for who reads a number digit by digit."""

    def __init__(self, count, ink):
        super().__init__(SEVERAL.format(count))
        self.ink = ink


def drawing(picture):
    """The ink of the digit in a photograph, uint8 (h, w), 0 on the ground to 255, for `digitize`.

    picture: uint8 (h, w, 4), as read_picture returns it. Raises Problem if it shows no digit, several,
    or too much.
    """
    return one(writing(picture))


def one(ink):
    """The ink of a photograph, if it is that of one digit. Raises SeveralDigits, and Problem if it is one
    as displays show it and nobody writes it."""
    top, left, height, width = box(ink >= 128)
    count = _side_by_side(pieces(ink[top : top + height, left : left + width] >= 128))
    if count > 1:
        raise SeveralDigits(count, ink)
    if display_digit(ink) == 6:
        raise Problem(DISPLAY)
    return ink


def writing(picture):
    """The ink in a photograph, as `drawing` returns it, of as many digits as there are."""
    if min(picture.shape[:2]) < 12:
        raise Problem(NO_DIGIT)
    rgb = _seen(picture)
    written, most = None, 0.0
    for ground in grounds(rgb):
        contrasts = ground.contrasts(rgb)
        written = place.writing(rgb, contrasts, ground.flat)
        if written:
            break
        most = max((each > place.FAINT).mean() for each in contrasts)
    if written is None:
        raise Problem(UNCLEAR if most > CROWDED else NO_DIGIT)
    if written.busy:
        raise Problem(UNCLEAR)
    around = ndimage.binary_dilation(written.inside, np.ones((3, 3)))
    # From 0 at a third of the full contrast to 1 at two thirds: the edge stays soft.
    ink = np.clip(3 * written.contrast / written.strength - 1, 0, 1) * around
    return np.round(ink * 255).astype(np.uint8)


def check_one(ink):
    """Raises SeveralDigits if a drawing's ink, uint8 (h, w), has some side by side. Of 735 drawings
    of one digit by 41 people it takes none for several, and one of 2,000 images of MNIST."""
    step = max(1, min(ink.shape) // COARSE)
    inside = ink[::step, ::step] >= 128
    count = _side_by_side(pieces(inside)) if inside.any() else 1
    if count > 1:
        raise SeveralDigits(count, ink)


def pieces(inside):
    """What hangs together: a list of places, each (rows, columns), within inside, bool (h, w).

    Lines with a gap of up to 3% of the picture between them count as one piece.
    """
    cell = max(1, round(max(inside.shape) * 0.015))
    rows, columns = np.nonzero(inside)
    cells = np.zeros([side // cell + 2 for side in inside.shape], bool)
    # Each cell grows by one down and right: two that touch then were at most two apart.
    for down, right in ((0, 0), (0, 1), (1, 0), (1, 1)):
        cells[rows // cell + down, columns // cell + right] = True
    found: Any = ndimage.label(cells, np.ones((3, 3)))
    names, count = found
    owner = names[rows // cell, columns // cell]
    return [(rows[owner == n], columns[owner == n]) for n in range(1, count + 1)]


def _side_by_side(found):
    """How many digits there are: tall pieces that stand side by side are one each."""
    boxes = [(*_span(rows), *_span(columns)) for rows, columns in found]
    tallest = max(bottom - top for top, bottom, _, _ in boxes)
    tall = [box for box in boxes if box[1] - box[0] >= TALL * tallest]
    tall.sort(key=lambda box: box[2])
    count, right = 0, -1
    for _, _, left, end in tall:
        if left > right:
            count += 1
        right = max(right, end)
    return count


def _span(places):
    return int(places.min()), int(places.max()) + 1


def _seen(picture):
    """The picture as a camera would see it, float32 (h, w, 3), 0 to 1, at most WORK along its longer
    side."""
    seen = Image.fromarray(np.ascontiguousarray(picture))
    opaque = picture[..., 3] > 127
    if not opaque.all():
        # What shows through is a ground that differs from what is drawn on it.
        drawn = picture[opaque][:, :3].mean() if opaque.any() else 0
        ground = Image.new("RGBA", seen.size, "black" if drawn > 127 else "white")
        seen = Image.alpha_composite(ground, seen)
    seen = seen.convert("RGB")
    seen.thumbnail((WORK, WORK), Image.Resampling.BOX)
    if max(seen.size) < LEAST:
        scale = LEAST / max(seen.size)
        width, height = (round(side * scale) for side in seen.size)
        seen = seen.resize((width, height), Image.Resampling.BILINEAR)
    return np.asarray(seen, np.float32) / 255
