import numpy as np
import pytest

from mnist_ann.evaluation.pixels import MULTIPLIED, for_pixels_to_one
from mnist_ann.evaluation.scores import accuracy
from mnist_ann.network import Dense, Network
from mnist_ann.store.files import NETWORKS


@pytest.fixture(scope="module")
def article():
    return Network.load(NETWORKS / "article.keras")


def test_one_that_learned_from_0_to_255_gets_such_pixels(article, data):
    first, *others = article.layers
    unscaled = Network([Dense(first.kernel / 255, first.bias, "relu"), *others])
    test = data.test.images[:1_000], data.test.labels[:1_000]
    assert accuracy(unscaled, *test) < 0.9
    found = for_pixels_to_one(unscaled, data)
    assert found.notes == (MULTIPLIED,)
    images = data.test.images[:100] / np.float32(255)
    np.testing.assert_allclose(
        found.forward(images), article.forward(images), atol=1e-4
    )


@pytest.mark.parametrize("name", ["article", "draw", "linear"])
def test_one_that_learned_from_0_to_1_stays_as_it_is(name, data):
    network = Network.load(NETWORKS / f"{name}.keras")
    assert for_pixels_to_one(network, data) is network
