"""How good a network is: on images it never trained on, which it gets right, and how sure it was."""

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from mnist_ann.errors import Problem
from mnist_ann.mnist import normalise

DIGITS = 10
CHUNK = 1_000  # images
Z95 = 1.959964  # 95% of a normal distribution lie within so many standard deviations


@dataclass(frozen=True, eq=False)
class Scores:
    """What a network said about n labelled images; everything else follows from these two.

    probabilities: float32 (n, 10). labels: whole numbers (n,), 0 to 9. n is at least 1.
    """

    probabilities: np.ndarray
    labels: np.ndarray

    @cached_property
    def predicted(self):
        """The answers, ints (n,): for each image the digit with the greatest probability."""
        return self.probabilities.argmax(axis=1)

    @cached_property
    def confidence(self):
        """How sure the network was of each answer: its probability, float32 (n,)."""
        return self.probabilities.max(axis=1)

    @cached_property
    def right(self):
        """Whether each answer is the label, bool (n,)."""
        return self.predicted == self.labels

    @property
    def accuracy(self):
        """The share of right answers, 0 to 1."""
        return float(self.right.mean())

    @property
    def interval(self):
        """(low, high): where the accuracy on all such images lies, with 95% confidence."""
        return wilson(int(self.right.sum()), len(self.right))

    @cached_property
    def confusion(self):
        """Counts, int (10, 10): row is the label, column the answer. The diagonal is right."""
        cells = self.labels.astype(int) * DIGITS + self.predicted
        return np.bincount(cells, minlength=DIGITS**2).reshape(DIGITS, DIGITS)

    @property
    def precision(self):
        """Of the images answered with a digit, the share that are it: float (10,). NaN for a
        digit that was never the answer."""
        return _share(self.confusion.diagonal(), self.confusion.sum(axis=0))

    @property
    def recall(self):
        """Of the images of a digit, the share answered with it: float (10,). NaN for a digit
        without images."""
        return _share(self.confusion.diagonal(), self.confusion.sum(axis=1))

    @cached_property
    def mistakes(self):
        """Which images were answered wrong, ints, the most confident mistake first."""
        wrong = np.flatnonzero(~self.right)
        return wrong[np.argsort(-self.confidence[wrong], kind="stable")]

    @property
    def confusions(self):
        """What was taken for what, most often first: a list of (label, answer, count)."""
        counts = self.confusion.copy()
        np.fill_diagonal(counts, 0)
        order = np.argsort(-counts, axis=None, kind="stable")[
            : np.count_nonzero(counts)
        ]
        return [(*divmod(int(i), DIGITS), int(counts.flat[i])) for i in order]

    @cached_property
    def closest(self):
        """All images, ints (n,), the closest call first: where the two greatest probabilities
        differ least, whether the answer was right or not."""
        second, first = np.partition(self.probabilities, -2, axis=1)[:, -2:].T
        return np.argsort(first - second, kind="stable")

    def in_cell(self, label, answer):
        """The images of a label that got this answer, ints, the most confident first."""
        found = np.flatnonzero((self.labels == label) & (self.predicted == answer))
        return found[np.argsort(-self.confidence[found], kind="stable")]

    def answered(self, threshold):
        """If it kept silent unless it is at least so sure: (how many images it answers, how many of
        those are right). threshold: 0 to 1. Chow (1970)."""
        sure = self.confidence >= threshold
        return int(sure.sum()), int(self.right[sure].sum())

    def not_one(self, decimals=2):
        """How many of the n rows of probabilities no longer sum to 1 once they are rounded."""
        # In whole numbers: sums of decimal fractions would be rounded themselves.
        parts = np.rint(self.probabilities * 10**decimals).astype(int)
        return int((parts.sum(axis=1) != 10**decimals).sum())

    def calibration(self, bins=10):
        """Does it know how sure it may be? Its answers in groups of equal width by confidence.

        bins: how many groups from 0 to 1; each holds confidences above its lower edge up to and
        including its upper one.
        Returns a list of Group, without empty ones. After Guo and others (2017).
        """
        groups = []
        for low, high in pairwise(np.linspace(0, 1, bins + 1)):
            inside = (self.confidence > low) & (self.confidence <= high)
            if inside.any():
                groups.append(
                    Group(
                        float(low),
                        float(high),
                        count=int(inside.sum()),
                        right=int(self.right[inside].sum()),
                        confidence=float(self.confidence[inside].mean(dtype=float)),
                    )
                )
        return groups

    def calibration_error(self, bins=10):
        """The expected calibration error, 0 to 1: how far confidence and accuracy lie apart, as the
        mean over the groups of `calibration`, each counted by its answers. Guo and others (2017)."""
        return sum(
            group.count / len(self.labels) * abs(group.accuracy - group.confidence)
            for group in self.calibration(bins)
        )


class Counted:
    """What has `count` answers, `right` of them right; count is at least 1."""

    count: int
    right: int

    @property
    def accuracy(self) -> float:
        """The share that was right, 0 to 1."""
        return self.right / self.count

    @property
    def interval(self) -> tuple[float, float]:
        """(low, high): the 95% interval of `accuracy`."""
        return wilson(self.right, self.count)


@dataclass(frozen=True)
class Group(Counted):
    """`count` answers with a confidence above `low` up to `high`, `right` of them right.
    confidence: the mean of what the network claimed, 0 to 1."""

    low: float
    high: float
    count: int
    right: int
    confidence: float


def scores(network, images, labels):
    """A network's Scores. images: uint8 (n, 28, 28), as MNIST has them. labels: (n,), 0 to 9."""
    return Scores(
        np.concatenate([network.forward(part) for part in chunks(images)]),
        np.asarray(labels),
    )


def accuracy(network, images, labels):
    """The share of images that a network reads right, 0 to 1. Arguments as in `scores`."""
    answers = [network.forward(part).argmax(axis=1) for part in chunks(images)]
    return float((np.concatenate(answers) == labels).mean())


def check_reads_digits(network):
    """Raises Problem unless a network takes 28 × 28 pixels and gives ten probabilities."""
    first, last = network.layers[0], network.layers[-1]
    inputs, outputs = len(first.kernel), len(last.bias)
    if (inputs, outputs) != (784, DIGITS):
        raise Problem(
            f"This network takes {inputs:,} numbers and gives {outputs:,}. One that reads digits "
            f"takes 784, the pixels of an image, and gives {DIGITS}, a probability for each digit."
        )
    names = [layer.activation for layer in network.layers]
    if names[-1] != "softmax" or "softmax" in names[:-1]:
        raise Problem(
            f"The activations of this network are {', '.join(names)}. One that can be evaluated "
            "here has softmax in its last layer, and only there."
        )


def chunks(images):
    """uint8 images (n, 28, 28) as normalised float32, 1,000 at a time: all 10,000 would take 31 MB,
    and as much again in each wide layer."""
    for start in range(0, len(images), CHUNK):
        yield normalise(images[start : start + CHUNK])


def wilson(successes, trials):
    """(low, high), 0 to 1: the 95% score interval of a share. Wilson (1927).

    Unlike accuracy ± 2 standard errors, it never leaves 0..1 and holds near both ends.
    """
    share, spread = successes / trials, Z95**2 / trials
    middle = share + spread / 2
    reach = math.sqrt(spread * (share * (1 - share) + spread / 4))
    # At 0 and at all successes rounding could step outside by a last digit.
    low = max(0.0, (middle - reach) / (1 + spread))
    return low, min(1.0, (middle + reach) / (1 + spread))


def _share(part, whole):
    return np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)
