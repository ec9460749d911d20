"""Training on from a network: which recipe fits it, and how digits stand beside those of MNIST."""

from dataclasses import replace

import numpy as np

from mnist_ann.errors import Problem
from mnist_ann.mnist import Mnist
from mnist_ann.network import Network
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.own.digits import Digits

REPEATED = 2_500  # images that drawn digits make among the 55,000, each many times


def fitting(network: Network) -> Recipe:
    """The article's recipe with the hidden layers and the activation of a network, as a run that
    starts from it must have. Raises Problem if no recipe makes such a network."""
    hidden = network.layers[:-1]
    names = {layer.activation for layer in hidden} or {Recipe().activation}
    if len(names) > 1:
        raise Problem(
            f"This network mixes activations: {', '.join(sorted(names))}. One that can be trained "
            "on here has the same one in all its hidden layers."
        )
    return Recipe(
        hidden=tuple(len(layer.bias) for layer in hidden), activation=names.pop()
    )


def gentle_recipe(recipe: Recipe, network: Network) -> Recipe:
    """A recipe that trains a network of `recipe` on so that little is forgotten: with Adam and a small
    learning rate."""
    return replace(
        fitting(network),
        activation=recipe.activation,
        optimizer="adam",
        learning_rate=0.0003,
        schedule="cosine",
        batch_size=64,
        epochs=3,
        seed=recipe.seed,
    )


def repeated(digits: Digits) -> int:
    """How many images digits make beside MNIST, each many times: about REPEATED."""
    return len(digits) * max(1, REPEATED // max(1, len(digits)))


def beside(digits: Digits, data: Mnist) -> Mnist:
    """MNIST with digits among its training images, REPEATED in all, so that they weigh something
    among 55,000. Validation and test images stay as they are."""
    if not len(digits):
        return data
    times = repeated(digits) // len(digits)
    return Mnist(
        np.concatenate([data.x_train_full, *[digits.images] * times]),
        np.concatenate([data.y_train_full, *[digits.labels] * times]),
        data.x_test,
        data.y_test,
    )
