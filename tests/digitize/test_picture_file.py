"""A picture file from anyone is read, or refused before it costs anything."""

import io

import numpy as np
import pytest
from PIL import Image

from mnist_ann.digitize import photo
from mnist_ann.digitize.picture_file import read_picture
from mnist_ann.errors import Problem


def file(picture, kind, **how):
    content = io.BytesIO()
    picture.save(content, kind, **how)
    return content.getvalue()


@pytest.mark.parametrize(
    "kind, mode, width, height, says",
    [
        ("PNG", "RGB", 2_000, 2_000, "No digit can be seen"),
        ("PNG", "RGB", 3_000_000, 1, "No digit can be seen"),
        ("PNG", "L", 5_000, 5_000, "at most 4 million"),
        ("PNG", "1", 20_000, 20_000, "too many pixels"),
        ("JPEG", "RGB", 4_000, 3_000, "No digit can be seen"),
        ("JPEG", "L", 9_000, 9_000, "at most 64 million"),
    ],
)
def test_a_picture_without_a_digit(kind, mode, width, height, says):
    content = file(Image.new(mode, (width, height), "white"), kind)
    with pytest.raises(Problem, match=says):
        photo.drawing(read_picture(content))


def test_a_jpeg_of_very_many_layers_is_refused():
    content = file(Image.new("RGB", (400, 400), "white"), "JPEG", progressive=True)
    with pytest.raises(Problem, match="too many layers"):
        read_picture(content + b"\xff\xda" * 40)


def test_a_scan_of_16_bits_keeps_its_greys():
    greys = np.array([[0, 255, 32_768, 65_535]], np.uint16)
    file = io.BytesIO()
    Image.fromarray(greys).save(file, "PNG")
    read = read_picture(file.getvalue())
    assert read[0, :, 0].tolist() == [0, 0, 128, 255]  # the upper of the two bytes
