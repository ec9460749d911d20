"""Pictures show every pixel as it is, and of every number its sign and strength."""

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


# Numbers above and below 0


def opacity(picture):
    return np.asarray(picture)[..., 3]


def grey(picture):
    return np.asarray(picture.convert("L"), float)


def test_nothing_is_painted_for_0_and_the_farthest_is_the_strongest():
    picture = pictures.heat([[0.0, 0.5, 1.0]], 30)
    assert picture.size == (30, 10)
    first, second, third = np.split(opacity(picture), 3, axis=1)
    assert (first == 0).all() and (third == 255).all()
    assert 0 < second.min() == second.max() < 255


def test_above_is_solid_and_below_is_striped():
    above, below = np.split(opacity(pictures.heat([[1.0, -1.0]], 80)), 2, axis=1)
    assert len(np.unique(above)) == 1
    assert len(np.unique(below)) == 2


def test_above_and_below_differ_in_black_and_white():
    """Over a digit and without colours, the stripes are still there."""
    picture = pictures.overlay(np.ones((28, 28)), np.full((28, 28), -1.0), 280)
    assert np.ptp(grey(picture)[:10, :10]) > 30
    solid = pictures.overlay(np.ones((28, 28)), np.full((28, 28), 1.0), 280)
    assert np.ptp(grey(solid)[:10, :10]) == 0


def test_strength_can_be_shared_between_pictures():
    weak, strong = (
        opacity(pictures.heat([[x]], 10, most=2.0)).max() for x in (1.0, 2.0)
    )
    assert weak < strong == 255


def test_a_picture_of_nothing_is_empty():
    assert opacity(pictures.heat(np.zeros((4, 4)), 40)).max() == 0


def test_units_stand_in_rows_and_the_rest_of_the_last_row_is_0():
    assert pictures.grid([1, 2, 3, 4, 5], 3).tolist() == [[1, 2, 3], [4, 5, 0]]


def test_each_units_weights_are_a_tile_in_its_place():
    kernel = np.zeros((784, 30), np.float32)
    kernel[28 * 3 + 5, 9] = 1  # row 3, column 5 of unit 9: the second tile of row two
    picture, _ = pictures.weight_tiles(kernel, width=8 * 29)
    opacity = np.asarray(picture.convert("RGBA"))[..., 3]
    assert opacity.shape == (3 * 29 - 1, 8 * 29 - 1)
    assert np.argwhere(opacity > 128).tolist() == [[29 + 3, 29 + 5]]


def test_ten_units_without_a_hidden_layer_fill_ten_tiles():
    rng = np.random.default_rng(0)
    picture, most = pictures.weight_tiles(rng.normal(size=(784, 10)), width=8 * 29)
    assert picture.size == (8 * 29 - 1, 2 * 29 - 1)
    # Full strength is what one weight in a hundred exceeds: 2.58 of a normal distribution.
    assert abs(most - 2.58) < 0.1
