"""One epoch as one compiled function, and what is measured at its end.

The whole epoch is one `tf.function(jit_compile=True)` with a loop over a permutation of the images:
the same updates that `model.fit` makes, without its cost for each batch. One thread computes, which
makes a run repeat bit for bit; several runs use several workers. What is measured at an epoch's end is not
compiled: that would take longer than it saves, for each new recipe before its first epoch is shown.
"""

import dataclasses
import functools
import time
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
STILL = 1e-4  # a unit whose outputs differ by less over all images is dead


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
            part_maps = None if maps is None else maps[part]
            part_loss, part_right = function(
                images, rows[part], in_order[part], part_maps, knobs, key
            )
            batch_loss.append(part_loss.numpy())
            right += float(part_right)
        seconds = time.perf_counter() - started
        batch_loss = np.concatenate(batch_loss)
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
