"""How far each pixel of a photograph stands out from the paper around it.

Paper is what most of a neighbourhood is. Its brightness may fall off, break at a shadow's edge and end at
a desk; lines that are narrow beside the neighbourhood stand out from it, whatever their colour.
"""

from dataclasses import dataclass

import numpy as np
from PIL import Image
from scipy import ndimage

SMALL = 96  # pixels along the longer side while the ground is looked for
REACH = 12  # of these: a neighbourhood is twice as wide, a quarter of the picture
LEVELS = 64  # of brightness, that its middle is found among
# A shadow's edge is a place where the ground is neither of two brightnesses. Between those it may be any.
EDGE = 3
# So near to one colour, in shares of white, are so much of a drawing's border and of all of it.
SAME, ROUND_ABOUT, ALL_OVER = 0.016, 0.75, 0.4
# So much of the picture's border has to follow a smooth fall of light for the paper to be taken to fill
# the whole picture, and so near, in shares of white.
FOLLOWS, NEAR = 0.94, 0.06
MOST = 0.5  # of the picture has to follow it, too: else it is the desk around a sheet


@dataclass(frozen=True, eq=False)
class Ground:
    """low, high: float32 (h, w, 3), 0 to 1, between which colours the paper lies at each pixel. flat:
    whether it is of one colour and fills the picture, as that of a drawing or a screenshot."""

    low: np.ndarray
    high: np.ndarray
    flat: bool = False

    def contrasts(self, rgb):
        """How much darker, and how much lighter, than the ground each pixel is: two float32 (h, w), 0
        to 1. rgb: float32 (h, w, 3), 0 to 1. The strongest of the three colours counts: red on green of
        the same brightness stands out, too."""
        # In the shade, ink and paper are darker by the same share. Not so the other way round: the
        # negative of white paper is nearly nothing, and its grain a large share of it.
        darker = (self.low - rgb) / np.maximum(self.low, 0.1)
        lighter = (rgb - self.high) / np.maximum(1 - self.high, 0.5)
        return [np.clip(_strength(part), 0, 1) for part in (darker, lighter)]


def grounds(rgb):
    """What the Ground of a picture may be, the simpler first. rgb: float32 (h, w, 3), 0 to 1."""
    picture = Image.fromarray(np.round(rgb * 255).astype(np.uint8))
    picture.thumbnail((SMALL, SMALL), Image.Resampling.BOX)
    small = np.asarray(picture, np.float32) / 255
    size = rgb.shape[1::-1]
    colour = _one_colour(small)
    if colour is not None:
        colour = np.broadcast_to(colour, rgb.shape)
        yield Ground(colour, colour, flat=True)
        return
    smooth = _smooth(small)
    if smooth is not None:
        smooth = _resized(smooth, size)
        yield Ground(smooth, smooth)
    middle = np.stack([_median(small[..., c]) for c in range(3)], axis=2)
    low = ndimage.minimum_filter(middle, (EDGE, EDGE, 1))
    high = ndimage.maximum_filter(middle, (EDGE, EDGE, 1))
    yield Ground(_resized(low, size), _resized(high, size))


def _strength(parts):
    """Of three colours, the mean of the strongest and of all that go the same way."""
    # Three planes: along an axis of three, numpy takes five times as long.
    red, green, blue = np.moveaxis(np.maximum(parts, 0), 2, 0)
    strongest = np.maximum(np.maximum(red, green), blue)
    return (strongest + np.sqrt((red**2 + green**2 + blue**2) / 3)) / 2


def _border(small):
    border = np.ones(small.shape[:2], bool)
    border[2:-2, 2:-2] = False
    return border


def _one_colour(small):
    """The colour of nearly all of the border and much of the rest; None if there is none."""
    border = _border(small)
    colour = np.median(small[border], axis=0)
    same = np.abs(small - colour).max(axis=2) <= SAME
    if same[border].mean() < ROUND_ABOUT or same.mean() < ALL_OVER:
        return None
    return colour


def _smooth(small):
    """The light as a surface of the second degree through the picture's border; None if that has a
    desk's edge or a shadow's."""
    height, width = small.shape[:2]
    y, x = (np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j] - 0.5).astype(np.float32)
    terms = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=2)
    border = _border(small)
    known, colours = terms[border], small[border]
    used = np.ones(len(known), bool)
    for _ in range(6):  # each time without what lies far off
        factors, *_ = np.linalg.lstsq(known[used], colours[used], rcond=None)
        far = np.abs(known @ factors - colours).max(axis=1)
        used = far <= max(NEAR, float(np.median(far)) * 2)
    if np.mean(far <= NEAR) < FOLLOWS:
        return None
    # What the border says of the middle is uncertain: now with all that follows it.
    surface = terms @ factors
    for reach in (2 * NEAR, NEAR, NEAR):
        near = np.abs(surface - small).max(axis=2) <= reach
        if near.mean() < MOST:
            return None
        factors, *_ = np.linalg.lstsq(terms[near], small[near], rcond=None)
        surface = terms @ factors
    return np.clip(surface, 0, 1)


def _median(small):
    """Of each pixel's neighbourhood, float32 (h, w), from counts of LEVELS."""
    level = np.minimum((small * LEVELS).astype(int), LEVELS - 1)
    counts = (level[..., None] == np.arange(LEVELS)).astype(np.float32)
    for axis in (0, 1):
        counts = ndimage.uniform_filter1d(counts, 2 * REACH + 1, axis, mode="nearest")
    below = counts.cumsum(axis=2)
    at = (below < 0.5).sum(axis=2)
    at = np.minimum(at, LEVELS - 1)[..., None]
    inside = np.take_along_axis(counts, at, 2)
    missing = 0.5 - (np.take_along_axis(below, at, 2) - inside)
    return ((at + missing / np.maximum(inside, 1e-6)) / LEVELS)[..., 0].astype(
        np.float32
    )


def _resized(small, size):
    return np.stack(
        [
            np.asarray(
                Image.fromarray(small[..., c]).resize(size, Image.Resampling.BILINEAR)
            )
            for c in range(small.shape[2])
        ],
        axis=2,
    )
