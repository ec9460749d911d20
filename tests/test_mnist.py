import shutil

import numpy as np
import pytest

from mnist_ann import mnist
from mnist_ann.errors import Problem


def test_counts_are_those_of_the_published_data_set(data):
    # LeCun, Cortes and Burges: 60,000 and 10,000 images of 28 x 28.
    assert data.x_train_full.shape == (60_000, 28, 28)
    assert data.x_test.shape == (10_000, 28, 28)
    # The number of each digit in the training file, as published with the data set.
    counts = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
    assert np.bincount(data.y_train_full).tolist() == counts


def test_splits_are_the_articles(data):
    assert [len(split) for split in data.splits.values()] == [55_000, 5_000, 10_000]
    # Validation comes first in the file, training after it.
    assert np.array_equal(data.validation.images, data.x_train_full[:5_000])
    assert np.array_equal(data.train.images[0], data.x_train_full[5_000])
    assert data.train.start == 5_000
    # The article shows this one and says that it is a 4.
    assert data.y_train_full[2] == 4


def test_normalising_equals_a_division_by_255_in_every_bit():
    pixels = np.arange(256, dtype=np.uint8)
    assert np.array_equal(mnist.normalise(pixels), (pixels / 255.0).astype(np.float32))
    assert mnist.normalise(pixels).dtype == np.float32


def test_nobody_can_change_the_shared_images(data):
    with pytest.raises(ValueError):
        data.x_test[0, 0, 0] = 1


def test_a_missing_file_is_explained(tmp_path):
    with pytest.raises(Problem, match=r"missing.*git checkout"):
        mnist.load(tmp_path / "mnist.npz")


@pytest.mark.parametrize("place", [0, 5_000_000, -10])
def test_a_damaged_file_is_explained(tmp_path, place):
    path = tmp_path / "mnist.npz"
    shutil.copy(mnist.PATH, path)
    content = bytearray(path.read_bytes())
    content[place] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(Problem, match=r"damaged.*git checkout"):
        mnist.load(path)


def test_a_cut_off_file_is_explained(tmp_path):
    path = tmp_path / "mnist.npz"
    path.write_bytes(mnist.PATH.read_bytes()[:1_000_000])
    with pytest.raises(Problem, match="damaged"):
        mnist.load(path)


def test_other_images_of_the_same_shape_are_refused(tmp_path, data):
    path = tmp_path / "mnist.npz"
    images = data.x_train_full.copy()
    images[0, 0, 0] = 1
    np.savez(
        path,
        x_train=images,
        y_train=data.y_train_full,
        x_test=data.x_test,
        y_test=data.y_test,
    )
    with pytest.raises(Problem, match="differs from the published images"):
        mnist.load(path)
