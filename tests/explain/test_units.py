"""A survey counts what all activations at once show."""

import numpy as np
import pytest

from mnist_ann.explain.units import TOP, survey
from mnist_ann.mnist import normalise
from mnist_ann.network import Dense, Network
from mnist_ann.store.files import NETWORKS


@pytest.fixture(scope="module", params=["article", "linear"])
def network(request):
    return Network.load(NETWORKS / f"{request.param}.keras")


def test_a_survey_is_what_all_activations_at_once_say(network, data):
    images, labels = data.x_test[:2_300], data.y_test[:2_300]  # two chunks and a part
    outputs = network.activations(normalise(images))
    for found, values, layer in zip(
        survey(network, images, labels), outputs, network.layers
    ):
        on = values > (0.5 if layer.activation == "softmax" else 0)
        np.testing.assert_allclose(found.share, on.mean(axis=0), atol=1e-9)
        for digit in (0, 7):
            np.testing.assert_allclose(
                found.on[:, digit], on[labels == digit].mean(axis=0), atol=1e-9
            )
        np.testing.assert_allclose(
            found.drive, -np.sort(-values.T, axis=1)[:, :TOP], atol=1e-5
        )
        # The images named are those: their activation is the one that is said.
        units = np.arange(values.shape[1])[:, None]
        np.testing.assert_allclose(values[found.top, units], found.drive, atol=1e-5)


def test_dead_units_are_those_that_no_image_turns_on(data):
    kernel, bias = np.ones((784, 3), np.float32), [0, -1_000, 1]
    kernel[:, 2] = 0
    network = Network(
        [Dense(kernel, bias, "relu"), Dense(np.ones((3, 10)), np.zeros(10), "softmax")]
    )
    found = survey(network, data.x_test[:50], data.y_test[:50])
    assert found[0].dead.tolist() == [1]
    assert found[0].share.tolist() == [1, 0, 1]


@pytest.mark.parametrize("activation, border", [("tanh", 0), ("sigmoid", 0.5)])
def test_a_unit_is_on_above_the_middle_of_its_range(activation, border, data):
    random = np.random.default_rng(1)
    network = Network(
        [
            Dense(random.normal(0, 0.1, (784, 5)), np.zeros(5), activation),
            Dense(np.ones((5, 10)), np.zeros(10), "softmax"),
        ]
    )
    images = data.x_test[:100]
    hidden = network.activations(normalise(images))[0]
    found = survey(network, images, data.y_test[:100])[0]
    np.testing.assert_allclose(found.share, (hidden > border).mean(axis=0))
