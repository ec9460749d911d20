"""A photograph of one digit on paper as a drawing: its ground evened out, its ink alone left.

The light may fall from one side and the paper may be dark; the ground is what is left when everything
as narrow as a line is taken away. `digitize` does the rest.
"""

from typing import Any

import numpy as np
from PIL import Image, ImageFilter
from scipy import ndimage

from mnist_ann.errors import Problem

WORK = 320  # pixels along the longer side: a line that can be seen is 2 of them wide
COARSE = 70  # pixels along the shorter side while several digits are looked for
GROUND = 80  # pixels along the longer side while the ground is looked for
# Of the ground's brightness. Of empty paper under a lamp at one side the most is 0.18, of a soft pencil 0.5.
FAINT = 0.25
SPECK = 0.05  # a piece with less than this share of the largest one's ink is dirt
TALL = 0.5  # two pieces that are both so tall, beside the tallest, are two digits

NO_DIGIT = (
    "No digit can be seen in this picture. Write one large digit with a dark pen on plain paper, "
    "and let the picture show little else."
)
SEVERAL = "There seem to be {} digits here. Show the network one at a time."
UNCLEAR = "Too much of this picture is dark or busy to see a digit in it. Write one digit on plain paper."


def drawing(picture):
    """The ink in a photograph, uint8 (h, w), 0 on the ground to 255, for `digitize`.

    picture: uint8 (h, w, 4), as images.read_picture returns it. Raises Problem if it shows no digit,
    several, or too much.
    """
    ink = _ink(_grey(picture))
    inside = ink > 0.5
    if not inside.any():
        raise Problem(NO_DIGIT)
    if inside.mean() > 0.35:
        raise Problem(UNCLEAR)
    found = pieces(inside)
    largest = max(int(inside[piece].sum()) for piece in found)
    kept = [piece for piece in found if inside[piece].sum() >= SPECK * largest]
    _check_one(kept)
    digit = np.zeros_like(ink)
    for piece in kept:
        digit[piece] = ink[piece]
    return np.round(digit * 255).astype(np.uint8)


def check_one(ink):
    """Raises Problem if a drawing's ink, uint8 (h, w), has several digits side by side. Of 735 drawings
    of one digit by 41 people it takes none for several, and one of 2,000 images of MNIST."""
    step = max(1, min(ink.shape) // COARSE)
    inside = ink[::step, ::step] >= 128
    if inside.any():
        _check_one(pieces(inside))


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


def _check_one(found):
    """Tall pieces that stand side by side are a digit each."""
    boxes = [(*_span(rows), *_span(columns)) for rows, columns in found]
    tallest = max(bottom - top for top, bottom, _, _ in boxes)
    tall = [box for box in boxes if box[1] - box[0] >= TALL * tallest]
    tall.sort(key=lambda box: box[2])
    count, right = 0, -1
    for _, _, left, end in tall:
        if left > right:
            count += 1
        right = max(right, end)
    if count > 1:
        raise Problem(SEVERAL.format(count))


def _span(places):
    return int(places.min()), int(places.max()) + 1


def _grey(picture):
    """The picture's brightness, float32 (h, w), 0 to 1, at most WORK along its longer side. What is
    transparent shows white paper."""
    picture = Image.fromarray(picture)
    paper = Image.new("RGBA", picture.size, "white")
    grey = Image.alpha_composite(paper, picture).convert("L")
    grey.thumbnail((WORK, WORK), Image.Resampling.BOX)
    return np.asarray(grey, np.float32) / 255


def _ink(grey):
    """How much ink each pixel has, float32 (h, w), 0 to 1; 0 everywhere if there is none."""
    if min(grey.shape) < 12:
        raise Problem(NO_DIGIT)
    light = _ink_is_light(grey)
    if light:
        grey = 1 - grey
    ground = _ground(grey)
    # In the shade of a hand, ink and paper are darker by the same share. Not so the other way round:
    # the negative of white paper is nearly nothing, and its grain a large share of it.
    least = 0.5 if light else 0.1
    contrast = np.maximum(ground - grey, 0) / np.maximum(ground, least)
    noise = 1.5 * float(np.median(contrast))
    # The strongest few of a thousand pixels: a small digit in thin pen has no more.
    strongest = float(np.quantile(contrast, 0.997))
    if strongest < max(FAINT, 4 * noise):
        return np.zeros_like(grey)
    # From 0 at a third of the full contrast to 1 at two thirds: the edge stays soft.
    return np.clip(3 * contrast / strongest - 1, 0, 1)


def _ink_is_light(grey):
    """Whether what differs most from its surroundings is lighter than they are."""
    beyond = grey - _blurred(grey, max(grey.shape) / 8)
    beyond -= np.median(beyond)
    return float((beyond**3).sum()) > 0


def _ground(grey):
    """The brightness of the paper under the ink, float32 (h, w): dark lines closed over, the rest
    smoothed. Maximum, then minimum, over a window wider than a line."""
    picture = Image.fromarray(np.round(grey * 255).astype(np.uint8))
    small = picture.copy()
    small.thumbnail((GROUND, GROUND), Image.Resampling.BOX)
    for _ in range(2):  # twice 9 pixels wide is as good as once 17, and quicker
        small = small.filter(ImageFilter.MaxFilter(9))
    for _ in range(2):
        small = small.filter(ImageFilter.MinFilter(9))
    small = small.filter(ImageFilter.GaussianBlur(3))
    ground = small.resize(picture.size, Image.Resampling.BILINEAR)
    return np.asarray(ground, np.float32) / 255


def _blurred(grey, radius):
    picture = Image.fromarray(np.round(grey * 255).astype(np.uint8))
    return np.asarray(picture.filter(ImageFilter.BoxBlur(radius)), np.float32) / 255
