"""The maps are scikit-learn's principal components."""

import numpy as np
import pytest
from sklearn.decomposition import PCA

from mnist_ann.explain.maps import fit, nearest_and_farthest
from mnist_ann.mnist import normalise
from mnist_ann.network import Network
from mnist_ann.store.files import NETWORKS


@pytest.mark.parametrize("layer", [0, 1, 2])
def test_axes_and_places_are_scikit_learns_up_to_sign(data, layer):
    network = Network.load(NETWORKS / "article.keras")
    points = network.activations(normalise(data.x_test[:2_000]))[layer]
    theirs = PCA(2, svd_solver="full").fit(points.astype(float))
    axes = fit(points)
    signs = np.sign((axes.directions * theirs.components_.T).sum(axis=0))
    np.testing.assert_allclose(axes.directions * signs, theirs.components_.T, atol=1e-5)
    np.testing.assert_allclose(axes.shares, theirs.explained_variance_ratio_, rtol=1e-5)
    np.testing.assert_allclose(
        axes.place(points) * signs, theirs.transform(points.astype(float)), atol=1e-3
    )


def test_the_same_points_give_the_same_signs():
    points = np.random.default_rng(0).normal(size=(50, 6)).astype(np.float32)
    directions = fit(points).directions
    largest = directions[np.abs(directions).argmax(axis=0), [0, 1]]
    assert (largest > 0).all()
    np.testing.assert_allclose(fit(points[::-1]).directions, directions, atol=1e-5)


def test_points_in_one_place_have_a_map_too():
    axes = fit(np.ones((20, 5), np.float32))
    assert np.isfinite(axes.place(np.ones((20, 5)))).all()
    assert axes.shares == (0, 0)


def test_nearest_and_farthest_centres_worked_by_hand():
    labels = np.repeat(np.arange(10), 2)
    positions = np.stack([labels**2, np.zeros(20)], axis=1).astype(float)
    positions[::2, 1] = 1  # each digit's two points lie on both sides of its centre
    assert nearest_and_farthest(positions, labels) == ((0, 1), (0, 9))
