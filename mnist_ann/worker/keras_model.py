"""A recipe as a real Keras model and optimizer, and weights as a Network and back."""

import functools
import os
import random
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import tensorflow as tf

from mnist_ann.network import Dense, Network
from mnist_ann.recipe import Recipe
from mnist_ann.worker.checkpoint import Checkpoint

# The thread count belongs to a run: two threads sum in another order and give other bits.
tf.config.threading.set_intra_op_parallelism_threads(1)
tf.config.threading.set_inter_op_parallelism_threads(1)

OPTIMIZERS = {
    "sgd": keras.optimizers.SGD,
    "momentum": functools.partial(keras.optimizers.SGD, momentum=0.9),
    "adam": keras.optimizers.Adam,
    "adamw": keras.optimizers.AdamW,
}


def build(recipe):
    """The Keras model of a recipe, with the weights that keras.utils.set_random_seed would give.

    Keras draws each layer's seed from Python's global generator, which other threads of a worker
    use, too; the same draws from a generator of our own can't be disturbed.
    """
    start = recipe.seed if recipe.start == "by seed" else Recipe().seed
    draws = random.Random(start)

    def dense(units, activation):
        glorot: Any = keras.initializers.GlorotUniform(seed=draws.randint(1, 10**9))
        return keras.layers.Dense(units, activation, kernel_initializer=glorot)

    model = keras.Sequential([keras.Input((28, 28)), keras.layers.Flatten()])
    for units in recipe.hidden:
        model.add(dense(units, recipe.activation))
    model.add(dense(10, "softmax"))
    return model


def initial(recipe, network=None):
    """The Checkpoint before the first epoch: with the weights of a network of the recipe's layers,
    or else with new ones."""
    model = build(recipe)
    optimizer = OPTIMIZERS[recipe.optimizer]()
    optimizer.build(model.trainable_variables)
    weights = values_of(model)
    if network:
        weights = [
            part for dense in network.layers for part in (dense.kernel, dense.bias)
        ]
        weights[0] = weights[0] / brightest(recipe)
    return Checkpoint(0, weights, values_of(optimizer))


def to_network(recipe, weights):
    """The Network of a checkpoint's weights. It takes pixels from 0 to 1, whatever it was trained on:
    the first kernel of one that was trained on 0 to 255 is multiplied by 255 in return."""
    names = [recipe.activation] * len(recipe.hidden) + ["softmax"]
    weights = [weights[0] * brightest(recipe), *weights[1:]]
    return Network(
        [Dense(*layer) for layer in zip(weights[::2], weights[1::2], names)], (28, 28)
    )


def brightest(recipe) -> np.float32:
    """The pixel value of full ink: 1 or 255."""
    return np.float32(recipe.pixels.split()[-1])


def values_of(owner) -> list[np.ndarray]:
    """The values of all variables of a model or an optimizer."""
    return [variable.numpy() for variable in owner.variables]
