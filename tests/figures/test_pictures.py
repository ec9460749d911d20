"""Pictures show every pixel as it is."""

import base64
import io

import numpy as np
from PIL import Image

from mnist_ann.figures import pictures


def test_every_pixel_becomes_a_square_of_the_same_grey(data):
    digit = data.x_train_full[2]
    shown = np.asarray(pictures.picture(digit, 280))
    assert shown.shape == (280, 280)
    np.testing.assert_array_equal(shown, digit.repeat(10, axis=0).repeat(10, axis=1))


def test_an_odd_width_becomes_the_nearest_multiple():
    assert pictures.picture(np.zeros((28, 28)), 100).size == (112, 112)
    assert pictures.picture(np.zeros((28, 28)), 95).size == (84, 84)
    assert pictures.picture(np.zeros((28, 28)), 1).size == (28, 28)


def test_a_normalised_image_looks_like_its_bytes(data):
    digit = data.x_test[0]
    divided = (digit / 255).astype(np.float32)
    np.testing.assert_array_equal(
        pictures.picture(divided, 28), np.asarray(pictures.picture(digit, 28))
    )


def test_what_leaves_0_to_1_is_cut_off_not_wrapped_around():
    shown = np.asarray(pictures.picture(np.array([[-0.1, 0.5, 1.1]]), 3))
    assert shown.tolist() == [[0, 128, 255]]


def test_a_data_url_holds_the_picture_as_png(data):
    digit = data.x_test[7]
    kind, text = pictures.data_url(pictures.picture(digit, 28)).split(",")
    assert kind == "data:image/png;base64"
    with Image.open(io.BytesIO(base64.b64decode(text))) as picture:
        assert picture.format == "PNG"
        np.testing.assert_array_equal(picture, digit)


def test_a_scan_of_16_bits_keeps_its_greys():
    greys = np.array([[0, 255, 32_768, 65_535]], np.uint16)
    file = io.BytesIO()
    Image.fromarray(greys).save(file, "PNG")
    read = pictures.read_picture(file.getvalue())
    assert read[0, :, 0].tolist() == [0, 0, 128, 255]  # the upper of the two bytes
