"""How much can a digit be disturbed before a network no longer reads it?

`DISTURBANCES` is the one table of what can be done to an image, and how far.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mnist_ann.mnist import normalise

SIDE = 28
SEED = 42  # of the noise: every network meets the same


def turn(images, degrees):
    """Turned around the middle, to the left for degrees above 0."""
    angle = np.radians(degrees)
    cos, sin = np.cos(angle), np.sin(angle)
    return _sampled(images, ((cos, -sin), (sin, cos)), (0, 0))


def shift(images, pixels):
    """Moved to the right."""
    return _sampled(images, ((1, 0), (0, 1)), (-pixels, 0))


def scale(images, factor):
    """Made larger or smaller around the middle."""
    return _sampled(images, ((1 / factor, 0), (0, 1 / factor)), (0, 0))


def noise(images, spread):
    """Each pixel changed by a normal random number with this standard deviation, kept in 0..1."""
    random = np.random.default_rng(SEED)
    noisy = spread * random.standard_normal(images.shape, np.float32)
    noisy += images
    return np.clip(noisy, 0, 1, out=noisy)


def thicken(images, pixels):
    """Lines made thicker on each side, or thinner below 0: a pixel takes the brightest, or darkest,
    of itself and its four neighbours. Part of a pixel is a mixture of the whole ones around it."""
    whole, part = divmod(abs(pixels), 1)
    result = images if pixels >= 0 else 1 - images  # ground that grows thins the ink
    for _ in range(int(whole)):
        result = _grown(result)
    if part:
        result = (1 - part) * result + part * _grown(result)
    return (result if pixels >= 0 else 1 - result).astype(np.float32)


@dataclass(frozen=True)
class Disturbance:
    """Something that can be done to images, and how far a chart shows it. The level at which
    nothing is done is among the levels."""

    label: str
    unit: str
    levels: tuple
    apply: Callable


DISTURBANCES = {
    "turn": Disturbance("Turn", "degrees to the left", tuple(range(-60, 61, 15)), turn),
    "shift": Disturbance("Shift", "pixels to the right", tuple(range(-8, 9, 2)), shift),
    "scale": Disturbance("Scale", "times its size", (0.4, 0.55, 0.7, 0.85, 1, 1.15, 1.3, 1.45, 1.6), scale),
    "noise": Disturbance("Noise", "standard deviation, a pixel is 0 to 1", tuple(i / 10 for i in range(9)), noise),
    "thickness": Disturbance("Stroke thickness", "pixels on each side", (-1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5), thicken),
}  # fmt: skip


def robustness(network, images, labels, disturbance):
    """How many of the images a network reads right at each of a Disturbance's levels, ints.

    images: uint8 (n, 28, 28). labels: whole numbers (n,).
    """
    images = normalise(images)
    return [
        int(
            (
                network.forward(disturbance.apply(images, level)).argmax(axis=1)
                == labels
            ).sum()
        )
        for level in disturbance.levels
    ]


def _sampled(images, matrix, offset):
    """The images under an affine map, with bilinear interpolation; outside there is no ink.

    images: float32 (n, 28, 28). Pixel (x, y) of the result, measured from the middle, shows the
    original's pixel matrix @ (x, y) + offset. The map is the same for all images, so that the
    pixels to mix are found once.
    """
    grid = np.arange(SIDE) - (SIDE - 1) / 2
    x, y = np.tile(grid, SIDE), np.repeat(grid, SIDE)
    source_x = matrix[0][0] * x + matrix[0][1] * y + offset[0] + (SIDE - 1) / 2
    source_y = matrix[1][0] * x + matrix[1][1] * y + offset[1] + (SIDE - 1) / 2
    # In rows of pixels rather than of images: whole rows are fetched, not single numbers.
    pixels = np.ascontiguousarray(images.reshape(len(images), -1).T)
    result = np.zeros_like(pixels)
    left, top = np.floor(source_x), np.floor(source_y)
    for corner_x, corner_y in ((0, 0), (1, 0), (0, 1), (1, 1)):
        at_x, at_y = left + corner_x, top + corner_y
        weight = (1 - abs(source_x - at_x)) * (1 - abs(source_y - at_y))
        inside = (
            (at_x >= 0) & (at_x < SIDE) & (at_y >= 0) & (at_y < SIDE) & (weight > 0)
        )
        source = (at_y * SIDE + at_x)[inside].astype(int)
        result[inside] += weight[inside, None].astype(np.float32) * pixels[source]
    return np.ascontiguousarray(result.T).reshape(images.shape)


def _grown(images):
    """The brightest of each pixel and its four neighbours."""
    grown = images.copy()
    for axis in (1, 2):
        ahead, behind = [slice(None)] * 3, [slice(None)] * 3
        ahead[axis], behind[axis] = slice(1, None), slice(None, -1)
        ahead, behind = tuple(ahead), tuple(behind)
        np.maximum(grown[ahead], images[behind], out=grown[ahead])
        np.maximum(grown[behind], images[ahead], out=grown[behind])
    return grown
