import gzip
import io
import struct
import zipfile

import numpy as np
import pytest

from mnist_ann.errors import Problem
from mnist_ann.mnist import normalise
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.own.digits import Digits, OwnDigits
from mnist_ann.store.rows import Lesson


@pytest.fixture
def own(engine):
    return OwnDigits(engine)


def test_a_digit_comes_back_as_it_went_in(own, data):
    own.add("anna", normalise(data.x_test[0]), 7)
    own.add("anna", normalise(data.x_test[1]), 2)
    own.add("ben", normalise(data.x_test[2]), 1)
    kept = own.of("anna")
    np.testing.assert_array_equal(kept.images, data.x_test[:2])
    assert kept.labels.tolist() == [7, 2]
    assert len(own.of("nobody")) == 0


def test_a_visitor_deletes_their_own_alone(own, data):
    for visitor in ("anna", "anna", "ben"):
        own.add(visitor, normalise(data.x_test[0]), 7)
    own.delete("anna", own.of("ben").ids)
    assert len(own.of("ben")) == 1 and len(own.of("anna")) == 2
    own.delete("anna", own.of("anna").ids[:1])
    assert len(own.of("anna")) == 1
    own.delete("anna")
    assert len(own.of("anna")) == 0 and len(own.of("ben")) == 1


@pytest.mark.parametrize("label", [-1, 10, "7", None])
def test_a_label_is_a_digit(own, label):
    with pytest.raises(Problem, match="0 to 9"):
        own.add("anna", np.zeros((28, 28)), label)


def test_so_many_and_no_more(engine):
    own = OwnDigits(engine, most=3)
    for _ in range(3):
        own.add("anna", np.zeros((28, 28)), 0)
    with pytest.raises(Problem, match="Delete some first"):
        own.add("anna", np.zeros((28, 28)), 0)


def test_npz(data):
    digits = Digits(data.x_test[:5], data.y_test[:5])
    with np.load(io.BytesIO(digits.to_npz()), allow_pickle=False) as file:
        np.testing.assert_array_equal(file["images"], data.x_test[:5])
        np.testing.assert_array_equal(file["labels"], data.y_test[:5])


def test_idx_has_the_header_that_mnist_has(data):
    """LeCun's description: the magic numbers are 2051 and 2049, all whole numbers big-endian."""
    digits = Digits(data.x_test[:5], data.y_test[:5])
    with zipfile.ZipFile(io.BytesIO(digits.to_idx())) as archive:
        images = gzip.decompress(archive.read("own-images-idx3-ubyte.gz"))
        labels = gzip.decompress(archive.read("own-labels-idx1-ubyte.gz"))
    assert struct.unpack(">4I", images[:16]) == (2051, 5, 28, 28)
    assert struct.unpack(">2I", labels[:8]) == (2049, 5)
    assert images[16:] == data.x_test[:5].tobytes()
    assert labels[8:] == bytes([7, 2, 1, 0, 4])  # the first five of MNIST's test file


@pytest.mark.usefixtures("shipped")
def test_a_run_keeps_what_it_starts_from(runs, data):
    network = runs.network("linear")
    lesson = Lesson(network, Digits(data.x_test[:5], data.y_test[:5]))
    id = runs.create(Recipe(hidden=()), "anna", lesson=lesson)
    kept = runs.lesson(id)
    assert kept.network.fingerprint == network.fingerprint
    np.testing.assert_array_equal(kept.digits.images, data.x_test[:5])
    assert runs.lesson("linear") is None
