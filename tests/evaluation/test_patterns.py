import numpy as np
import pytest

from mnist_ann.evaluation.patterns import patterns
from mnist_ann.mnist import normalise


def test_a_mean_digit_leaves_nothing_over(data):
    train = data.train
    mean = normalise(train.images[train.labels == 4][::5]).mean(axis=0)
    assert patterns(data).leftover([mean])[0] == pytest.approx(0, abs=0.03)


def test_what_is_left_over_is_what_least_squares_leaves(data):
    image = normalise(data.x_test[0]).ravel()
    left = []
    for digit in range(10):
        images = normalise(data.train.images[data.train.labels == digit][::5])
        pixels = images.reshape(-1, 784)
        mean = pixels.mean(axis=0)
        basis = np.linalg.svd(pixels - mean, full_matrices=False)[2][:32].T
        mixed = basis @ np.linalg.lstsq(basis, image - mean, rcond=None)[0]
        left.append(np.linalg.norm(image - mean - mixed))
    found = patterns(data).leftover([image.reshape(28, 28)])[0]
    assert found == pytest.approx(min(left), rel=1e-3)


def test_noise_leaves_more_over_than_any_digit(data):
    noise = np.random.default_rng(0).random((1, 28, 28), np.float32)
    digits = patterns(data).leftover(normalise(data.x_test[:200]))
    assert patterns(data).leftover(noise)[0] > digits.max()
