"""What the images of each digit have in common: a few patterns of ink that all of them are made of."""

import functools

import numpy as np

from mnist_ann.mnist import normalise

# Patterns a digit. From 4 to 32 each step up told letters from drawn digits better, for three networks.
COUNT = 32
EVERY = 5  # one in so many training images of a digit is enough


class Patterns:
    """The mean image of each digit and its COUNT main patterns: the principal components of its
    images. About 1 MB."""

    def __init__(self, split):
        means, patterns = [], []
        for digit in range(10):
            pixels = _flat(normalise(split.images[split.labels == digit][::EVERY]))
            means.append(pixels.mean(axis=0))
            pixels -= means[-1]
            axes = np.linalg.eigh(pixels.T @ pixels)[1]
            patterns.append(axes[:, -COUNT:])
        # Side by side, (784, 10) and (784, 10 * COUNT): two products then serve all ten digits.
        self._means, self._patterns = np.stack(means, axis=1), np.hstack(patterns)
        self._squares = np.sum(self._means**2, axis=0)
        self._made = np.hstack([mean @ axes for mean, axes in zip(means, patterns)])

    def leftover(self, images):
        """How much of each image no digit's patterns can make, floats (n,), at least 0.

        images: floats (n, 28, 28), 0 to 1. It is the distance to the nearest of ten images, each
        mixed as well as may be from the mean and the patterns of one digit. After Watanabe's
        subspace method (1967).
        """
        pixels = _flat(images)
        squares = np.einsum("ij,ij->i", pixels, pixels)[:, None]
        # Pythagoras: the distance to the mean, less what the patterns make of it.
        from_means = squares - 2 * pixels @ self._means + self._squares
        made = (pixels @ self._patterns - self._made) ** 2
        left = from_means - made.reshape(len(pixels), 10, COUNT).sum(axis=2)
        return np.sqrt(np.maximum(left.min(axis=1), 0))


@functools.cache
def patterns(data):
    """The Patterns of an Mnist's training images, found once a process."""
    return Patterns(data.train)


def _flat(images):
    return np.asarray(images, np.float32).reshape(len(images), -1)
