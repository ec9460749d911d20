"""A network of dense layers: its forward pass, its gradients, its file.

The arithmetic is numpy, so that it can be read, and so that the app can predict without loading
TensorFlow. It equals Keras within 1e-5 (`tests/test_network.py`).
"""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from mnist_ann import keras_file
from mnist_ann.errors import Problem


def linear(z):
    return z


def relu(z):
    return np.maximum(z, 0)


def sigmoid(z):
    """1 / (1 + e^-z), written with tanh, which doesn't overflow."""
    return (0.5 * (1 + np.tanh(0.5 * z))).astype(z.dtype)


def softmax(z):
    """Probabilities from logits (n, k); each row sums to 1."""
    shifted = z - z.max(axis=1, keepdims=True)  # float32 exp overflows above 88
    weights = np.exp(shifted)
    return weights / weights.sum(axis=1, keepdims=True)


ACTIVATIONS = {
    "linear": linear,
    "relu": relu,
    "tanh": np.tanh,
    "sigmoid": sigmoid,
    "softmax": softmax,
}

# The derivative of each activation, from its output: what the backward pass multiplies with.
SLOPES = {
    "linear": lambda output: np.ones_like(output),
    "relu": lambda output: (output > 0).astype(output.dtype),
    "tanh": lambda output: 1 - output**2,
    "sigmoid": lambda output: output * (1 - output),
}


@dataclass(frozen=True, eq=False)
class Dense:
    """One layer: activation(inputs @ kernel + bias).

    kernel: float32 (inputs, units). bias: float32 (units,). activation: a name in ACTIVATIONS.
    """

    kernel: np.ndarray
    bias: np.ndarray
    activation: str

    def __post_init__(self):
        for name in ("kernel", "bias"):
            array = np.array(getattr(self, name), np.float32)
            array.setflags(write=False)
            object.__setattr__(self, name, array)
        if self.activation not in ACTIVATIONS:
            raise Problem(
                f"There is no activation {self.activation!r}; choose {', '.join(ACTIVATIONS)}."
            )

    @property
    def parameters(self):
        return self.kernel.size + self.bias.size

    def logits(self, inputs):
        """The weighted sums, float32 (n, units), before the activation."""
        return inputs @ self.kernel + self.bias

    def forward(self, inputs):
        return ACTIVATIONS[self.activation](self.logits(inputs))


@dataclass(frozen=True, eq=False)
class Network:
    """Dense layers in sequence. Its arrays are read-only: one network may serve every visitor."""

    layers: Sequence[Dense]
    input_shape: tuple = ()
    notes: tuple[str, ...] = ()  # what was changed when it was read from a file

    def __post_init__(self):
        object.__setattr__(self, "layers", tuple(self.layers))
        if not self.input_shape:
            inputs = len(self.layers[0].kernel)
            shape = (28, 28) if inputs == 784 else (inputs,)
            object.__setattr__(self, "input_shape", shape)

    @property
    def parameters(self):
        """How many numbers training adjusts: all weights and biases."""
        return sum(layer.parameters for layer in self.layers)

    @cached_property
    def fingerprint(self):
        """The same text for networks that compute the same: a hash of all that they consist of."""
        content = hashlib.sha256()
        for layer in self.layers:
            content.update(f"{layer.activation} {layer.kernel.shape}".encode())
            content.update(layer.kernel.tobytes())
            content.update(layer.bias.tobytes())
        return content.hexdigest()

    def activations(self, images):
        """The output of every layer, first to last, each float32 (n, units).

        images: numbers (n, 28, 28) or (n, inputs), pixels 0 to 1. Raises Problem for another shape.
        """
        outputs, values = [], self._flatten(images)
        for layer in self.layers:
            values = layer.forward(values)
            outputs.append(values)
        return outputs

    def forward(self, images):
        """Probabilities float32 (n, 10): the last layer's output. Arguments as in `activations`."""
        values = self._flatten(images)
        for layer in self.layers:
            values = layer.forward(values)
        return values

    def logits(self, images):
        """The last layer's weighted sums, float32 (n, 10), before softmax."""
        values = self._flatten(images)
        for layer in self.layers[:-1]:
            values = layer.forward(values)
        return self.layers[-1].logits(values)

    def loss(self, images, labels):
        """Mean cross-entropy of the right classes, in nats. labels: whole numbers (n,).

        The last activation must be softmax, or sigmoid with one unit, the probability of class 1.
        """
        logits = self.logits(images)
        if logits.shape[1] == 1:  # sigmoid(z) is the second of softmax(0, z)
            logits = np.hstack([np.zeros_like(logits), logits])
        shifted = logits - logits.max(axis=1, keepdims=True)
        log_probabilities = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        return float(-log_probabilities[np.arange(len(labels)), labels].mean())

    def gradients(self, images, labels):
        """How the loss changes with every weight: the backward pass.

        images, labels: as in `loss`.
        Returns [(kernel gradient, bias gradient)] in the order and shapes of the layers.
        Rumelhart, Hinton and Williams (1986).
        """
        inputs = self._flatten(images)
        outputs = self.activations(images)
        # Softmax or sigmoid and cross-entropy together have this plain slope: probability minus truth.
        delta = outputs[-1].copy()
        if delta.shape[1] == 1:
            delta[:, 0] -= labels
        else:
            delta[np.arange(len(labels)), labels] -= 1
        delta /= len(labels)
        return [
            (before.T @ delta, delta.sum(axis=0))
            for before, delta in zip([inputs, *outputs], self._backward(outputs, delta))
        ]

    def stepped(self, images, labels, rate: float) -> "Network":
        """The network after one update: every weight moved against its gradient, times `rate`.

        images, labels: as in `loss`. rate: the learning rate, above 0.
        """
        gradients = self.gradients(images, labels)
        layers = [
            Dense(
                layer.kernel - rate * kernel, layer.bias - rate * bias, layer.activation
            )
            for layer, (kernel, bias) in zip(self.layers, gradients)
        ]
        return Network(layers, self.input_shape)

    def sum_gradients(self, activations, directions) -> list[np.ndarray]:
        """How the last layer's sums, in some directions, grow with each weighted sum.

        activations: what `activations` returns of one image. directions: floats (k, units of the last
        layer), each a combination of its sums, such as one less another.
        Returns for each layer, first to last, float32 (k, units).
        """
        directions = np.asarray(directions, np.float32)
        return self._backward(activations, directions)

    def input_gradients(self, image, directions) -> np.ndarray:
        """How the last layer's sums, in some directions, grow with each input: float32 (k, inputs).

        image: numbers of the input shape, pixels 0 to 1. directions: as in `sum_gradients`.
        """
        slopes = self.sum_gradients(self.activations([image]), directions)
        return slopes[0] @ self.layers[0].kernel.T

    def _backward(self, outputs, delta):
        """The slope along the weighted sums of every layer, first to last, from that of the last.

        outputs: of every layer, as from `activations`. delta: floats (n, units of the last layer).
        """
        slopes = [delta]
        for index in reversed(range(1, len(self.layers))):
            slope = SLOPES[self.layers[index - 1].activation](outputs[index - 1])
            slopes.append(slopes[-1] @ self.layers[index].kernel.T * slope)
        return slopes[::-1]

    @classmethod
    def load(cls, source):
        """From a .keras or .h5 file: a path, or its bytes. Raises Problem for what can't be read."""
        found = keras_file.read(source)
        layers = [Dense(*layer) for layer in found.layers]
        return cls(layers, found.input_shape, found.notes)

    def save(self, path):
        """As a .keras file that plain Keras opens."""
        Path(path).write_bytes(self.to_bytes())

    def to_bytes(self):
        """The content of the .keras file that `save` writes."""
        layers = [(layer.kernel, layer.bias, layer.activation) for layer in self.layers]
        return keras_file.write(self.input_shape, layers)

    def _flatten(self, images):
        images = np.asarray(images, np.float32)
        inputs = len(self.layers[0].kernel)
        if images.ndim < 2 or math.prod(images.shape[1:]) != inputs:
            raise Problem(
                f"This network takes {inputs} numbers an input; "
                f"an array of shape {images.shape} was given."
            )
        return images.reshape(len(images), inputs)
