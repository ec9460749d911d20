"""Disturbances do to an image what SciPy does, and what one pixel worked by hand shows."""

import numpy as np
import pytest
from scipy import ndimage

from mnist_ann.evaluation import robustness
from mnist_ann.mnist import normalise
from mnist_ann.network import Network
from mnist_ann.store.files import NETWORKS


@pytest.fixture(scope="module")
def images(data):
    return normalise(data.x_test[:5])


def dot(row, column):
    image = np.zeros((1, 28, 28), np.float32)
    image[0, row, column] = 1
    return image


def test_turning_is_scipys(images):
    theirs = ndimage.rotate(images[0], 30, reshape=False, order=1)
    # SciPy treats the outermost ring in another way; MNIST has no ink there.
    np.testing.assert_allclose(robustness.turn(images, 30)[0], theirs, atol=1e-5)


def test_scaling_is_scipys(images):
    theirs = ndimage.affine_transform(
        images[1], np.eye(2) / 1.3, offset=13.5 - 13.5 / 1.3, order=1
    )
    np.testing.assert_allclose(robustness.scale(images, 1.3)[1], theirs, atol=1e-5)


def test_a_shift_moves_to_the_right_and_loses_what_leaves():
    np.testing.assert_array_equal(robustness.shift(dot(5, 7), 3), dot(5, 10))
    np.testing.assert_array_equal(robustness.shift(dot(5, 7), -2), dot(5, 5))
    assert robustness.shift(dot(5, 26), 2).sum() == 0


def test_thickening_is_scipys_dilation_with_a_cross(images):
    cross = ndimage.generate_binary_structure(2, 1)
    thick = robustness.thicken(images, 1)[2]
    thin = robustness.thicken(images, -1)[2]
    np.testing.assert_allclose(thick, ndimage.grey_dilation(images[2], footprint=cross))
    np.testing.assert_allclose(
        thin,
        # Beyond the edge lies ground, as there is no ink.
        ndimage.grey_erosion(images[2], footprint=cross, mode="constant", cval=1),
        atol=1e-6,
    )
    np.testing.assert_allclose(
        robustness.thicken(images, 0.5)[2], (images[2] + thick) / 2, atol=1e-6
    )


def test_noise_has_its_spread_stays_in_range_and_is_the_same_for_every_network():
    grey = np.full((50, 28, 28), 0.5, np.float32)
    noisy = robustness.noise(grey, 0.1)
    assert noisy.std() == pytest.approx(0.1, rel=0.02)
    assert robustness.noise(grey, 3).min() == 0 and robustness.noise(grey, 3).max() == 1
    np.testing.assert_array_equal(noisy, robustness.noise(grey, 0.1))


@pytest.mark.parametrize("name", robustness.DISTURBANCES)
def test_one_level_of_each_changes_nothing_and_both_ends_do_harm(name, data, images):
    disturbance = robustness.DISTURBANCES[name]
    network = Network.load(NETWORKS / "article.keras")
    labels = data.y_test[:200]
    plain = network.forward(normalise(data.x_test[:200])).argmax(axis=1)
    right = robustness.robustness(network, data.x_test[:200], labels, disturbance)
    (calm,) = [
        level
        for level in disturbance.levels
        if np.array_equal(disturbance.apply(images, level), images)
    ]
    assert right[disturbance.levels.index(calm)] == (plain == labels).sum()
    assert right[-1] < (plain == labels).sum() - 20
