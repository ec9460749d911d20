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
        self._means, self._patterns = [], []
        for digit in range(10):
            pixels = _flat(normalise(split.images[split.labels == digit][::EVERY]))
            self._means.append(pixels.mean(axis=0))
            pixels -= self._means[-1]
            axes = np.linalg.eigh(pixels.T @ pixels)[1]
            self._patterns.append(axes[:, -COUNT:].copy())  # a view keeps all 784

    def leftover(self, images):
        """How much of each image no digit's patterns can make, floats (n,), at least 0.

        images: floats (n, 28, 28), 0 to 1. It is the distance to the nearest of ten images, each
        mixed as well as may be from the mean and the patterns of one digit. After Watanabe's
        subspace method (1967).
        """
        pixels, left = _flat(images), []
        squares = np.einsum("ij,ij->i", pixels, pixels)
        # Pythagoras: the distance to the mean, less what the patterns make of it. Without a copy of
        # the images for each digit.
        for mean, patterns in zip(self._means, self._patterns):
            from_mean = squares - 2 * pixels @ mean + mean @ mean
            made = (pixels @ patterns - mean @ patterns) ** 2
            left.append(from_mean - made.sum(axis=1))
        return np.sqrt(np.maximum(np.min(left, axis=0), 0))


@functools.cache
def patterns(data):
    """The Patterns of an Mnist's training images, found once a process."""
    return Patterns(data.train)


def _flat(images):
    return np.asarray(images, np.float32).reshape(len(images), -1)
