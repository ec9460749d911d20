"""Arrays as pictures: digits with sharp pixels, and numbers above and below 0.

Numbers also work in black and white: above 0 is blue and solid, below 0 is orange and striped; the
farther from 0, the stronger.
"""

import base64
import io

import numpy as np
from PIL import Image

ABOVE, BELOW = (47, 111, 222), (213, 94, 0)
DIMMED = 0.3  # of the ink below an overlay

# Of weights as tiles:
MOST_TILES = 24
COLUMNS = 8
GAP = 1  # weights' width between two tiles


def picture(image: np.ndarray, width: int = 280) -> Image.Image:
    """A digit as a grey Pillow picture, ink white on black.

    image: uint8 (h, w) 0..255, or floats (h, w) 0..1. width: of the picture, in pixels; it becomes
    the nearest multiple of the image's width, since other sizes would blur or widen some pixels.
    """
    scale = max(1, round(width / np.shape(image)[1]))
    return Image.fromarray(np.kron(_bytes(image), np.ones((scale, scale), np.uint8)))


def png(picture: Image.Image) -> bytes:
    """A Pillow picture as a PNG."""
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def data_url(picture: Image.Image) -> str:
    """A Pillow picture as the text of a PNG that a browser shows without another request."""
    return "data:image/png;base64," + base64.b64encode(png(picture)).decode("ascii")


def _bytes(image):
    image = np.asarray(image)
    if image.dtype == np.uint8:
        return image
    return np.round(np.clip(image, 0, 1) * 255).astype(np.uint8)


def heat(
    values: np.ndarray, width: int = 280, most: float | None = None
) -> Image.Image:
    """Numbers with a see-through ground. values: floats (h, w). width: in pixels, about; it
    becomes a multiple of w. most: what counts as full strength, by default the farthest from 0."""
    shade, strength = _layers(values, width, most)
    return Image.fromarray(np.dstack([shade, strength]), "RGBA")


def overlay(
    image: np.ndarray, values: np.ndarray, width: int = 140, most: float | None = None
) -> Image.Image:
    """The same over a digit whose ink is dimmed, on black. image: uint8 or floats (28, 28)."""
    shade, strength = _layers(values, width, most)
    ink = picture(image, width).point(lambda level: level * DIMMED).convert("RGB")
    ink.paste(Image.fromarray(shade, "RGB"), mask=Image.fromarray(strength, "L"))
    return ink


def grid(values: np.ndarray, columns: int) -> np.ndarray:
    """Numbers (n,) in rows of so many, floats (rows, columns); what is left of the last row is 0."""
    rows = -(-len(values) // columns)
    padded = np.zeros(rows * columns, np.float32)
    padded[: len(values)] = values
    return padded.reshape(rows, columns)


def weight_tiles(kernel: np.ndarray, width: int = 464) -> tuple[Image.Image, float]:
    """The weights of a first layer's first units as one picture, a tile of 28 × 28 for each, in rows of
    COLUMNS; and how far from 0 full strength is.

    kernel: float32 (784, units), or how one changed. width: of the picture, in pixels, about. All
    tiles have the same scale: full strength is what 1% of the numbers shown exceed. The picture has
    64 colours, which a browser gets in 24 kB, not 90.
    """
    tiles = kernel[:, :MOST_TILES].T.reshape(-1, 28, 28)
    most = float(np.quantile(np.abs(tiles), 0.99)) or 1.0
    side = 28 + GAP
    columns = min(COLUMNS, len(tiles))
    rows = -(-len(tiles) // columns)
    wall = np.zeros((rows * side - GAP, columns * side - GAP), np.float32)
    for place, tile in enumerate(tiles):
        row, column = divmod(place, columns)
        wall[row * side :, column * side :][:28, :28] = tile
    return heat(wall, width * columns // COLUMNS, most).quantize(64), most


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
