from itertools import pairwise

import numpy as np
import pytest

from mnist_ann.explain.paths import strongest
from mnist_ann.network import Dense, Network
from mnist_ann.store.files import NETWORKS


def found(network, image, digit, count=16):
    activations = [layer[0] for layer in network.activations([image])]
    return strongest(network, image, activations, digit, count)


def test_two_layers_worked_by_hand():
    """Pixels 1 and 2. Unit 0: relu(2 · 1 − 2) = 0, which lets nothing through. Unit 1: relu(1 + 2 · 3) = 7,
    which speaks for the digit with 0.5 · 7, and so its pixels with 0.5 · 1 and 0.5 · 6. Unit 2: relu(1) = 1
    speaks against it with −2, and so its pixel."""
    first = Dense([[2, 1, 1], [-1, 3, 0]], [0, 0, 0], "relu")
    last = Dense(np.array([[9, 0.5, -2]] * 10).T, [0] * 10, "softmax")
    into_units, into_answer = found(Network([first, last]), np.array([1, 2]), 4)
    assert [(c.source, c.target, c.value) for c in into_answer] == [
        (1, 4, 3.5),
        (2, 4, -2),
    ]
    assert [(c.source, c.target, c.value) for c in into_units] == [
        (1, 1, 3),
        (0, 2, -2),
        (0, 1, 0.5),
    ]


def test_all_connections_of_the_last_layer_make_the_digits_sum(data):
    network = Network.load(NETWORKS / "article.keras")
    image = data.x_test[0] / np.float32(255)
    *_, last = found(network, image, 7, count=100)
    total = sum(each.value for each in last) + network.layers[-1].bias[7]
    assert total == pytest.approx(network.logits([image])[0, 7], rel=1e-4)


def test_only_the_strongest_are_told_and_they_hang_together(data):
    network = Network.load(NETWORKS / "draw.keras")
    layers = found(network, data.x_test[0] / np.float32(255), 7, count=12)
    assert [len(layer) for layer in layers] == [12, 12, 12]
    for layer, following in pairwise(layers):
        assert {each.target for each in layer} <= {each.source for each in following}
        sizes = [abs(each.value) for each in layer]
        assert sizes == sorted(sizes, reverse=True)
