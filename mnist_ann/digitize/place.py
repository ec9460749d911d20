"""Which of all that stands out from the paper was written on it.

The picture is cut at several contrasts, since a soft pencil is fainter than another pen's printed lines.
Of the pieces that result, what touches the picture's border is desk, thumb or shadow; the writing is the
strongest of those that are long beside the width of their line, but not as long as a page of them.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import ndimage

LEVELS = (0.14, 0.2, 0.28, 0.38, 0.5, 0.64, 0.8)  # of contrast, to cut at
SMALLEST = 0.045  # of the picture's longer side: a digit is at least so large
# The length of its line, in lengths of its box. Of 1,286 drawn digits the longest has 3; lines of the paper
# may hang on to it.
LONGEST = 7.0
LOWEST = 0.25  # of its width: a lower one is a dash, or what is left of a ruled line
THICKEST = 0.45  # of the digit's length
SPECK = 0.05  # a piece with less than this share of the largest one's ink is dirt
ALIKE = 0.75  # of its contrast have other lines by the same pen
NEAR = 0.5  # of the digit's length: how far off a small part of it may lie
PRINTED = 0.3  # of its score is left to what looks like a line of the paper
TRIED = 80  # candidates that are looked at closely
# Of contrast. Most lines of the generated ruled paper have 0.2, a soft pencil 0.4.
FAINT = 0.24
CROWD = 30  # pieces of any size beside it: noise
MANY = 9  # pieces of a digit's size: a page of print


@dataclass(frozen=True, eq=False)
class Pieces:
    """What hangs together above a level. names: int (h, w), 0 where there is nothing. The rest has an
    entry for each piece: area in pixels, boxes (top, bottom, left, right), line: the length of its
    line, borders: whether it touches the picture's border."""

    level: float
    names: np.ndarray
    area: np.ndarray
    boxes: np.ndarray
    line: np.ndarray
    borders: np.ndarray

    @property
    def extent(self):
        top, bottom, left, right = self.boxes.T
        return np.maximum(bottom - top, right - left)


@dataclass(frozen=True, eq=False)
class Writing:
    """inside: bool (h, w). contrast: of the picture, float32 (h, w), 0 to 1. strength: that of its line.
    busy: whether there are very many such pieces."""

    inside: np.ndarray
    contrast: np.ndarray
    strength: float
    busy: bool


def writing(rgb, contrasts, flat):
    """The Writing that is found in a picture, float32 (h, w, 3), 0 to 1; None if there is none.

    contrasts: of a Ground of it, each float32 (h, w), 0 to 1. flat: whether that is flat: then writing may
    touch the picture's border, since there is nothing but one sheet.
    """
    candidates = []
    for contrast in contrasts:
        for level in LEVELS:
            found = _pieces(contrast, level, flat)
            if found is not None:
                candidates += _scored(contrast, found)
    if not candidates:
        return None
    candidates.sort(key=lambda one: -one[0])
    logs = np.log(np.maximum(rgb, 0.02))  # in which a shade is an even step
    for _, contrast, found, n, strength in candidates[:TRIED]:
        if flat or not _is_rule(found, n) and _on_paper(logs, found, n):
            return _with_others(contrast, found, n, strength)
    return None


def _scored(contrast, found):
    likely, scored = _likely(found), []
    for n in likely:
        strength = _strength(contrast, found, n)
        if strength < FAINT:
            continue
        score = strength * float(found.extent[n]) ** 0.5
        score *= 1 - abs(found.level / strength - 0.5)
        if _is_rule(found, n) or _is_frame(found, n, likely):
            score *= PRINTED
        scored.append((score, contrast, found, n, strength))
    return scored


def _on_paper(logs, found, n):
    """Whether there is paper on all sides of a piece. Beside what is seen of a thumb lies more of it, on
    one side of a sheet's edge the desk."""
    top, bottom, left, right = found.boxes[n]
    place = slice(max(top - 6, 0), bottom + 6), slice(max(left - 6, 0), right + 6)
    piece, logs = found.names[place] == n + 1, logs[place]
    near, around = (
        np.asarray(ndimage.binary_dilation(piece, np.ones((3, 3)), times))
        for times in (2, 5)
    )
    paper = logs[around > near]
    middle = np.median(paper, axis=0)
    way = logs[piece].mean(axis=0) - middle  # from the paper to the ink
    share = (paper - middle) @ way / max(float(way @ way), 1e-6)
    lightest, darkest = np.quantile(share, (0.1, 0.75))
    return bool(darkest < 0.5 and lightest > -2)


def _pieces(contrast, level, flat):
    inside = contrast > level
    if not inside.any():
        return None
    named: Any = ndimage.label(inside, np.ones((3, 3)))
    names, count = named
    slices = ndimage.find_objects(names)
    boxes = np.array(
        [
            (rows.start, rows.stop, columns.start, columns.stop)
            for rows, columns in slices
        ]
    )
    area = np.bincount(names.ravel(), minlength=count + 1)[1:]
    # Half of a line's outline is its length.
    outline = inside > ndimage.binary_erosion(inside, border_value=1)
    line = np.bincount(names[outline], minlength=count + 1)[1:] / 2
    height, width = contrast.shape
    borders = (boxes[:, [0, 2]].min(axis=1) <= 1) | (boxes[:, 1] >= height - 1)
    borders |= boxes[:, 3] >= width - 1
    borders &= not flat
    return Pieces(level, names, area, boxes, np.maximum(line, 1), borders)


def _likely(found):
    """The places of pieces that may be a digit, or the largest part of one, the largest few."""
    extent = found.extent
    pen = found.area / found.line
    top, bottom, left, right = found.boxes.T
    likely = (
        ~found.borders
        & (bottom - top >= LOWEST * (right - left))
        & (extent >= SMALLEST * max(found.names.shape))
        & (found.line <= LONGEST * extent)
        & (pen <= THICKEST * extent)
    )
    places = np.flatnonzero(likely)
    return places[np.argsort(-found.area[places])][:6]


def _strength(contrast, found, n):
    top, bottom, left, right = found.boxes[n]
    place = slice(top, bottom), slice(left, right)
    return float(np.quantile(contrast[place][found.names[place] == n + 1], 0.75))


def _is_rule(found, n):
    """Whether a piece is one thin line through most of the picture: of a ruled page, or a sheet's edge."""
    top, bottom, left, right = found.boxes[n]
    height, width = found.names.shape
    through = max((bottom - top) / height, (right - left) / width)
    return through > 0.6 and found.area[n] / found.line[n] < 0.03 * found.extent[n]


def _is_frame(found, n, others):
    """Whether a piece lies along the sides of a large box, around something else."""
    top, bottom, left, right = found.boxes[n]
    height, width = found.names.shape
    if min((bottom - top) / height, (right - left) / width) < 0.55:
        return False
    within = [top, left] < found.boxes[others][:, [0, 2]]
    within &= found.boxes[others][:, [1, 3]] < [bottom, right]
    if not within.all(axis=1).any():
        return False
    rows, columns = np.nonzero(found.names == n + 1)
    near = 0.08 * found.extent[n]
    side = np.minimum(rows - top, bottom - 1 - rows)
    side = np.minimum(side, np.minimum(columns - left, right - 1 - columns))
    return bool((side < near).mean() > 0.8)


def _with_others(contrast, found, main, strength):
    """The main piece with all that is written like it."""
    pen, extent = found.area / found.line, found.extent
    alike = ~found.borders & (found.area >= SPECK * found.area[main])
    alike &= found.line <= LONGEST * np.maximum(extent, extent[main])
    alike &= pen <= 2.5 * pen[main]
    names = np.arange(1, len(pen) + 1)
    mean = np.asarray(ndimage.mean(contrast, found.names, names))
    alike &= mean >= ALIKE * mean[main]
    alike &= [not _is_rule(found, n) for n in range(len(pen))]
    # What is small and lies far off is dirt, a thumb's nail, the corner of something.
    apart = np.maximum(found.boxes[:, ::2] - found.boxes[main, 1::2], 0)
    apart = np.maximum(apart, found.boxes[main, ::2] - found.boxes[:, 1::2]).max(axis=1)
    alike &= (extent >= 0.5 * extent[main]) | (apart <= NEAR * extent[main])
    alike[main] = True
    sizes = extent[alike] / extent[main]
    many = int(((sizes > 0.4) & (sizes < 2.5)).sum())
    inside = np.isin(found.names, names[alike])
    return Writing(
        inside, contrast, strength, many > MANY or int((apart == 0).sum()) > CROWD
    )
