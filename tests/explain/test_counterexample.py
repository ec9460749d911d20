import numpy as np
import pytest

from mnist_ann.explain.counterexample import smallest_change
from mnist_ann.mnist import normalise
from mnist_ann.network import Dense, Network
from mnist_ann.store.files import NETWORKS


@pytest.fixture(scope="module")
def network():
    return Network.load(NETWORKS / "article.keras")


def test_the_shortest_way_worked_by_hand():
    """Logits x1 and x2 + 0.3 of two pixels that are 0.8 and 0.2: they are equal where x1 - x2 = 0.3.
    The gap of 0.3 shrinks fastest when both move alike, by 0.15 each."""
    kernel = np.zeros((784, 10))
    kernel[0, 0] = kernel[1, 1] = 1
    linear = Network([Dense(kernel, [0, 0.3] + [-5] * 8, "softmax")])
    image = np.zeros((28, 28), np.float32)
    image[0, :2] = 0.8, 0.2
    change = smallest_change(linear, image)
    assert change.digit == 1
    np.testing.assert_allclose(change.image[0, :2], [0.65, 0.35], atol=0.005)
    assert not change.difference[1:].any()


def test_test_images_flip_with_little(network, data):
    before = np.stack([normalise(image) for image in data.x_test[:50]])
    changes = [smallest_change(network, image) for image in before]
    answers = network.forward(before).argmax(axis=1)
    after = network.forward([change.image for change in changes]).argmax(axis=1)
    assert (after != answers).all()
    assert [change.digit for change in changes] == list(after)
    assert np.median([change.mean for change in changes]) < 0.03
    assert all(0 <= c.image.min() and c.image.max() <= 1 for c in changes)
