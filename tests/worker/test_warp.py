import numpy as np
import pytest
from PIL import Image

from mnist_ann import mnist
from mnist_ann.recipe import warps
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.worker import warp


def warped(images, maps):
    flat = mnist.normalise(images).reshape(len(images), 784)
    pulls = 2 * warps.KNOTS**2
    maps = np.pad(np.asarray(maps, np.float32), ((0, 0), (0, pulls + 6 - len(maps[0]))))
    result = warp.warp(flat, maps)
    return np.asarray(result).reshape(-1, 28, 28)


def test_the_plain_map_changes_nothing(data):
    images = data.x_test[:20]
    same = warped(images, [[1, 0, 0, 0, 1, 0]] * 20)
    assert np.abs(same - mnist.normalise(images)).max() < 1e-6


def test_a_shift_moves_whole_pixels(data):
    image = data.x_test[:1]
    # The map says where a pixel comes from: 2 to the right means that ink moves 2 to the left.
    moved = warped(image, [[1, 0, 2, 0, 1, 0]])[0]
    expected = np.zeros((28, 28), np.float32)
    expected[:, :-2] = mnist.normalise(image[0])[:, 2:]
    assert np.abs(moved - expected).max() < 1e-6


def test_a_turn_and_a_stretch_equal_pillows(data):
    image = data.x_test[3]
    a, b, c, d, e, f = 0.9, -0.2, 1.3, 0.25, 1.1, -0.7
    ours = warped(image[None], [[a, b, c, d, e, f]])[0]
    # Pillow maps corners of pixels, we map centres: its offset is ours, moved by 14 on both sides.
    offset_x, offset_y = c + 14 - 14 * (a + b), f + 14 - 14 * (d + e)
    picture = Image.fromarray(mnist.normalise(image))
    theirs = picture.transform(
        (28, 28),
        Image.Transform.AFFINE,
        (a, b, offset_x, d, e, offset_y),
        resample=Image.Resampling.BILINEAR,
    )
    inner = slice(2, 26)  # Pillow repeats the outermost pixels, which hold no ink here
    assert np.abs(ours - np.asarray(theirs))[inner, inner].max() < 1e-4


def test_warps_stay_in_the_recipes_ranges_and_fill_them():
    recipe = Recipe(shift=2, turn=30)
    maps = warps.draw_warps(recipe, epoch=1, count=20_000)
    angles = np.degrees(np.arctan2(maps[:, 3], maps[:, 0]))
    assert np.abs(angles).max() == pytest.approx(30, abs=0.1)
    assert np.abs(angles).mean() == pytest.approx(15, abs=0.3)  # uniform
    assert np.abs(maps[:, [2, 5]]).max() == pytest.approx(2, abs=0.01)
    # Without zoom, areas stay: the determinant is 1.
    assert np.allclose(maps[:, 0] * maps[:, 4] - maps[:, 1] * maps[:, 3], 1, atol=1e-6)


def test_warps_come_from_seed_and_epoch_alone():
    recipe = Recipe(shift=2)
    first = warps.draw_warps(recipe, 1, 10)
    assert np.array_equal(first, warps.draw_warps(recipe, 1, 10))
    assert not np.array_equal(first, warps.draw_warps(recipe, 2, 10))
    assert not np.array_equal(first, warps.draw_warps(Recipe(shift=2, seed=1), 1, 10))


def test_a_pull_moves_what_is_near_its_knot_and_leaves_the_rest(data):
    image = np.zeros((1, 28, 28), np.uint8)
    image[0, 13:15, 5:9] = 255  # near the knot in the middle row, second column
    image[0, 13:15, 24:27] = 255  # far from it
    pulls = np.zeros(2 * warps.KNOTS**2)
    pulls[2 * warps.KNOTS + 1] = -2  # each pixel there shows what was 2 to its left
    moved = warped(image, [[1, 0, 0, 0, 1, 0, *pulls]])[0]
    centre = lambda part: (part.sum(0) @ np.arange(part.shape[1])) / part.sum()
    assert centre(moved[:, :14]) == pytest.approx(6.5 + 2, abs=0.2)
    assert centre(moved[:, 20:]) == pytest.approx(5, abs=0.02)


def test_slant_leans_rows_against_each_other():
    recipe = Recipe(slant=0.3)
    maps = warps.draw_warps(recipe, 1, 20_000)
    assert np.allclose(maps[:, [0, 4]], 1)
    assert np.abs(maps[:, 1]).max() == pytest.approx(0.3, abs=0.001)
    assert np.allclose(maps[:, [2, 3, 5]], 0)


def test_elastic_pulls_have_the_recipes_strength():
    maps = warps.draw_warps(Recipe(elastic=0.6), 1, 5_000)
    assert maps[:, 6:].std() == pytest.approx(0.6, abs=0.01)
    assert np.allclose(maps[:, :6], [1, 0, 0, 0, 1, 0])
