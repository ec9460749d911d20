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
from mnist_ann.recipe import warps
from mnist_ann.recipe.choices import EVERY_IMAGE
from mnist_ann.recipe.kinds import MAX_HIDDEN
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.recipe.training_set import epoch_order, training_split, variants
from mnist_ann.worker import warp as augment

# The thread count belongs to a run: two threads sum in another order and give other bits.
tf.config.threading.set_intra_op_parallelism_threads(1)
tf.config.threading.set_inter_op_parallelism_threads(1)

OPTIMIZERS = {
    "sgd": keras.optimizers.SGD,
    "momentum": functools.partial(keras.optimizers.SGD, momentum=0.9),
    "adam": keras.optimizers.Adam,
    "adamw": keras.optimizers.AdamW,
}
LOOKED_AT = 5_000  # training images that an epoch's end is measured on: as many as of validation
STILL = 1e-4  # a unit whose outputs differ by less over all images is dead


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """Everything that the next epoch starts from: all variables of the model and the optimizer, and
    for early stopping the best validation loss and for how many epochs it has not been beaten."""

    epoch: int
    weights: list
    optimizer: list
    best: float = math.inf
    waited: int = 0

    def to_bytes(self):
        arrays = {f"weights_{i}": array for i, array in enumerate(self.weights)}
        arrays |= {f"optimizer_{i}": array for i, array in enumerate(self.optimizer)}
        output = io.BytesIO()
        numbers = {"epoch": self.epoch, "best": self.best, "waited": self.waited}
        np.savez(output, **numbers, **arrays)
        return output.getvalue()

    @classmethod
    def from_bytes(cls, content):
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            weights = [file[f"weights_{i}"] for i in range(_count(file, "weights"))]
            optimizer = [
                file[f"optimizer_{i}"] for i in range(_count(file, "optimizer"))
            ]
            numbers = int(file["epoch"]), float(file["best"]), int(file["waited"])
        return cls(numbers[0], weights, optimizer, *numbers[1:])

    def has_ended(self, recipe):
        """Whether a recipe trains no further: after its last epoch, or early."""
        early = recipe.patience and self.waited >= recipe.patience
        return self.epoch >= recipe.epochs or bool(early)


@dataclass(frozen=True, eq=False)
class EpochResult:
    """What one epoch gave. Losses in nats, with the L2 penalty as in Keras; accuracies 0 to 1;
    seconds of training without what is measured at the epoch's end.

    `loss` and `accuracy` are means over the epoch, taken while the weights moved, as Keras shows
    them. Measured at its end are `val_loss` and `val_accuracy`, and on the first LOOKED_AT training
    images, as they are and without dropout, `end_loss`, `end_accuracy`, `gradients`: the Euclidean
    length of the loss's gradient by each layer's kernel, and `dead`: the share of units of each
    hidden layer that give the same output for every image. `batch_loss`: float32 (updates,), the mean
    loss of each batch.
    """

    epoch: int
    loss: float
    accuracy: float
    val_loss: float
    val_accuracy: float
    end_loss: float
    end_accuracy: float
    seconds: float
    batch_loss: np.ndarray
    gradients: tuple
    dead: tuple
    network: Network
    checkpoint: Checkpoint


def train(recipe, data, resume_from=None):
    """Train by a recipe; yields an EpochResult after each epoch.

    data: what `mnist.load()` returns. resume_from: a Checkpoint of the same recipe; training goes on
    with the epoch after it and gives the same bits as if it had never stopped. A recipe that differs
    in `rates` alone can be sent to the generator; the next epoch follows it.
    Raises Problem if the loss stops being a number.
    """
    split = training_split(recipe, data)
    versions = variants(recipe, split)
    images = _tensor(versions.images)
    epoch_function = compiled(recipe, len(split))
    state = resume_from or initial(recipe)
    while not state.has_ended(recipe):
        epoch = state.epoch + 1
        state, batch_loss, loss, accuracy, seconds = epoch_function.run(
            recipe, state, epoch, images, versions.choose, split.labels
        )
        val_loss, val_accuracy = epoch_function.evaluate(recipe, state, data.validation)
        if not (math.isfinite(loss) and math.isfinite(val_loss)):
            raise Problem(
                f"The loss stopped being a number in epoch {epoch}: the updates were too large and "
                f"the weights grew without bound. Lower the learning rate, now "
                f"{recipe.learning_rate_at(epoch):g}; the article uses 0.01."
            )
        better = val_loss < state.best
        state = dataclasses.replace(
            state,
            best=val_loss if better else state.best,
            waited=0 if better else state.waited + 1,
        )
        end_loss, end_accuracy, gradients, dead = epoch_function.look(
            recipe, state, split
        )
        sent = yield EpochResult(
            epoch,
            loss,
            accuracy,
            val_loss,
            val_accuracy,
            end_loss,
            end_accuracy,
            seconds,
            batch_loss,
            gradients,
            dead,
            to_network(recipe, state.weights),
            state,
        )
        recipe = sent or recipe


def test(recipe, state, data):
    """(mean loss, accuracy) of a Checkpoint's weights on the test images."""
    count = len(training_split(recipe, data))
    return compiled(recipe, count).evaluate(recipe, state, data.test)


def build(recipe):
    """The Keras model of a recipe, with the weights that keras.utils.set_random_seed would give.

    Keras draws each layer's seed from Python's global generator, which other threads of a worker
    use, too; the same draws from a generator of our own can't be disturbed.
    """
    start = recipe.seed if recipe.start == "by seed" else Recipe().seed
    draws = random.Random(start)

    def dense(units, activation):
        glorot = keras.initializers.GlorotUniform(seed=draws.randint(1, 10**9))
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
    weights = _values(model)
    if network:
        weights = [
            part for dense in network.layers for part in (dense.kernel, dense.bias)
        ]
        weights[0] = weights[0] / _brightest(recipe)
    return Checkpoint(0, weights, _values(optimizer))


def to_network(recipe, weights):
    """The Network of a checkpoint's weights. It takes pixels from 0 to 1, whatever it was trained on:
    the first kernel of one that was trained on 0 to 255 is multiplied by 255 in return."""
    names = [recipe.activation] * len(recipe.hidden) + ["softmax"]
    weights = [weights[0] * _brightest(recipe), *weights[1:]]
    return Network(
        [Dense(*layer) for layer in zip(weights[::2], weights[1::2], names)], (28, 28)
    )


def _brightest(recipe):
    """The pixel value of full ink: 1 or 255."""
    return np.float32(recipe.pixels.split()[-1])


class CompiledEpoch:
    """One epoch of one shape of training, compiled once and used by every run of that shape.

    It holds no run's state: `run` puts a checkpoint's values into the variables and takes them out
    again, so that two runs can take turns.
    """

    def __init__(self, recipe, images):
        self.model = build(recipe)
        self.dense = self.model.layers[1:]
        self.optimizer = OPTIMIZERS[recipe.optimizer]()
        self.optimizer.build(self.model.trainable_variables)
        self.loss = keras.losses.SparseCategoricalCrossentropy()
        self.batch, self.rest = recipe.batch_size, images % recipe.batch_size
        self.warps, self.l2, self.dropout = recipe.warps, recipe.l2, recipe.dropout
        self.pixels = NORMALISED * _brightest(recipe)

    def run(self, recipe, state, epoch, images, rows_of, labels):
        """(state after the epoch, loss of each batch, mean loss, accuracy, seconds).

        images: uint8 tensor (m, 28, 28). rows_of: from (recipe, epoch, order) to where the images of
        an order stand among them. labels: uint8 (n,).
        """
        self._restore(state)
        self.optimizer.learning_rate.assign(recipe.learning_rate_at(epoch))
        count = len(labels)
        order = epoch_order(recipe, epoch, count)
        rows = rows_of(recipe, epoch, order).astype(np.int32)
        maps = warps.draw_warps(recipe, epoch, count) if self.warps else None
        in_order = labels[order].astype(np.int32)
        knobs = tf.constant([recipe.l2, recipe.dropout], tf.float32)
        started = time.perf_counter()
        full = count - self.rest
        updates = full // self.batch
        parts = [
            (self._epoch, slice(0, full), 0),
            (self._rest, slice(full, count), updates),
        ]
        batch_loss, right = [], 0.0
        for function, part, first in parts if self.rest else parts[:1]:
            key = tf.constant([recipe.seed, epoch, first], tf.int32)
            warp = None if maps is None else maps[part]
            part_loss, part_right = function(
                images, rows[part], in_order[part], warp, knobs, key
            )
            batch_loss.append(part_loss.numpy())
            right += float(part_right)
        seconds = time.perf_counter() - started
        batch_loss = np.concatenate(batch_loss)
        sizes = np.full(len(batch_loss), self.batch)
        sizes[updates:] = self.rest
        loss = float(np.average(batch_loss.astype(float), weights=sizes))
        weights, optimizer = _values(self.model), _values(self.optimizer)
        state = dataclasses.replace(
            state, epoch=epoch, weights=weights, optimizer=optimizer
        )
        return state, batch_loss, loss, right / count, seconds

    def evaluate(self, recipe, state, split):
        """(mean loss, accuracy) of a checkpoint's weights on a split."""
        self._restore(state)
        loss, right = self._evaluate(
            _tensor(split.images), _tensor(split.labels), tf.constant(recipe.l2)
        )
        return float(loss), float(right) / len(split)

    def look(self, recipe, state, split):
        """(loss, accuracy, gradients, dead) of an EpochResult: of a checkpoint's weights on the first
        LOOKED_AT images of a split."""
        self._restore(state)
        count = min(LOOKED_AT, len(split))
        loss, right, gradients, dead = self._look(
            _tensor(split.images[:count]),
            _tensor(split.labels[:count]),
            tf.constant(recipe.l2),
        )
        numbers = [tuple(float(value) for value in row) for row in (gradients, dead)]
        return float(loss), float(right) / count, *numbers

    @tf.function(jit_compile=True)
    def _epoch(self, images, rows, labels, warps, knobs, key):
        right = tf.constant(0.0)
        updates = len(rows) // self.batch
        losses = tf.TensorArray(tf.float32, updates, element_shape=())
        for update in tf.range(updates):
            start = update * self.batch
            batch_rows = tf.slice(rows, [start], [self.batch])
            batch_labels = tf.slice(labels, [start], [self.batch])
            batch_warps = warps
            if warps is not None:
                batch_warps = tf.slice(warps, [start, 0], [self.batch, warps.shape[1]])
            batch_loss, batch_right = self._update(
                images,
                batch_rows,
                batch_labels,
                batch_warps,
                knobs,
                key + [0, 0, update],
            )
            losses, right = losses.write(update, batch_loss), right + batch_right
        return losses.stack(), right

    @tf.function(jit_compile=True)
    def _rest(self, images, rows, labels, warps, knobs, key):
        loss, right = self._update(images, rows, labels, warps, knobs, key)
        return loss[tf.newaxis], right

    @tf.function(jit_compile=True)
    def _evaluate(self, images, labels, l2):
        labels = tf.cast(labels, tf.int32)
        return self._measure(self._forward(self._scale(images))[-1], labels, l2)

    @tf.function(jit_compile=True)
    def _look(self, images, labels, l2):
        labels = tf.cast(labels, tf.int32)
        with tf.GradientTape() as tape:
            outputs = self._forward(self._scale(images))
            loss, right = self._measure(outputs[-1], labels, l2)
        kernels = [layer.kernel.value for layer in self.dense]
        gradients = [tf.norm(gradient) for gradient in tape.gradient(loss, kernels)]
        spread = [
            tf.reduce_max(hidden, 0) - tf.reduce_min(hidden, 0)
            for hidden in outputs[:-1]
        ]
        dead = [tf.reduce_mean(tf.cast(width < STILL, tf.float32)) for width in spread]
        return loss, right, gradients, dead

    def _update(self, images, rows, labels, warps, knobs, key):
        """One step of the optimizer on one batch. Returns its mean loss and how many were right."""
        batch = self._scale(tf.gather(images, rows))
        if warps is not None:
            batch = augment.warp(batch, warps)
        l2, dropout = knobs[0], knobs[1]
        with tf.GradientTape() as tape:
            probabilities = self._forward(
                batch, dropout if self.dropout else None, key
            )[-1]
            loss, right = self._measure(probabilities, labels, l2)
        gradients = tape.gradient(loss, self.model.trainable_variables)
        self.optimizer.apply_gradients(zip(gradients, self.model.trainable_variables))
        return loss, right

    def _forward(self, batch, dropout=None, key=None):
        """The outputs of all layers. dropout: the share of hidden outputs to set to 0, drawn from a
        key of (seed, epoch, update); the others grow so that the mean stays, as in Keras."""
        outputs = []
        for index, layer in enumerate(self.dense):
            batch = layer(batch)
            if dropout is not None and layer is not self.dense[-1]:
                place = (key[1] * 2 * EVERY_IMAGE + key[2]) * MAX_HIDDEN + index
                draws = tf.random.stateless_uniform(
                    tf.shape(batch), tf.stack([key[0], place]), alg="threefry"
                )
                batch = tf.where(draws >= dropout, batch / (1 - dropout), 0)
            outputs.append(batch)
        return outputs

    def _measure(self, probabilities, labels, l2):
        """(mean loss, how many are right)."""
        loss = self.loss(labels, probabilities)
        if self.l2:
            loss += l2 * tf.add_n(
                [tf.reduce_sum(layer.kernel**2) for layer in self.dense]
            )
        hits = tf.argmax(probabilities, axis=1, output_type=tf.int32) == labels
        return loss, tf.reduce_sum(tf.cast(hits, tf.float32))

    def _scale(self, images):
        """uint8 images (n, 28, 28) -> float32 (n, 784), exactly as `mnist.normalise`.

        By table: XLA turns a division by 255 into a multiplication, which changes 126 of 256 values.
        """
        flat = tf.reshape(images, (-1, 784))
        return tf.gather(tf.constant(self.pixels), tf.cast(flat, tf.int32))

    def _restore(self, state):
        for owner, values in (
            (self.model, state.weights),
            (self.optimizer, state.optimizer),
        ):
            for variable, value in zip(owner.variables, values, strict=True):
                variable.assign(value)


def compiled(recipe, images):
    """The CompiledEpoch for a recipe and so many images, kept for all recipes of the same shape."""
    return _compiled(recipe.shape, images)


@functools.lru_cache(maxsize=8)
def _compiled(shape, images):
    return CompiledEpoch(shape, images)


def _tensor(array):
    return tf.constant(np.ascontiguousarray(array))


def _values(owner):
    return [variable.numpy() for variable in owner.variables]


def _count(file, prefix):
    return sum(name.startswith(prefix) for name in file.files)
