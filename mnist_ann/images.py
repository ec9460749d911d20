"""Arrays as pictures with sharp pixels, and picture files as arrays."""

import base64
import io
import struct

import numpy as np
from PIL import Image

from mnist_ann.digitize import MAX_SIDE
from mnist_ann.errors import Problem

MAX_FILE = 5 * 2**20  # bytes
FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP")


def picture(image, width=280):
    """A digit as a grey Pillow picture, ink white on black.

    image: uint8 (h, w) 0..255, or floats (h, w) 0..1. width: of the picture, in pixels; it becomes
    the nearest multiple of the image's width, since other sizes would blur or widen some pixels.
    """
    scale = max(1, round(width / np.shape(image)[1]))
    return Image.fromarray(np.kron(_bytes(image), np.ones((scale, scale), np.uint8)))


def data_url(picture):
    """A Pillow picture as the text of a PNG that a browser shows without another request."""
    file = io.BytesIO()
    picture.save(file, "PNG")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode("ascii")


def read_picture(content, name="This picture"):
    """A picture file as an array, uint8 (h, w, 4): red, green, blue, opacity.

    content: the file's bytes, from anyone: their number and the picture's size are checked before
    anything is decoded. name: what a message calls it. Raises Problem if it can't be read.
    """
    if not content:
        raise Problem(f"{name} is missing or empty.")
    if len(content) > MAX_FILE:
        raise Problem(f"{name} is larger than {MAX_FILE >> 20} MB. Make it smaller.")
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            if max(picture.size) > MAX_SIDE:
                raise Problem(
                    f"{name} has {picture.width:,} × {picture.height:,} pixels; "
                    f"at most {MAX_SIDE:,} along each side are read. Make it smaller."
                )
            return np.asarray(picture.convert("RGBA"))
    except Image.DecompressionBombError as error:
        raise Problem(f"{name} has far too many pixels. Make it smaller.") from error
    # Pillow's decoders raise all of these for damaged files.
    except (
        OSError, ValueError, SyntaxError, TypeError, IndexError, OverflowError, struct.error
    ) as error:  # fmt: skip
        raise Problem(
            f"{name} can't be read as a picture: it is damaged or of another kind. "
            f"Kinds that can be read: {', '.join(FORMATS)}."
        ) from error


def _bytes(image):
    image = np.asarray(image)
    if image.dtype == np.uint8:
        return image
    return np.round(np.clip(image, 0, 1) * 255).astype(np.uint8)
