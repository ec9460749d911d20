"""A picture file, from anyone, as an array."""

import io
import struct

import numpy as np
from PIL import Image, ImageOps

from mnist_ann.errors import Problem

MAX_FILE = 15 * 2**20  # bytes: a phone's photograph has 3 to 10 MB
# Of the largest picture. A photograph as JPEG is made smaller while it is decoded, so that one of 50
# million costs no more; a progressive one holds all of its pixels for a while.
MAX_PIXELS, MAX_PHOTO = 4_000_000, 64_000_000
MAX_SCANS = 32  # of a JPEG: each takes as long as a whole picture
SIDE = 1_000  # pixels; a larger picture is made smaller: it shows no more of a digit
FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP")


def read_picture(content: bytes, name: str = "This picture") -> np.ndarray:
    """A picture file as an array, uint8 (h, w, 4): red, green, blue, opacity.

    A picture is turned upright, as its camera noted, and has at most SIDE pixels along each side.
    content: the file's bytes, from anyone: their number and the picture's size are checked before
    anything is decoded. name: what a message calls it. Raises Problem if it can't be read.
    """
    if not content:
        raise Problem(f"{name} is missing or empty.")
    if len(content) > MAX_FILE:
        raise Problem(f"{name} is larger than {MAX_FILE >> 20} MB. Make it smaller.")
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            photo = picture.format == "JPEG" and "progressive" not in picture.info
            most = MAX_PHOTO if photo else MAX_PIXELS
            if picture.width * picture.height > most:
                raise Problem(
                    f"{name} has {picture.width:,} × {picture.height:,} pixels; "
                    f"at most {most // 1_000_000} million are read. Make it smaller."
                )
            if picture.format == "JPEG" and content.count(b"\xff\xda") > MAX_SCANS:
                raise Problem(f"{name} is packed in too many layers. Save it anew.")
            picture.thumbnail((SIDE, SIDE), Image.Resampling.BOX)
            picture = ImageOps.exif_transpose(picture)
            if picture.mode.startswith("I"):  # 16 bits, which convert would clip to 8
                picture = Image.fromarray((np.asarray(picture) >> 8).astype(np.uint8))
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
