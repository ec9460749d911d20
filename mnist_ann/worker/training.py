"""Train a network by a recipe: one compiled function an epoch, on a real Keras model.

The whole epoch is one `tf.function(jit_compile=True)` with a loop over a permutation of the images:
the same updates that `model.fit` makes, without its cost for each batch. One thread computes, which
makes a run repeat bit for bit; several runs use several workers.
"""

import dataclasses
import functools
import io
import math
import os
import random
import time
from dataclasses import dataclass

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import tensorflow as tf

from mnist_ann.errors import Problem
from mnist_ann.mnist import NORMALISED
from mnist_ann.network import Dense, Network
from mnist_ann.worker import augment
from mnist_ann.worker.variants import variants

# The thread count belongs to a run: two threads sum in another order and give other bits.
tf.config.threading.set_intra_op_parallelism_threads(1)
tf.config.threading.set_inter_op_parallelism_threads(1)

OPTIMIZERS = {
    "sgd": keras.optimizers.SGD,
    "momentum": functools.partial(keras.optimizers.SGD, momentum=0.9),
    "adam": keras.optimizers.Adam,
}


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """Everything that the next epoch starts from: all variables of the model and the optimizer."""

    epoch: int
    weights: list
    optimizer: list

    def to_bytes(self):
        arrays = {f"weights_{i}": array for i, array in enumerate(self.weights)}
        arrays |= {f"optimizer_{i}": array for i, array in enumerate(self.optimizer)}
        output = io.BytesIO()
        np.savez(output, epoch=self.epoch, **arrays)
        return output.getvalue()

    @classmethod
    def from_bytes(cls, content):
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            weights = [file[f"weights_{i}"] for i in range(_count(file, "weights"))]
            optimizer = [
                file[f"optimizer_{i}"] for i in range(_count(file, "optimizer"))
            ]
            return cls(int(file["epoch"]), weights, optimizer)


@dataclass(frozen=True, eq=False)
class EpochResult:
    """What one epoch gave. Losses in nats, accuracies 0 to 1, seconds of training without
    validation. `loss` and `accuracy` are means over the epoch, taken while the weights moved, as
    Keras shows them; `val_loss` and `val_accuracy` are measured at its end."""

    epoch: int
    loss: float
    accuracy: float
    val_loss: float
    val_accuracy: float
    seconds: float
    network: Network
    checkpoint: Checkpoint


def train(recipe, data, resume_from=None):
    """Train by a recipe; yields an EpochResult after each epoch.

    data: what `mnist.load()` returns. resume_from: a Checkpoint of the same recipe; training goes on
    with the epoch after it and gives the same bits as if it had never stopped.
    Raises Problem if the loss stops being a number.
    """
    versions = variants(recipe, data.train)
    images = _tensor(versions.images)
    epoch_function = compiled(recipe, len(data.train))
    state = resume_from or initial(recipe)
    for epoch in range(state.epoch + 1, recipe.epochs + 1):
        state, loss, accuracy, seconds = epoch_function.run(
            recipe, state, epoch, images, versions.choose, data.train.labels
        )
        val_loss, val_accuracy = epoch_function.evaluate(state, data.validation)
        if not (math.isfinite(loss) and math.isfinite(val_loss)):
            raise Problem(
                f"The loss stopped being a number in epoch {epoch}: the updates were too large and "
                f"the weights grew without bound. Lower the learning rate, now "
                f"{recipe.learning_rate:g}; the article uses 0.01."
            )
        network = to_network(recipe, state.weights)
        yield EpochResult(
            epoch, loss, accuracy, val_loss, val_accuracy, seconds, network, state
        )


def build(recipe):
    """The Keras model of a recipe, with the weights that keras.utils.set_random_seed would give.

    Keras draws each layer's seed from Python's global generator, which other threads of a worker
    use, too; the same draws from a generator of our own can't be disturbed.
    """
    draws = random.Random(recipe.seed)

    def dense(units, activation):
        start = keras.initializers.GlorotUniform(seed=draws.randint(1, 10**9))
        return keras.layers.Dense(units, activation, kernel_initializer=start)

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
    weights = _values(model)
    if network:
        weights = [
            part for dense in network.layers for part in (dense.kernel, dense.bias)
        ]
    return Checkpoint(0, weights, _values(optimizer))


def to_network(recipe, weights):
    """The Network of a checkpoint's weights."""
    names = [recipe.activation] * len(recipe.hidden) + ["softmax"]
    return Network(
        [Dense(*layer) for layer in zip(weights[::2], weights[1::2], names)], (28, 28)
    )


class CompiledEpoch:
    """One epoch of one shape of training, compiled once and used by every run of that shape.

    It holds no run's state: `run` puts a checkpoint's values into the variables and takes them out
    again, so that two runs can take turns.
    """

    def __init__(self, recipe, images):
        self.model = build(recipe)
        self.optimizer = OPTIMIZERS[recipe.optimizer]()
        self.optimizer.build(self.model.trainable_variables)
        self.loss = keras.losses.SparseCategoricalCrossentropy()
        self.batch, self.rest = recipe.batch_size, images % recipe.batch_size
        self.warps = recipe.warps

    def run(self, recipe, state, epoch, images, rows_of, labels):
        """(state after the epoch, mean loss, accuracy, seconds).

        images: uint8 tensor (m, 28, 28). rows_of: from (recipe, epoch, order) to where the images of
        an order stand among them. labels: uint8 (n,).
        """
        self._restore(state)
        self.optimizer.learning_rate.assign(recipe.learning_rate_at(epoch))
        count = len(labels)
        # From (seed, epoch) alone: a run resumed at epoch 7 sees the batches it would have seen.
        order = np.random.default_rng((recipe.seed, epoch)).permutation(count)
        rows = rows_of(recipe, epoch, order).astype(np.int32)
        warps = augment.draw_warps(recipe, epoch, count) if self.warps else None
        in_order = labels[order].astype(np.int32)
        started = time.perf_counter()
        full = count - self.rest
        parts = [(self._epoch, slice(0, full)), (self._rest, slice(full, count))]
        loss = right = 0.0
        for function, part in parts if self.rest else parts[:1]:
            warp = None if warps is None else warps[part]
            part_loss, part_right = function(images, rows[part], in_order[part], warp)
            loss, right = loss + float(part_loss), right + float(part_right)
        seconds = time.perf_counter() - started
        state = Checkpoint(epoch, _values(self.model), _values(self.optimizer))
        return state, loss / count, right / count, seconds

    def evaluate(self, state, split):
        """(mean loss, accuracy) of a checkpoint's weights on a split."""
        self._restore(state)
        loss, right = self._evaluate(_tensor(split.images), _tensor(split.labels))
        return float(loss) / len(split), float(right) / len(split)

    @tf.function(jit_compile=True)
    def _epoch(self, images, rows, labels, warps):
        loss, right = tf.constant(0.0), tf.constant(0.0)
        for update in tf.range(len(rows) // self.batch):
            start = update * self.batch
            batch_rows = tf.slice(rows, [start], [self.batch])
            batch_labels = tf.slice(labels, [start], [self.batch])
            batch_warps = warps
            if warps is not None:
                batch_warps = tf.slice(warps, [start, 0], [self.batch, warps.shape[1]])
            batch_loss, batch_right = self._update(
                images, batch_rows, batch_labels, batch_warps
            )
            loss, right = loss + batch_loss, right + batch_right
        return loss, right

    @tf.function(jit_compile=True)
    def _rest(self, images, rows, labels, warps):
        return self._update(images, rows, labels, warps)

    @tf.function(jit_compile=True)
    def _evaluate(self, images, labels):
        return self._measure(_scale(images), tf.cast(labels, tf.int32), training=False)[
            :2
        ]

    def _update(self, images, rows, labels, warps):
        """One step of the optimizer on one batch. Returns its summed loss and how many were right."""
        batch = _scale(tf.gather(images, rows))
        if warps is not None:
            batch = augment.warp(batch, warps)
        with tf.GradientTape() as tape:
            loss, right, mean = self._measure(batch, labels, training=True)
        gradients = tape.gradient(mean, self.model.trainable_variables)
        self.optimizer.apply_gradients(zip(gradients, self.model.trainable_variables))
        return loss, right

    def _measure(self, batch, labels, training):
        probabilities = self.model(tf.reshape(batch, (-1, 28, 28)), training=training)
        mean = self.loss(labels, probabilities)
        hits = tf.argmax(probabilities, axis=1, output_type=tf.int32) == labels
        return mean * len(labels), tf.reduce_sum(tf.cast(hits, tf.float32)), mean

    def _restore(self, state):
        for owner, values in (
            (self.model, state.weights),
            (self.optimizer, state.optimizer),
        ):
            for variable, value in zip(owner.variables, values, strict=True):
                variable.assign(value)


def compiled(recipe, images):
    """The CompiledEpoch for a recipe and so many images, kept for all recipes of the same shape."""
    shape = dataclasses.replace(
        recipe,
        epochs=1,
        seed=0,
        learning_rate=1.0,
        schedule="constant",
        shift=float(recipe.warps),
        turn=0.0,
        zoom=0.0,
        slant=0.0,
        elastic=0.0,
        styles=0.0,
        redrawn=0.0,
    )
    return _compiled(shape, images)


@functools.lru_cache(maxsize=8)
def _compiled(shape, images):
    return CompiledEpoch(shape, images)


def _scale(images):
    """uint8 images (n, 28, 28) -> float32 (n, 784), 0 to 1, exactly as `mnist.normalise`.

    By table: XLA turns a division by 255 into a multiplication, which changes 126 of 256 values.
    """
    flat = tf.reshape(images, (-1, 784))
    return tf.gather(tf.constant(NORMALISED), tf.cast(flat, tf.int32))


def _tensor(array):
    return tf.constant(np.ascontiguousarray(array))


def _values(owner):
    return [variable.numpy() for variable in owner.variables]


def _count(file, prefix):
    return sum(name.startswith(prefix) for name in file.files)
