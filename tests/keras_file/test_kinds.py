"""Networks as people build them in Keras: what they compute is what Keras computes."""

import json

import numpy as np
import pytest

from mnist_ann.errors import Problem
from mnist_ann.keras_file.fold import NORMALISED, PIXELS_DIVIDED, SOFTMAX_ADDED
from mnist_ann.network import Network
from mnist_ann.settings import PROJECT

KERAS2 = PROJECT / "tests" / "data" / "keras2"
ANSWERS = json.loads((KERAS2 / "answers.json").read_text())
IMAGES = np.random.default_rng(0).random((20, 28, 28), np.float32)


@pytest.fixture
def reread(tmp_path):
    """A function: a network of Keras, saved by it and read here."""

    def reread(network):
        network.save(tmp_path / "network.keras")
        return Network.load(tmp_path / "network.keras")

    return reread


def with_learned_statistics(keras, network):
    """As after some training, not the zeros and ones that a new layer has."""
    random = np.random.default_rng(1)
    for layer in network.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.set_weights(
                [random.uniform(0.5, 2, w.shape) for w in layer.get_weights()]
            )
    return network


def flat(keras, *layers):
    return keras.Sequential([keras.Input((28, 28)), keras.layers.Flatten(), *layers])


def softmax(sums):
    powers = np.exp(sums - sums.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def test_dense_layers_and_dropout(keras, reread):
    L = keras.layers
    network = flat(keras, L.Dense(5, "tanh"), L.Dropout(0.3), L.Dense(10, "softmax"))
    ours = reread(network)
    assert np.abs(ours.forward(IMAGES) - network.predict(IMAGES, verbose=0)).max() < 1e-6  # fmt: skip
    assert ours.notes == ()


def test_activations_as_layers_and_a_layer_without_a_bias(keras, reread):
    L = keras.layers
    network = flat(
        keras, L.Dense(5), L.ReLU(), L.Dense(4, use_bias=False), L.Activation("tanh"),
        L.Dense(10), L.Softmax(),
    )  # fmt: skip
    ours = reread(network)
    assert np.abs(ours.forward(IMAGES) - network.predict(IMAGES, verbose=0)).max() < 1e-6  # fmt: skip
    assert [layer.activation for layer in ours.layers] == ["relu", "tanh", "softmax"]


def test_logits_get_a_softmax_and_it_is_said(keras, reread):
    network = flat(keras, keras.layers.Dense(10))
    ours = reread(network)
    expected = softmax(network.predict(IMAGES, verbose=0))
    assert np.abs(ours.forward(IMAGES) - expected).max() < 1e-6
    assert ours.notes == (SOFTMAX_ADDED,)


def test_batch_normalization_wherever_it_stands(keras, reread):
    L = keras.layers
    network = flat(
        keras, L.BatchNormalization(), L.Dense(5), L.BatchNormalization(scale=False),
        L.Activation("relu"), L.BatchNormalization(center=False), L.Dense(10, "softmax"),
    )  # fmt: skip
    with_learned_statistics(keras, network)
    ours = reread(network)
    assert np.abs(ours.forward(IMAGES) - network.predict(IMAGES, verbose=0)).max() < 1e-5  # fmt: skip
    assert ours.notes == (NORMALISED,)


def test_a_functional_chain_that_divides_pixels_itself(keras, reread):
    L = keras.layers
    pixels = keras.Input((28, 28))
    values = L.Reshape((784,))(L.Rescaling(1 / 127.5, offset=-1)(pixels))
    network = keras.Model(pixels, L.Dense(10, "softmax")(L.Dense(4, "relu")(values)))
    ours = reread(network)
    expected = network.predict(IMAGES * 255, verbose=0)
    assert np.abs(ours.forward(IMAGES) - expected).max() < 1e-5
    assert ours.notes == (PIXELS_DIVIDED,)


def test_a_network_within_a_network(keras, reread):
    L = keras.layers
    inner = flat(keras, L.Dense(5, "relu"), L.BatchNormalization(), L.Dense(10))
    with_learned_statistics(keras, inner)
    network = keras.Sequential([inner, L.Softmax()])
    expected = network.predict(IMAGES, verbose=0)
    assert np.abs(reread(network).forward(IMAGES) - expected).max() < 1e-6


@pytest.mark.parametrize("name", ANSWERS)
def test_files_of_keras_2(name):
    """What Keras 2.13 and 2.15 answered to one image, when they wrote these files."""
    image = (np.arange(784) % 29 / 29).astype(np.float32).reshape(1, 28, 28)
    answer = Network.load(KERAS2 / name).forward(image)[0]
    assert answer == pytest.approx(ANSWERS[name], abs=1e-6)


def branches(keras):
    pixels = keras.Input((28, 28))
    values = keras.layers.Flatten()(pixels)
    sides = [keras.layers.Dense(10)(values) for _ in range(2)]
    return keras.Model(pixels, keras.layers.Add()(sides))


def test_what_no_dense_layers_compute_is_refused_with_what_is_true_of_it(keras, reread):
    L = keras.layers
    pixels = keras.Input((28, 28, 1))
    for network, sentence in (
        (keras.Sequential([pixels, L.Conv2D(2, 3), L.Flatten()]), "has a Conv2D layer"),
        (branches(keras), "has branches"),
        (keras.Sequential([keras.Input((28, 28)), L.Dense(10)]), "reads each row"),
        (flat(keras, L.Dense(10), L.LeakyReLU()), "has a LeakyReLU layer"),
        (flat(keras, L.Dense(10), L.ReLU(max_value=6)), "ReLU layer with a slope"),
        (flat(keras, L.Dense(10, "elu")), "has the activation elu"),
        (flat(keras, L.ReLU(), L.Dense(10)), "where no layer's weighted sums are"),
        (flat(keras, L.Dense(10, "softmax"), L.Rescaling(2.0)), "its last activation"),
        (flat(keras, L.Dropout(0.1)), "has no Dense layer"),
    ):
        with pytest.raises(Problem, match=sentence):
            reread(network)


def test_the_older_format_of_keras_3(keras, tmp_path):
    L = keras.layers
    network = flat(keras, L.Dense(5, "relu"), L.BatchNormalization(), L.Dense(10))
    with_learned_statistics(keras, network).save(tmp_path / "network.h5")
    ours = Network.load(tmp_path / "network.h5")
    expected = softmax(network.predict(IMAGES, verbose=0))
    assert np.abs(ours.forward(IMAGES) - expected).max() < 1e-6
    assert ours.notes == (NORMALISED, SOFTMAX_ADDED)


def test_weights_alone_are_no_network(keras, tmp_path):
    flat(keras, keras.layers.Dense(10)).save_weights(tmp_path / "n.weights.h5")
    with pytest.raises(Problem, match="weights alone"):
        Network.load(tmp_path / "n.weights.h5")
