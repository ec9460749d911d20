"""Small networks: their start, their gradients, their single equivalent layer, what they learn."""

import itertools

import numpy as np
import pytest

from mnist_ann.errors import Problem
from mnist_ann.network import Dense, Network
from mnist_ann.story.problems import FEW, SOURCES
from mnist_ann.story.small_network import HIDDEN_ACTIVATIONS, equivalent, start


def accuracy(network, points):
    return np.mean((network.forward(points.inputs)[:, 0] > 0.5) == points.labels)


def learned(network, points, updates, rate):
    for _ in range(updates):
        network = network.stepped(points.inputs, points.labels, rate)
    return network


def test_a_start_spreads_as_that_of_keras_does(keras):
    """Over many seeds, the greatest weight comes close to the same limit."""
    theirs = [keras.initializers.GlorotUniform(seed=s)((2, 8)) for s in range(100)]
    ours = [start([8], "tanh", seed).layers[0] for seed in range(100)]
    assert np.abs([layer.kernel for layer in ours]).max() == pytest.approx(
        np.abs(theirs).max(), rel=0.01
    )
    assert not any(layer.bias.any() for layer in ours)


def test_a_start_is_the_same_each_time():
    one, same, other = (start([8, 8], "tanh", seed).layers for seed in (5, 5, 6))
    assert [layer.activation for layer in one] == ["tanh", "tanh", "sigmoid"]
    assert all(np.array_equal(a.kernel, b.kernel) for a, b in zip(one, same))
    assert not any(np.array_equal(a.kernel, b.kernel) for a, b in zip(one, other))


@pytest.mark.parametrize("activation", HIDDEN_ACTIVATIONS)
def test_loss_and_gradients_with_one_output_equal_those_of_keras(
    activation, tmp_path, keras, tf
):
    points = SOURCES["spiral"].points()
    network = start([5, 4], activation, 3)
    network.save(tmp_path / "net.keras")
    theirs = keras.models.load_model(tmp_path / "net.keras")
    labels = points.labels[:, None].astype(np.float32)
    with tf.GradientTape() as tape:
        answers = theirs(points.inputs.astype(np.float32))
        loss = keras.losses.BinaryCrossentropy()(labels, answers)
    expected = tape.gradient(loss, theirs.trainable_variables)
    found = itertools.chain(*network.gradients(points.inputs, points.labels))
    assert network.loss(points.inputs, points.labels) == pytest.approx(
        float(loss), abs=1e-6
    )
    for ours, their in zip(found, expected, strict=True):
        assert np.abs(ours - their).max() < 1e-6


def test_one_sigmoid_output_is_a_softmax_whose_other_sum_is_0():
    points = SOURCES["moons"].points()
    one = start([4], "relu", 0)
    last = one.layers[-1]
    kernel = np.hstack([np.zeros_like(last.kernel), last.kernel])
    two = Network([one.layers[0], Dense(kernel, [0, last.bias[0]], "softmax")])
    inputs, labels = points.inputs, points.labels
    assert np.abs(two.forward(inputs)[:, 1:] - one.forward(inputs)).max() < 1e-6
    assert two.loss(inputs, labels) == pytest.approx(one.loss(inputs, labels), abs=1e-6)
    ours, theirs = one.gradients(inputs, labels)[-1], two.gradients(inputs, labels)[-1]
    assert np.abs(ours[0][:, 0] - theirs[0][:, 1]).max() < 1e-6


@pytest.mark.parametrize("hidden", [[1], [3, 3], [8, 8, 8]])
def test_layers_without_activation_are_one_perceptron(hidden):
    points = SOURCES["ring"].points()
    network = learned(start(hidden, "linear", 1), points, 200, 0.3)
    single = equivalent(network)
    assert single.kernel.shape == (2, 1)
    far = np.random.default_rng(1).uniform(-3, 3, (1_000, 2)).astype(np.float32)
    assert np.abs(single.forward(far) - network.forward(far)).max() < 1e-5


def test_matrices_multiplied_by_hand():
    # (x1 + 2 x2 + 1, 3 x1 - 1) then 2 a - b + 4: 2 x1 + 4 x2 + 2 - 3 x1 + 1 + 4
    network = Network(
        [Dense([[1, 3], [2, 0]], [1, -1], "linear"), Dense([[2], [-1]], [4], "sigmoid")]
    )
    single = equivalent(network)
    assert single.kernel.tolist() == [[-1], [4]] and single.bias.tolist() == [7]


def test_layers_with_an_activation_have_no_equivalent():
    with pytest.raises(Problem, match="without activation"):
        equivalent(start([3], "tanh", 0))


@pytest.mark.parametrize(
    "name, hidden, updates",
    [("ring", [3], 1_000), ("xor", [4], 1_000), ("moons", [4], 2_000), ("spiral", [8, 8], 3_000)],
)  # fmt: skip
def test_a_hidden_layer_learns_what_no_line_can(name, hidden, updates):
    points = SOURCES[name].points()
    network = learned(start(hidden, "tanh", 1), points, updates, 0.3)
    assert accuracy(network, points) > 0.97
    assert accuracy(network, SOURCES[name].fresh()) > 0.95


def test_two_units_get_stuck_on_xor_from_some_starts_and_not_from_others():
    points = SOURCES["xor"].points()
    found = [accuracy(learned(start([2], "tanh", seed), points, 1_000, 0.3), points) for seed in range(6)]  # fmt: skip
    assert min(found) < 0.8 and max(found) == 1


@pytest.mark.parametrize("activation", ["tanh", "relu", "sigmoid"])
def test_two_hidden_units_never_close_in_a_region(activation):
    """From a place inside, one of the two ways along either unit's line stays inside for ever."""
    rng = np.random.default_rng(7)
    for seed in range(200):
        network = start([2], activation, seed)
        (first, last) = network.layers
        network = Network(
            [
                Dense(first.kernel, rng.normal(size=2), activation),
                Dense(last.kernel, rng.normal(size=1), "sigmoid"),
            ]
        )
        inside = rng.uniform(-3, 3, 2)
        a, b = first.kernel[:, 0]
        far = np.array([inside + way * 1e3 * np.array([-b, a]) for way in (-1, 1)])
        at = network.logits(inside[None])[0, 0]
        assert network.logits(far)[:, 0].max() >= at - 1e-3


def test_few_points_and_many_units_overfit():
    points, fresh = FEW.points(), FEW.fresh()
    early = learned(start([8, 8], "relu", 2), points, 200, 0.3)
    late = learned(early, points, 2_000, 0.3)
    assert accuracy(late, points) == 1
    assert accuracy(early, fresh) > 0.85 and accuracy(late, fresh) < 0.79


def test_a_learning_rate_of_3_overshoots_on_the_spiral():
    points = SOURCES["spiral"].points()
    network, losses = start([3], "tanh", 1), []
    for _ in range(600):
        losses.append(network.loss(points.inputs, points.labels))
        network = network.stepped(points.inputs, points.labels, 3)
    assert np.diff(losses).max() > 0.01
