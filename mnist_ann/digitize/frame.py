"""The part of a picture that is to be read, turned upright, and what was found in it."""

import numpy as np
from PIL import Image

FAINTLY = 0.45  # of its contrast keeps a picture behind the ink that was found in it
INK = (230, 90, 0)  # orange: neither paper, pens nor skin are


def part(
    picture: np.ndarray,
    quarters: int = 0,
    across: tuple[int, int] = (0, 100),
    down: tuple[int, int] = (0, 100),
) -> np.ndarray:
    """A picture, (h, w, …), turned by quarters to the left, of which so many per cent across and down
    are left, each (from, to).
    """
    turned = np.rot90(picture, quarters)
    (top, bottom), (left, right) = (
        [round(share * side / 100) for share in shares]
        for shares, side in zip((down, across), turned.shape)
    )
    # Where both ends of a slider meet, a row or a column is left.
    return turned[top : max(bottom, top + 1), left : max(right, left + 1)]


def with_ink(picture: np.ndarray, ink: np.ndarray | None = None) -> np.ndarray:
    """A picture, uint8 (h, w, 4), with the ink that was found in it, uint8 (h', w'), in colour: uint8
    (h', w', 3), or (h, w, 3) as it is without any."""
    seen = Image.fromarray(np.ascontiguousarray(picture))
    paper = Image.new("RGBA", seen.size, (190, 190, 190))
    seen = Image.alpha_composite(paper, seen).convert("RGB")
    if ink is None:
        return np.asarray(seen)
    seen = np.asarray(seen.resize(ink.shape[::-1], Image.Resampling.BILINEAR), float)
    grey = seen.mean(axis=2, keepdims=True)
    faint = 255 * (1 - FAINTLY) + grey * FAINTLY
    amount = ink[..., None] / 255
    return np.round(faint * (1 - amount) + np.array(INK) * amount).astype(np.uint8)
