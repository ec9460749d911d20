"""A chain of layers as dense layers that compute the same: what only scales and shifts is multiplied into
the weights beside it."""

import math
from typing import Any

import numpy as np

from mnist_ann.errors import Problem
from mnist_ann.keras_file.chain import MAX_UNITS, Layer, shown
from mnist_ann.keras_file.container import Arrays

ACTIVATIONS = ("linear", "relu", "tanh", "sigmoid", "softmax")
DIGITS = 10
# A network whose first layer divides by more than this takes pixels from 0 to 255.
BYTES = 100

SOFTMAX_ADDED = "Its last layer gives ten weighted sums; softmax was added, which makes probabilities of them."
PIXELS_DIVIDED = (
    "It takes pixels from 0 to 255 and divides them itself; that was multiplied into its first weights, "
    "since pixels here are from 0 to 1."
)
NORMALISED = "Its BatchNormalization was multiplied into the weights beside it."


def fold(
    input_shape: tuple[int, ...], layers: list[Layer], arrays: Arrays
) -> tuple[list[tuple[np.ndarray, np.ndarray, str]], tuple[str, ...]]:
    """(the dense layers, what was changed): see Found. Raises Problem for what can't be folded."""
    folding = Folding(input_shape, arrays)
    for layer in layers:
        if layer.kind not in KINDS:
            raise Problem(
                f"This file has a {shown(layer.kind)} layer. Networks here are made of Flatten, Dense, "
                "Dropout and what can be multiplied into them: export one of those."
            )
        KINDS[layer.kind](folding, layer)
    return folding.done()


class Folding:
    """The dense layers so far, and what happens to an input before the next one: values * scale + shift.

    shape: of the values, one input's."""

    def __init__(self, shape: tuple[int, ...], arrays: Arrays):
        self.shape, self.arrays = shape, arrays
        self.dense: list[list[Any]] = []  # [kernel, bias, activation], in 64 bits
        self.scale, self.shift = np.float64(1), np.float64(0)
        self.notes: list[str] = []

    def nothing(self, layer):
        """What does nothing to an input that a trained network answers."""

    def flatten(self, layer):
        self.shape = (math.prod(self.shape),)

    def reshape(self, layer):
        target, count = list(layer.config["target_shape"]), math.prod(self.shape)
        if any(type(n) is not int or n == 0 or abs(n) > MAX_UNITS**2 for n in target):
            raise ValueError("no plain shape")
        if target.count(-1) == 1:
            target[target.index(-1)] = count // abs(math.prod(target))
        if math.prod(target) != count or min(target) < 1:
            raise ValueError("a shape of another size")
        self.shape = tuple(target)

    def connect(self, layer):
        units = layer.config["units"]
        if type(units) is not int or not 0 < units <= MAX_UNITS:
            raise Problem(f"A layer here has 1 to {MAX_UNITS} units.")
        if len(self.shape) != 1:
            raise Problem(
                "This network has a Dense layer that reads each row of an image by itself. Networks here "
                "have a Flatten before it."
            )
        inputs = self.shape[0]
        shapes: dict[str, tuple[int, ...]] = {"kernel": (inputs, units)}
        if layer.config.get("use_bias", True):
            shapes["bias"] = (units,)
        found = self.arrays(layer, shapes)
        kernel = found["kernel"].astype(np.float64)
        bias = found.get("bias", np.zeros(units)).astype(np.float64)
        bias = bias + np.broadcast_to(self.shift, inputs) @ kernel
        kernel = np.broadcast_to(self.scale, inputs)[:, None] * kernel
        self.dense.append([kernel, bias, "linear"])
        self.shape, self.scale, self.shift = (units,), np.float64(1), np.float64(0)
        self.activate(layer)

    def activate(self, layer):
        self._apply(_name(layer.config["activation"]))

    def relu(self, layer):
        config = layer.config
        plain = (
            config.get("max_value") is None
            and not config.get("negative_slope")
            and not config.get("threshold")
        )
        if not plain:
            raise Problem(
                "This file has a ReLU layer with a slope, a threshold or a greatest value. Networks here "
                "know the plain one."
            )
        self._apply("relu")

    def softmax(self, layer):
        if layer.config.get("axis", -1) not in (-1, 1) or len(self.shape) != 1:
            raise Problem("This file has a Softmax layer along another axis.")
        self._apply("softmax")

    def rescale(self, layer):
        scale, shift = layer.config["scale"], layer.config.get("offset", 0.0)
        if not all(isinstance(n, (int, float)) for n in (scale, shift)):
            raise Problem(
                "This file has a Rescaling layer with several numbers. Networks here know one for all pixels."
            )
        if not self.dense and abs(scale) * BYTES <= 1:
            scale *= 255
            self.notes.append(PIXELS_DIVIDED)
        self._move(np.float64(scale), np.float64(shift))

    def normalise(self, layer):
        if len(self.shape) != 1 or layer.config.get("axis", -1) not in (-1, 1, [-1], [1]):  # fmt: skip
            raise Problem(
                "This file has a BatchNormalization of something else than a layer's units."
            )
        config, size = layer.config, self.shape
        names = ["gamma"] * config.get("scale", True) + ["beta"] * config.get("center", True)  # fmt: skip
        names += ["moving_mean", "moving_variance"]
        found = self.arrays(layer, dict.fromkeys(names, size))
        deviation = np.sqrt(
            found["moving_variance"].astype(np.float64) + config.get("epsilon", 0.001)
        )
        scale = found.get("gamma", np.ones(size)) / deviation
        self._move(scale, found.get("beta", np.zeros(size)) - found["moving_mean"] * scale)  # fmt: skip
        self.notes.append(NORMALISED)

    def done(self):
        if not self.dense:
            raise Problem(
                "This file has no Dense layer, so there is nothing to compute with."
            )
        if self._pending():
            raise Problem(
                "This network scales what its last activation gives. Networks here end with it."
            )
        if self.dense[-1][2] == "linear" and self.shape == (DIGITS,):
            self.dense[-1][2] = "softmax"
            self.notes.append(SOFTMAX_ADDED)
        layers = [
            (kernel.astype(np.float32), bias.astype(np.float32), activation)
            for kernel, bias, activation in self.dense
        ]
        if not all(np.isfinite(part).all() for layer in layers for part in layer[:2]):
            raise Problem(
                "This network has weights that are not finite numbers, so it can't compute."
            )
        return layers, tuple(dict.fromkeys(self.notes))

    def _apply(self, name):
        """An activation: of the last dense layer, if that has none yet."""
        if name == "linear":
            return
        if not self.dense or self._pending() or self.dense[-1][2] != "linear":
            raise Problem(
                "This network has an activation where no layer's weighted sums are. Networks here have "
                "one behind each Dense layer."
            )
        self.dense[-1][2] = name

    def _move(self, scale, shift):
        """values * scale + shift: into the last dense layer while it has no activation, else the next."""
        if self.dense and self.dense[-1][2] == "linear":
            kernel, bias, _ = self.dense[-1]
            self.dense[-1][:2] = kernel * scale, bias * scale + shift
        else:
            self.scale, self.shift = self.scale * scale, self.shift * scale + shift

    def _pending(self):
        return bool(np.any(self.scale != 1) or np.any(self.shift != 0))


def _name(activation):
    """What an activation is called: a word, or Keras's way to write a function or a layer down."""
    if isinstance(activation, dict):
        activation = activation.get("config")
        if isinstance(activation, dict):
            activation = activation.get("name")
    if activation not in ACTIVATIONS:
        raise Problem(
            f"This file has the activation {shown(activation)}. "
            f"Networks here know {', '.join(ACTIVATIONS)}."
        )
    return activation


KINDS = {
    "InputLayer": Folding.nothing,
    "Dropout": Folding.nothing,
    "Flatten": Folding.flatten,
    "Reshape": Folding.reshape,
    "Dense": Folding.connect,
    "Activation": Folding.activate,
    "ReLU": Folding.relu,
    "Softmax": Folding.softmax,
    "Rescaling": Folding.rescale,
    "BatchNormalization": Folding.normalise,
}
