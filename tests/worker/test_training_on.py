"""Training on with one's own digits: what is gained, and what is forgotten."""

import numpy as np
import pytest

from mnist_ann.digitize import digitize
from mnist_ann.evaluation import scores
from mnist_ann.lab.train_on import beside, gentle_recipe
from mnist_ann.network import Network
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.files import NETWORKS
from mnist_ann.store.own.digits import Digits
from mnist_ann.worker import training
from mnist_ann.worker.keras_model import initial, to_network
from tools.drawings import Drawings


@pytest.fixture(scope="module")
def hand():
    """The digits of the person whom the article's network reads worst: half to learn from, half new."""
    drawings, network = Drawings(), Network.load(NETWORKS / "article.keras")
    writer = 20
    places = np.flatnonzero(drawings.writers == writer)[:80]
    images = [digitize(drawings.canvas(i, "usual")).image for i in places]
    images = np.round(np.array(images) * 255).astype(np.uint8)
    labels = drawings.labels[places]
    return network, Digits(images[::2], labels[::2]), Digits(images[1::2], labels[1::2])


def test_it_starts_from_the_network(hand):
    network, *_ = hand
    recipe = gentle_recipe(Recipe(), network)
    state = initial(recipe, network)
    started = to_network(recipe, state.weights)
    assert started.fingerprint == network.fingerprint


def test_own_digits_are_learned_and_mnist_is_not_forgotten(hand, data):
    network, learned, new = hand
    recipe = gentle_recipe(Recipe(), network)
    state = initial(recipe, network)
    *_, result = training.train(recipe, beside(learned, data), state)

    def accuracy(network, digits):
        return scores.accuracy(network, digits.images, digits.labels)

    before, after = accuracy(network, learned), accuracy(result.network, learned)
    print(
        f"own digits {before:.1%} -> {after:.1%}, new ones of the same hand "
        f"{accuracy(network, new):.1%} -> {accuracy(result.network, new):.1%}, MNIST "
        f"{accuracy(network, data.test):.2%} -> {accuracy(result.network, data.test):.2%}"
    )
    assert after > before
    assert after == 1
    assert accuracy(result.network, new) >= accuracy(network, new)
    assert accuracy(result.network, data.test) > 0.975
