"""Warps of the training images: each is shifted, turned, stretched, slanted and bent anew each epoch.

The random part is drawn from (seed, epoch) alone, so that a resumed run sees the very images that an
uninterrupted one would have seen. `warp` is the arithmetic in numpy; the compiled epoch does the same
in `worker/warp.py`.
"""

import numpy as np

SIDE = 28
KNOTS = 5  # along each axis: the places that an elastic warp pulls at
REACH = 5.0  # pixels: how far a pull is felt, the standard deviation of a bell


def draw_warps(recipe, epoch, count):
    """One warp an image: float32 (count, 6 + 2 * KNOTS**2).

    A row begins with an affine map a b c d e f: pixel (x, y) of the warped image, measured from the
    centre, shows the original's pixel (a x + b y + c, d x + e y + f). Then, for an elastic warp, come
    the pulls at all knots, in pixels, along x and along y. Simard, Steinkraus and Platt (2003).
    """
    random = np.random.default_rng((recipe.seed, epoch, 1))
    turn = np.radians(random.uniform(-recipe.turn, recipe.turn, count))
    zoom = 1 + random.uniform(-recipe.zoom, recipe.zoom, (2, count))
    shift = random.uniform(-recipe.shift, recipe.shift, (2, count))
    slant = random.uniform(-recipe.slant, recipe.slant, count)
    pulls = recipe.elastic * random.standard_normal((count, 2 * KNOTS**2))
    a, d = np.cos(turn) / zoom[0], np.sin(turn) / zoom[1]
    b, e = -np.sin(turn) / zoom[0], np.cos(turn) / zoom[1]
    maps = np.stack([a, b + slant * a, shift[0], d, e + slant * d, shift[1]], axis=1)
    return np.hstack([maps, pulls]).astype(np.float32)


def warp(images, maps):
    """Images under their warps, with bilinear interpolation; outside an image there is no ink.

    images: float32 (n, 784), 0 to 1. maps: float32 (n, 56), as `draw_warps` makes.
    Returns float32 (n, 784), 0 to 1.
    """
    source_x, source_y = sources(maps)
    left, top = np.floor(source_x), np.floor(source_y)
    result = np.zeros_like(images)
    for corner_x, corner_y in CORNERS:
        at_x, at_y = left + corner_x, top + corner_y
        weight = (1 - np.abs(source_x - at_x)) * (1 - np.abs(source_y - at_y))
        inside = (at_x >= 0) & (at_x < SIDE) & (at_y >= 0) & (at_y < SIDE)
        index = np.where(inside, at_y * SIDE + at_x, 0).astype(np.int32)
        result += np.where(inside, weight, 0) * np.take_along_axis(images, index, 1)
    return result


def sources(maps):
    """Where each pixel of the warped images lies in the originals: x and y, each (n, 784), in pixels
    from the upper left. maps: (n, 56), of numpy or TensorFlow."""
    x, y = GRID
    column = [maps[:, i : i + 1] for i in range(6)]
    pull_x, pull_y = maps[:, 6 : 6 + KNOTS**2], maps[:, 6 + KNOTS**2 :]
    return (
        column[0] * x + column[1] * y + column[2] + CENTRE + pull_x @ BELLS,
        column[3] * x + column[4] * y + column[5] + CENTRE + pull_y @ BELLS,
    )


def _bells():
    """How strongly each knot pulls at each pixel: float32 (KNOTS**2, 784), 0 to 1."""
    y, x = np.mgrid[:SIDE, :SIDE].reshape(2, 1, -1)
    knots = np.linspace(0, SIDE - 1, KNOTS)
    at_y, at_x = (
        axis.reshape(-1, 1) for axis in np.meshgrid(knots, knots, indexing="ij")
    )
    squared = (x - at_x) ** 2 + (y - at_y) ** 2
    return np.exp(-squared / (2 * REACH**2)).astype(np.float32)


CENTRE = (SIDE - 1) / 2
_AXIS = np.arange(SIDE, dtype=np.float32) - np.float32(CENTRE)
GRID = np.tile(_AXIS, SIDE), np.repeat(_AXIS, SIDE)
CORNERS = (0, 0), (1, 0), (0, 1), (1, 1)
BELLS = _bells()
