"""Explanations add up, and equal what Keras's own gradients say."""

import numpy as np
import pytest

from mnist_ann.explain import evidence
from mnist_ann.mnist import normalise
from mnist_ann.network import Dense, Network
from mnist_ann.store.files import NETWORKS, shipped

# Two inputs of which a picture has 784: the first two pixels count, the rest has no weight.
KERNEL = np.zeros((784, 2), np.float32)
KERNEL[:2] = [[2, -1], [-3, 4]]
SMALL = Network(
    [
        Dense(KERNEL, [0.5, 0.25], "relu"),
        Dense([[1, -1], [2, 3]], [0, 1], "softmax"),
    ]
)


def picture(first, second):
    image = np.zeros((28, 28), np.float32)
    image[0, :2] = first, second
    return image


@pytest.fixture(scope="module", params=shipped())
def network(request):
    return Network.load(NETWORKS / f"{request.param}.keras")


@pytest.fixture(scope="module")
def images(data):
    return normalise(data.x_test[:40])


def smooth(activation):
    """A network with random weights and a curved activation."""
    random = np.random.default_rng(7)
    shapes = [(784, 20), (20, 12), (12, 10)]
    return Network(
        [
            Dense(random.normal(0, 0.2, shape), random.normal(0, 0.2, shape[1]), name)
            for shape, name in zip(shapes, [activation, activation, "softmax"])
        ]
    )


def test_a_units_sum_worked_by_hand():
    unit = evidence.unit_sum(SMALL, picture(1, 0.5), layer=0, unit=0)
    assert unit.products[:2].tolist() == [2, -1.5]
    assert unit.total == 2 - 1.5 + 0.5
    assert unit.activation == 1
    silent = evidence.unit_sum(SMALL, picture(0, 1), layer=0, unit=0)
    assert (silent.total, silent.activation) == (-2.5, 0)


def test_every_units_products_and_bias_add_up_to_what_the_network_computes(
    network, images
):
    for index, layer in enumerate(network.layers):
        outputs = network.activations(images[:1])
        before = outputs[index - 1] if index else images[:1].reshape(1, 784)
        for unit in range(0, len(layer.bias), 7):
            found = evidence.unit_sum(network, images[0], index, unit)
            assert found.products.sum() + found.bias == pytest.approx(
                float(layer.logits(before)[0, unit]), abs=1e-4
            )
            assert found.activation == pytest.approx(outputs[index][0, unit], abs=1e-6)


def test_the_strongest_inputs_come_first_whatever_their_sign():
    unit = evidence.unit_sum(SMALL, picture(1, 1), layer=0, unit=0)
    assert unit.strongest(2).tolist() == [1, 0]  # -3, then 2


def test_softmax_at_temperature_1_is_the_networks(network, images):
    logits = network.logits(images[:1])[0]
    steps = evidence.softmax_steps(logits)
    np.testing.assert_allclose(
        steps.probabilities, network.forward(images[:1])[0], atol=1e-6
    )


@pytest.mark.parametrize("temperature", [0.1, 0.5, 1, 3, 100])
def test_softmax_with_temperature_is_keras_softmax_of_the_divided_logits(
    temperature, keras
):
    logits = np.array([3, 1, 0.5, -2, 0, 0, 10, 9, -50, 4], np.float32)
    steps = evidence.softmax_steps(logits, temperature)
    theirs = keras.ops.softmax(logits / np.float32(temperature))
    np.testing.assert_allclose(steps.probabilities, theirs, rtol=1e-5, atol=1e-30)
    assert steps.shifted.max() == 0 and steps.powers.max() == 1


def test_evidence_adds_up_to_the_difference_of_the_logits(network, images):
    for image in images:
        order = network.logits([image])[0].argsort()
        found = evidence.evidence(network, image, order[-1], order[-2])
        assert found.pixels.sum() + found.biases == pytest.approx(
            found.difference, abs=1e-4
        )
        assert found.unexplained == pytest.approx(0, abs=1e-4)


@pytest.mark.parametrize("activation", ["relu", "tanh", "sigmoid"])
def test_evidence_is_keras_gradient_times_input(activation, images, keras, tf):
    ours = smooth(activation)
    theirs = keras.Sequential(
        [keras.layers.Input((784,))]
        + [
            keras.layers.Dense(len(layer.bias), None if i == 2 else activation)
            for i, layer in enumerate(ours.layers)
        ]
    )
    for layer, built in zip(ours.layers, theirs.layers):
        built.set_weights([layer.kernel, layer.bias])
    pixels = tf.constant(images[:1].reshape(1, 784))
    with tf.GradientTape() as tape:
        tape.watch(pixels)
        logits = theirs(pixels)
        difference = logits[0, 4] - logits[0, 9]
    expected = (pixels * tape.gradient(difference, pixels)).numpy().reshape(28, 28)
    found = evidence.evidence(ours, images[0], 4, 9)
    np.testing.assert_allclose(found.pixels, expected, atol=1e-5)
    assert found.difference == pytest.approx(float(difference), abs=1e-4)


def test_evidence_against_is_evidence_for_with_the_other_sign(network, images):
    one = evidence.evidence(network, images[0], 7, 9)
    other = evidence.evidence(network, images[0], 9, 7)
    np.testing.assert_allclose(one.pixels, -other.pixels, atol=1e-5)


def test_covering_a_patch_takes_away_its_products_where_nothing_bends(images):
    """Without a hidden layer, each pixel counts by its weight alone."""
    linear = Network.load(NETWORKS / "linear.keras")
    kernel = linear.layers[0].kernel
    share = images[3] * (kernel[:, 0] - kernel[:, 6]).reshape(28, 28)
    covered = evidence.occlusion(linear, images[3], 0, 6, side=4)
    by_hand = [
        [share[4 * r : 4 * r + 4, 4 * c : 4 * c + 4].sum() for c in range(7)]
        for r in range(7)
    ]
    np.testing.assert_allclose(covered, by_hand, atol=1e-4)
    np.testing.assert_allclose(evidence.in_patches(share), by_hand, atol=1e-5)


def test_agreement_is_the_correlation():
    random = np.random.default_rng(2)
    one, other = random.normal(size=(2, 7, 7))
    assert evidence.agreement(one, other) == pytest.approx(
        np.corrcoef(one.ravel(), other.ravel())[0, 1]
    )
    assert evidence.agreement(one, np.ones((7, 7))) == 0


@pytest.mark.parametrize("activation", ["relu", "tanh", "sigmoid"])
def test_a_gradient_step_follows_the_slope_that_finite_differences_find(
    activation, images
):
    network, random = smooth(activation), np.random.default_rng(3)
    rate = 1e-3
    stepped = evidence.gradient_step(network, images[1], 6, rate).network
    # In float64, as a difference of 1e-6 is lost in float32.
    weights = [
        (layer.kernel.astype(float), layer.bias.astype(float))
        for layer in network.layers
    ]
    for index, layer in enumerate(network.layers):
        moved = (layer.kernel - stepped.layers[index].kernel) / rate
        active = np.flatnonzero(np.abs(moved).max(axis=1) > 1e-3)
        for row in random.choice(active, 4):
            column = int(np.abs(moved[row]).argmax())
            slope = finite_difference(
                weights, activation, images[1], 6, index, row, column
            )
            assert moved[row, column] == pytest.approx(slope, rel=2e-2, abs=2e-4)


def finite_difference(weights, activation, image, label, index, row, column):
    """The slope of the loss along one weight, from the loss a little above and below it."""
    functions = {
        "relu": lambda z: np.maximum(z, 0),
        "tanh": np.tanh,
        "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    }

    def loss(change):
        values = image.ravel().astype(float)
        for at, (kernel, bias) in enumerate(weights):
            kernel = kernel.copy()
            if at == index:
                kernel[row, column] += change
            values = values @ kernel + bias
            if at < len(weights) - 1:
                values = functions[activation](values)
        return np.log(np.exp(values).sum()) - values[label]

    return (loss(1e-6) - loss(-1e-6)) / 2e-6


def test_a_small_step_lowers_the_loss_as_far_as_expected_and_leaves_the_network_alone(
    network, images
):
    before = [layer.kernel.copy() for layer in network.layers]
    # A label that it finds unlikely, so that the fall is large for float32.
    step = evidence.gradient_step(network, images[8], 3, 1e-5)
    assert step.after < step.before
    fall = step.before - step.after
    assert fall == pytest.approx(step.before - step.expected, rel=0.05)
    for kernel, layer in zip(before, network.layers):
        np.testing.assert_array_equal(kernel, layer.kernel)
