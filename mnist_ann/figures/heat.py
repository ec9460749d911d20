"""Numbers above and below 0 as pictures that also work in black and white.

Above 0 is blue and solid, below 0 is orange and striped; the farther from 0, the stronger.
"""

import numpy as np
from PIL import Image

from mnist_ann.figures.pictures import picture

ABOVE, BELOW = (47, 111, 222), (213, 94, 0)
DIMMED = 0.3  # of the ink below an overlay


def heat(values, width=280, most=None):
    """A picture with a see-through ground. values: floats (h, w). width: in pixels, about; it
    becomes a multiple of w. most: what counts as full strength, by default the farthest from 0."""
    shade, strength = _layers(values, width, most)
    return Image.fromarray(np.dstack([shade, strength]), "RGBA")


def overlay(image, values, width=140, most=None):
    """The same over a digit whose ink is dimmed, on black. image: uint8 or floats (28, 28)."""
    shade, strength = _layers(values, width, most)
    ink = picture(image, width).point(lambda level: level * DIMMED).convert("RGB")
    ink.paste(Image.fromarray(shade, "RGB"), mask=Image.fromarray(strength, "L"))
    return ink


def grid(values, columns):
    """Numbers (n,) in rows of so many, floats (rows, columns); what is left of the last row is 0."""
    rows = -(-len(values) // columns)
    padded = np.zeros(rows * columns, np.float32)
    padded[: len(values)] = values
    return padded.reshape(rows, columns)


def _layers(values, width, most):
    """(colours uint8 (h, w, 3), opacity uint8 (h, w)) at the picture's size."""
    values = np.asarray(values, np.float32)
    most = most or float(np.abs(values).max()) or 1.0
    scale = max(1, round(width / values.shape[1]))
    values = np.clip(values / most, -1, 1).repeat(scale, axis=0).repeat(scale, axis=1)
    below = values < 0
    shade = np.where(below[..., None], BELOW, ABOVE).astype(np.uint8)
    row, column = np.indices(values.shape)
    gap = below & ((row + column) // max(1, scale // 4) % 2 == 1)
    strength = np.abs(values) ** 0.7 * np.where(gap, 0.2, 1)
    return shade, np.rint(255 * strength).astype(np.uint8)
