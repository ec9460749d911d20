"""A drawing's ink: bright on a dark ground, whatever picture it came in."""

import numpy as np
from PIL import Image

from mnist_ann.errors import Problem

MAX_SIDE = 2_000  # pixels; a larger picture costs seconds and shows no more of a digit
BLANK, FULL = (
    "Draw a digit first: there is no ink yet.",
    "No digit can be seen here: it is nothing but ink, or nothing but paper. Draw one digit.",
)


def ink_of(drawing: np.ndarray) -> np.ndarray:
    """The drawing as ink, uint8 (h, w): 255 where it is strongest, 0 on the ground.

    drawing: as in `digitize`. Raises Problem if it is no picture, or has no ink or hardly anything
    but ink.
    """
    drawing = np.asarray(drawing)
    channels = drawing.shape[2] if drawing.ndim == 3 else 1
    if (
        drawing.dtype != np.uint8
        or drawing.ndim not in (2, 3)
        or channels not in (1, 3, 4)
    ):
        raise Problem(
            "A drawing is a picture in grey or colour with 8 bits a channel; "
            f"an array of {drawing.dtype} in the shape {drawing.shape} was given."
        )
    if not all(1 <= side <= MAX_SIDE for side in drawing.shape[:2]):
        raise Problem(
            f"A drawing has 1 to {MAX_SIDE:,} pixels along each side; "
            f"{drawing.shape[1]:,} × {drawing.shape[0]:,} were given. Make the picture smaller."
        )
    if channels == 4 and drawing[..., 3].min() < 255:
        brightness = drawing[..., 3]  # on a transparent ground, what is opaque is ink
    elif channels >= 3:
        brightness = np.asarray(
            Image.fromarray(np.ascontiguousarray(drawing[..., :3])).convert("L")
        )
    else:
        brightness = drawing.reshape(drawing.shape[:2])
    low, high = int(brightness.min()), int(brightness.max())
    if high - low < 32:  # all of one brightness but for noise
        raise Problem(BLANK if low < 128 else FULL)
    ink = brightness
    if (low, high) != (0, 255):
        ink = (ink.astype(np.float32) - low) * (255 / (high - low))
        ink = ink.astype(np.uint8)
    bright = ink >= 128
    if bright.mean() > 0.5:
        edge = np.concatenate([bright[0], bright[-1], bright[:, 0], bright[:, -1]])
        if bright.mean() < 0.65 or edge.mean() < 0.95:
            raise Problem(FULL)
        return 255 - ink  # bright all around: paper, with dark ink on it
    return ink
