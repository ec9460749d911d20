"""What the way to 28 × 28 measures and moves: ink as float32 (h, w), 0 to 1, on a dark ground."""

import numpy as np
from PIL import Image
from scipy import ndimage


def straightened(ink, share):
    """(the ink with a share of its slant taken away, the slant in degrees, to the right > 0).

    The slant is the direction in which the ink spreads from row to row, from its second moments.
    """
    y, x = centre_of_mass(ink)
    rows = np.arange(len(ink)) + 0.5 - y
    columns = np.arange(ink.shape[1]) + 0.5 - x
    total = ink.sum()
    # A pixel is itself spread out by 1/12, which also gives a single row a height.
    slant = float(rows @ ink @ columns / (rows**2 @ ink.sum(axis=1) + total / 12))
    slant = float(
        np.clip(slant, -1, 1)
    )  # a dash lies flat: it has no slant to take away
    shear = share * slant
    room = int(np.ceil(abs(shear) * len(ink) / 2))
    wide = np.pad(ink, ((0, 0), (room, room)))
    sheared = Image.fromarray(wide).transform(
        wide.shape[::-1],
        Image.Transform.AFFINE,
        (1, shear, -shear * y, 0, 1, 0),
        Image.Resampling.BILINEAR,
    )
    return np.asarray(sheared), float(-np.degrees(np.arctan(slant)))


def distance_to_edge(ink):
    """How far each pixel's centre is from the edge of the ink, float32 (h, w): inside > 0."""
    inside = ink >= 0.5
    within, beyond = (
        np.asarray(ndimage.distance_transform_edt(part)) for part in (inside, ~inside)
    )
    return np.where(inside, within - 0.5, 0.5 - beyond).astype(np.float32)


def pen_width(outline):
    """The width of the line. In a band of width w the mean distance to the edge is w / 4."""
    return 4 * float(outline[outline > 0].mean())


def sample(ink, centre, scale, side, at):
    """side x side pixels of `scale` fine pixels each, uint8, such that `centre` falls on (at, at).

    Each is the mean of the ink around it, weighted by a triangle: the anti-aliasing. A box for a
    triangle loses 0.4 points on drawings by tablet, and whole pixels for the place 0.6.
    """
    room = int(side * scale) + 1  # the pixels may lie beyond the array
    top, left = (position + room - at * scale for position in centre)
    sampled = Image.fromarray(np.pad(ink, room).astype(np.float32)).resize(
        (side, side),
        Image.Resampling.BILINEAR,
        box=(left, top, left + side * scale, top + side * scale),
    )
    return grey(np.asarray(sampled))


def centre_of_mass(ink):
    """(y, x) from the array's corner; the middle of the first pixel is (0.5, 0.5)."""
    total = ink.sum()
    y = ink.sum(axis=1) @ (np.arange(ink.shape[0]) + 0.5) / total
    x = ink.sum(axis=0) @ (np.arange(ink.shape[1]) + 0.5) / total
    return float(y), float(x)


def box(inside):
    """(top, left, height, width) of what is True."""
    rows, columns = (np.flatnonzero(inside.any(axis=axis)) for axis in (1, 0))
    return (
        int(rows[0]),
        int(columns[0]),
        int(rows[-1] - rows[0]) + 1,
        int(columns[-1] - columns[0]) + 1,
    )


def grey(ink):
    """Ink from 0 to 1 as uint8, 0 to 255."""
    return np.round(np.clip(ink, 0, 1) * 255).astype(np.uint8)
