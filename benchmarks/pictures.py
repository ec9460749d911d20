"""Pictures without a digit: how long it takes until a sentence says so, from the file's bytes on."""

import io
import time

import numpy as np
from PIL import Image

from mnist_ann.digitize import photo
from mnist_ann.digitize.picture_file import read_picture
from mnist_ann.errors import Problem

PICTURES = (
    ("PNG", 2_000, 2_000),
    ("PNG", 3_000_000, 1),
    ("PNG", 5_000, 5_000),
    ("PNG", 20_000, 20_000),
    ("JPEG", 4_000, 3_000),
    ("JPEG", 9_000, 9_000),
)
ROUNDS = 10


def main():
    for kind, width, height in PICTURES:
        file = io.BytesIO()
        Image.new("RGB", (width, height), "white").save(file, kind)
        seconds = [refused(file.getvalue()) for _ in range(ROUNDS)]
        size = f"{kind}, {width:,} x {height:,}"
        print(f"{size:24s} median {np.median(seconds) * 1e3:4.0f} ms   (goal: 100 ms)")


def refused(content):
    """Seconds of work until a picture is refused."""
    started = time.process_time()
    try:
        photo.drawing(read_picture(content))
    except Problem:
        return time.process_time() - started
    raise AssertionError("a digit was found in a white picture")


if __name__ == "__main__":
    main()
