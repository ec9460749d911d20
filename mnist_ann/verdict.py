"""Does a network know what it looks at? Sure, torn between two digits, or: this is like no digit.

Softmax can't say the last: its ten probabilities sum to 1 for a horse, too. So the image is compared
with what the network was trained on, by the activations of its last hidden layer.
"""

from dataclasses import dataclass

import numpy as np

from mnist_ann.errors import Problem
from mnist_ann.mnist import normalise

EVERY = 5  # one in so many training images is remembered: all of them raise the AUROC by 0.001
# Below it, the answer is called torn. Of 1,543 drawings by 41 people, the drawing network was sure of
# 96.0 %, right in 99.5 % of them; of the torn answers 68.6 % were right.
SURE = 0.8
# So many of the validation images, digits all, are less like the training images than what is called
# "like no digit".
STRANGE = 0.01
MAX_UNITS = 1_024  # of the last hidden layer: what is remembered then takes 45 MB


@dataclass(frozen=True, eq=False)
class Verdict:
    """kind: "sure", "torn" or "unlike". first, second: the two likeliest digits. likeness: how like
    the training images it is, above 0 if it passes as a digit. nearest: the places of the nearest
    training images within the split, nearest first; cosines: how near, at most 1."""

    kind: str
    first: int
    second: int
    likeness: float
    nearest: np.ndarray
    cosines: np.ndarray


class Memory:
    """What a network made of one in EVERY training image. A few MB; build it once a network.

    Raises Problem if its last hidden layer is too wide.
    """

    def __init__(self, network, data):
        units = len(network.layers[-1].kernel)
        if units > MAX_UNITS:
            raise Problem(
                f"The last hidden layer of this network has {units:,} units. To say whether a "
                f"drawing is like a digit, it may have {MAX_UNITS:,} here. Choose another network."
            )
        self.network = network
        self._directions = np.concatenate(
            [
                _directions(network, data.train.images[start : start + 1_000 : EVERY])
                for start in range(0, len(data.train), 1_000)
            ]
        )
        validation = data.validation.images
        cosines, logits = [], []
        for start in range(0, len(validation), 100):
            images = normalise(validation[start : start + 100])
            cosines.append(self._cosines(images).max(axis=1))
            logits.append(network.logits(images).max(axis=1))
        cosines, logits = np.concatenate(cosines), np.concatenate(logits)
        self._scales = max(cosines.std(), 1e-6), max(logits.std(), 1e-6)
        self._least = np.quantile(self._score(cosines, logits), STRANGE)

    def likeness(self, images):
        """How like the training images each image is, floats (n,): below 0, it is like no digit.

        The cosine to the nearest training image, and how high the winning digit's weighted sum
        rises, each measured in standard deviations of the validation images. On letters against
        drawn digits the sum of both separates better than either (`benchmarks/verdict.py`).
        """
        cosines = self._cosines(images).max(axis=1)
        logits = self.network.logits(images).max(axis=1)
        return self._score(cosines, logits) - self._least

    def verdict(self, image, count=8):
        """The Verdict on one image, float32 (28, 28). count: of the nearest images to name."""
        probabilities = self.network.forward([image])[0]
        second, first = (int(digit) for digit in probabilities.argsort()[-2:])
        cosines = self._cosines([image])[0]
        order = np.argpartition(-cosines, count)[:count]
        order = order[np.argsort(-cosines[order])]
        logit = self.network.logits([image]).max()
        likeness = float(self._score(cosines[order[0]], logit) - self._least)
        kind = "sure" if probabilities[first] >= SURE else "torn"
        return Verdict(
            "unlike" if likeness < 0 else kind,
            first,
            second,
            likeness,
            order * EVERY,
            cosines[order],
        )

    def _cosines(self, images):
        return _unit(_last_hidden(self.network, images)) @ self._directions.T

    def _score(self, cosines, logits):
        return cosines / self._scales[0] + logits / self._scales[1]


def _directions(network, images):
    return _unit(_last_hidden(network, normalise(images)))


def _last_hidden(network, images):
    """The activations that the last layer reads; without a hidden layer, the pixels."""
    if len(network.layers) == 1:
        return np.asarray(images, np.float32).reshape(len(images), -1)
    return network.activations(images)[-2]


def _unit(vectors):
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
