"""Why a network gives one image its answer: sums that add up, step by step.

Everything here is about one image. Images are float32 (28, 28), 0 to 1, ink bright.
"""

from dataclasses import dataclass

import numpy as np

from mnist_ann.network import Network


@dataclass(frozen=True, eq=False)
class UnitSum:
    """How one unit came to its activation.

    inputs, weights: float32 (n,), what came in and what each is multiplied with. bias, total,
    activation: total is the sum of all products and the bias, activation what the unit made of it.
    """

    inputs: np.ndarray
    weights: np.ndarray
    bias: float
    total: float
    activation: float

    @property
    def products(self):
        """Weight × input, float32 (n,)."""
        return self.weights * self.inputs

    def strongest(self, count):
        """The inputs whose products are farthest from 0, ints (count,), the farthest first."""
        return np.argsort(-np.abs(self.products), kind="stable")[:count]


def unit_sum(network, image, layer, unit):
    """The UnitSum of a unit. layer, unit: counted from 0. The activation of a softmax unit is its
    probability, which depends on the other units' sums too."""
    outputs = network.activations([image])
    inputs = outputs[layer - 1][0] if layer else np.ravel(image).astype(np.float32)
    dense = network.layers[layer]
    weights, bias = dense.kernel[:, unit], float(dense.bias[unit])
    return UnitSum(
        inputs,
        weights,
        bias,
        total=float(inputs @ weights) + bias,
        activation=float(outputs[layer][0, unit]),
    )


@dataclass(frozen=True, eq=False)
class SoftmaxSteps:
    """Softmax step by step, each float32 (10,). With a temperature above 1 the probabilities come
    closer together, below 1 they move apart; the order stays."""

    logits: np.ndarray
    divided: np.ndarray  # by the temperature
    shifted: np.ndarray  # the greatest taken away, so that no power is too large
    powers: np.ndarray  # e to each
    probabilities: np.ndarray  # each power divided by the sum of all


def softmax_steps(logits, temperature=1.0):
    """The SoftmaxSteps of ten logits. temperature: above 0; 1 is softmax itself."""
    divided = np.asarray(logits, np.float32) / np.float32(temperature)
    shifted = divided - divided.max()
    powers = np.exp(shifted)
    return SoftmaxSteps(logits, divided, shifted, powers, powers / powers.sum())


@dataclass(frozen=True, eq=False)
class Evidence:
    """What speaks for one digit and against another.

    difference: the one's logit minus the other's. pixels: float32 (28, 28), each pixel's share of
    it, above 0 for the one. biases: the share of all biases together. With relu or linear units,
    pixels and biases together are the difference.
    """

    pixels: np.ndarray
    biases: float
    difference: float

    @property
    def unexplained(self):
        """What is missing to the difference: 0 for relu, as curved activations bend the sum."""
        return self.difference - float(self.pixels.sum(dtype=float)) - self.biases


def evidence(network, image, digit, other):
    """The Evidence for a digit and against another one: gradient × input.

    The gradient says how much the difference of the two logits grows with each pixel; times the
    pixel, it is that pixel's share. Ground is 0 and so has none. Shrikumar and others (2017).
    """
    direction = np.eye(10)[digit] - np.eye(10)[other]
    slopes = network.sum_gradients(network.activations([image]), [direction])
    biases = [
        float(slope[0] @ layer.bias) for slope, layer in zip(slopes, network.layers)
    ]
    slope = network.input_gradients(image, [direction])[0].reshape(28, 28)
    logits = network.logits([image])[0]
    return Evidence(
        np.asarray(image, np.float32) * slope,
        sum(biases),
        float(logits[digit] - logits[other]),
    )


def occlusion(network, image, digit, other, side=4):
    """How much the difference of two logits falls when each patch of the image is covered.

    side: of the square patches in pixels, a divisor of 28. Covered means without ink.
    Returns float32 (28 / side, 28 / side): above 0 where what was covered spoke for `digit`.
    After Zeiler and Fergus (2014).
    """
    count = 28 // side
    covered = np.repeat(np.asarray(image, np.float32)[None], count**2, axis=0)
    for place in range(count**2):
        top, left = side * (place // count), side * (place % count)
        covered[place, top : top + side, left : left + side] = 0
    logits = network.logits(np.concatenate([[image], covered]).astype(np.float32))
    difference = logits[:, digit] - logits[:, other]
    return (difference[0] - difference[1:]).reshape(count, count)


def in_patches(pixels, side=4):
    """The sum of the pixels in each patch of `occlusion`, to set beside it."""
    count = 28 // side
    return pixels.reshape(count, side, count, side).sum(axis=(1, 3))


def agreement(one, other):
    """Pearson's correlation of two pictures, -1 to 1; 0 if one of them is the same everywhere."""
    one, other = one.ravel() - one.mean(), other.ravel() - other.mean()
    size = np.sqrt((one @ one) * (other @ other))
    return float(one @ other / size) if size else 0.0


@dataclass(frozen=True, eq=False)
class Step:
    """One step of learning from one image.

    before, after: the image's loss, in nats. expected: the loss if the slope stayed the same along
    the way. steepness: the length of the gradient. network: as it is after the step.
    """

    before: float
    after: float
    expected: float
    steepness: float
    network: Network


def gradient_step(network, image, label, rate):
    """One Step against the gradient of the image's loss. rate: the learning rate, above 0."""
    gradients = network.gradients([image], [label])
    squares = sum(
        float((g.astype(float) ** 2).sum()) for pair in gradients for g in pair
    )
    stepped = network.stepped([image], [label], rate)
    before = network.loss([image], [label])
    return Step(
        before,
        after=stepped.loss([image], [label]),
        expected=before - rate * squares,
        steepness=float(np.sqrt(squares)),
        network=stepped,
    )
