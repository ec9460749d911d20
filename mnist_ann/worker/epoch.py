"""One epoch as one compiled function, and what is measured at its end.

An epoch's updates are one `tf.function(jit_compile=True)` with a loop over a permutation of the images:
the same updates that `model.fit` makes, without its cost for each batch. It runs a tenth of them at a time,
so that who watches hears how the loss falls. One thread computes, which
makes a run repeat bit for bit; several runs use several workers. What is measured at an epoch's end is not
compiled: that would take longer than it saves, for each new recipe before its first epoch is shown.
"""

import dataclasses
import functools
import time
from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from mnist_ann.mnist import NORMALISED
from mnist_ann.recipe import warps
from mnist_ann.recipe.choices import EVERY_IMAGE
from mnist_ann.recipe.kinds import MAX_HIDDEN
from mnist_ann.recipe.training_set import epoch_order
from mnist_ann.worker.keras_model import OPTIMIZERS, brightest, build, values_of
from mnist_ann.worker.warp import warp

LOOKED_AT = 5_000  # training images that an epoch's end is measured on: as many as of validation
PARTS = 10  # of an epoch, after each of which who watches hears of it
STILL = 1e-4  # a unit whose outputs differ by less over all images is dead


# Called with an epoch's number, the losses of its batches so far, and how many batches it has.
Watch = Callable[[int, np.ndarray, int], None]


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
        self.pixels = NORMALISED * brightest(recipe)

    def run(self, recipe, state, epoch, images, rows_of, labels, watch=None):
        """(state after the epoch, loss of each batch, mean loss, accuracy, seconds).

        images: uint8 tensor (m, 28, 28). rows_of: from (recipe, epoch, order) to where the images of
        an order stand among them. labels: uint8 (n,). watch: a Watch.
        """
        self._restore(state)
        self.optimizer.learning_rate.assign(recipe.learning_rate_at(epoch))
        count = len(labels)
        order = epoch_order(recipe, epoch, count)
        rows = tensor(rows_of(recipe, epoch, order).astype(np.int32))
        maps = None
        if self.warps:
            maps = tf.constant(warps.draw_warps(recipe, epoch, count))
        in_order = tensor(labels[order].astype(np.int32))
        knobs = tf.constant([recipe.l2, recipe.dropout], tf.float32)
        key = tf.constant([recipe.seed, epoch, 0], tf.int32)
        updates, every = count // self.batch, -(-count // self.batch)
        batch_loss, right = np.zeros(0, np.float32), 0.0
        started = time.perf_counter()
        for losses, hits in self._parts(images, rows, in_order, maps, knobs, key):
            batch_loss = np.append(batch_loss, losses.numpy())
            right += float(hits)
            if watch is not None:
                watch(epoch, batch_loss, every)
        seconds = time.perf_counter() - started
        sizes = np.full(len(batch_loss), self.batch)
        sizes[updates:] = self.rest
        loss = float(np.average(batch_loss.astype(float), weights=sizes))
        weights, optimizer = values_of(self.model), values_of(self.optimizer)
        state = dataclasses.replace(
            state, epoch=epoch, weights=weights, optimizer=optimizer
        )
        return state, batch_loss, loss, right / count, seconds

    def evaluate(self, recipe, state, split):
        """(mean loss, accuracy) of a checkpoint's weights on a split."""
        self._restore(state)
        loss, right = self._evaluate(
            tensor(split.images), tensor(split.labels), tf.constant(recipe.l2)
        )
        return float(loss), float(right) / len(split)

    def look(self, recipe, state, split):
        """(loss, accuracy, gradients, dead) of an EpochResult: of a checkpoint's weights on the first
        LOOKED_AT images of a split."""
        self._restore(state)
        count = min(LOOKED_AT, len(split))
        loss, right, gradients, dead = self._look(
            tensor(split.images[:count]),
            tensor(split.labels[:count]),
            tf.constant(recipe.l2),
        )
        numbers = [tuple(float(value) for value in row) for row in (gradients, dead)]
        return float(loss), float(right) / count, *numbers

    def _parts(self, images, rows, labels, warps, knobs, key):
        """(losses of its batches, how many images were right) of each part of an epoch, one after the other."""
        given = (images, rows, labels, warps, knobs, key)
        for part in np.array_split(np.arange(len(rows) // self.batch), PARTS):
            if len(part):
                first, end = part[0], part[-1] + 1
                losses, hits = self._part(*given, tf.constant([first, end]))
                yield losses[first:end], hits
        if self.rest:
            yield self._rest(*given)

    @tf.function(jit_compile=True)
    def _part(self, images, rows, labels, warps, knobs, key, part):
        """(losses of all of an epoch's whole batches, 0 for those outside of the part; how many images
        were right). part: its first update, and the one after its last: as numbers that change, they
        need no other compilation."""
        right = tf.constant(0.0)
        losses = tf.TensorArray(tf.float32, len(rows) // self.batch, element_shape=())
        update, end = part[0], part[1]
        while update < end:  # XLA compiles a tf.range anew for each of its values
            loss, hits = self._batch(
                images, rows, labels, warps, knobs, key, update, self.batch
            )
            losses, right = losses.write(update, loss), right + hits
            update += 1
        return losses.stack(), right

    @tf.function(jit_compile=True)
    def _rest(self, images, rows, labels, warps, knobs, key):
        update = len(rows) // self.batch
        loss, right = self._batch(
            images, rows, labels, warps, knobs, key, update, self.rest
        )
        return loss[tf.newaxis], right

    def _batch(self, images, rows, labels, warps, knobs, key, update, size):
        """The update on a batch of an epoch, the one that begins at image `update` times the batch size."""
        start = update * self.batch
        rows, labels = (tf.slice(each, [start], [size]) for each in (rows, labels))
        if warps is not None:
            warps = tf.slice(warps, [start, 0], [size, warps.shape[1]])
        return self._update(images, rows, labels, warps, knobs, key + [0, 0, update])

    @tf.function
    def _evaluate(self, images, labels, l2):
        labels = tf.cast(labels, tf.int32)
        return self._measure(self._forward(self._scale(images))[-1], labels, l2)

    @tf.function
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

    def _update(self, images, rows, labels, warps, knobs, key) -> tuple[Any, Any]:
        """One step of the optimizer on one batch. Returns its mean loss and how many were right."""
        batch = self._scale(tf.gather(images, rows))
        if warps is not None:
            batch = warp(batch, warps)
        l2, dropout = knobs[0], knobs[1]
        with tf.GradientTape() as tape:
            probabilities = self._forward(
                batch, dropout if self.dropout else None, key
            )[-1]
            loss, right = self._measure(probabilities, labels, l2)
        gradients = tape.gradient(loss, self.model.trainable_variables)
        self.optimizer.apply_gradients(zip(gradients, self.model.trainable_variables))
        return loss, right

    def _forward(self, batch, dropout=None, key: Any = None) -> list[Any]:
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

    def _measure(self, probabilities, labels, l2) -> tuple[Any, Any]:
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


def tensor(array) -> tf.Tensor:
    """A constant of an array's values."""
    return tf.constant(np.ascontiguousarray(array))
