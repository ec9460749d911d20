"""What the story's JavaScript calculates is what our networks and the perceptron's rule do."""

from itertools import pairwise

import numpy as np
import pytest

from mnist_ann.network import Dense, Network
from mnist_ann.story.perceptron import RATE, Perceptron, learn
from mnist_ann.story.problems import SOURCES, animals
from mnist_ann.story.small_network import HIDDEN_ACTIVATIONS, equivalent, start
from ui.components.load import HERE, joined


def calculate(page, file, code, **values):
    """Run JavaScript after one of the playground's files; returns what it returns."""
    source = joined(HERE / "playground" / file)
    names = ", ".join(values)
    return page.evaluate(f"({{ {names} }}) => {{ {source}\n{code} }}", values)


def lists(network):
    return [
        {"kernel": layer.kernel.tolist(), "bias": layer.bias.tolist(), "activation": layer.activation}
        for layer in network.layers
    ]  # fmt: skip


def network_of(layers):
    return Network(Dense(*layer.values()) for layer in layers)


@pytest.mark.parametrize("activation", HIDDEN_ACTIVATIONS)
@pytest.mark.parametrize("hidden", [[3], [8, 8, 8]])
def test_the_network_in_the_browser_equals_ours(page, activation, hidden):
    """Step by step: what Network says of the very weights that the browser has at that step."""
    points = SOURCES["spiral"].points()
    inputs, labels = points.inputs, points.labels
    states = calculate(
        page,
        "network/network_math.js",
        """
        const states = [];
        for (let i = 0; i < 30; i++) {
            states.push({
                layers,
                loss: loss(layers, inputs, labels),
                gradients: gradients(layers, inputs, labels),
                outputs: inputs.map((point) => probability(layers, point)),
            });
            layers = update(layers, inputs, labels, 0.3);
        }
        return states;
        """,
        layers=lists(start(hidden, activation, 1)),
        inputs=inputs.tolist(),
        labels=labels.tolist(),
    )
    for state, after in pairwise(states):
        ours = network_of(state["layers"])
        assert state["loss"] == pytest.approx(ours.loss(inputs, labels), abs=1e-6)
        assert np.abs(ours.forward(inputs)[:, 0] - state["outputs"]).max() < 1e-6
        moved = ours.stepped(inputs, labels, 0.3)
        for layer, found in zip(after["layers"], moved.layers):
            assert np.abs(found.kernel - layer["kernel"]).max() < 1e-6
            assert np.abs(found.bias - layer["bias"]).max() < 1e-6
        for found, gradient in zip(state["gradients"], ours.gradients(inputs, labels)):
            assert np.abs(gradient[0] - found["kernel"]).max() < 1e-6
            assert np.abs(gradient[1] - found["bias"]).max() < 1e-6


def test_the_multiplied_matrices_equal_ours(page):
    rng, sizes = np.random.default_rng(4), (2, 3, 8, 2, 1)
    network = Network(
        Dense(rng.normal(size=(a, b)), rng.normal(size=b), "linear")
        for a, b in pairwise(sizes)
    )
    found = calculate(
        page,
        "network/network_math.js",
        "return equivalent(layers);",
        layers=lists(network),
    )
    ours = equivalent(network)
    assert np.allclose(ours.kernel, found["kernel"], rtol=1e-6, atol=1e-6)
    assert np.allclose(ours.bias, found["bias"], rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("points", [animals(12, 14), SOURCES["xor"].points()])
def test_the_rule_in_the_browser_equals_ours(page, points):
    start = Perceptron([-1.0, 0.5], 2.0)
    found = calculate(
        page,
        "perceptrons/perceptron_rule.js",
        """
        const learning = new Learning(start, inputs, labels, rate);
        const states = [];
        for (let i = 0; i < 500 && !learning.atRest; i++) {
            learning.step();
            const { now, best, fewest, updates, atRest } = learning;
            states.push({ now, best, fewest, updates, atRest });
        }
        return states;
        """,
        start={"weights": start.weights.tolist(), "bias": start.bias},
        inputs=points.inputs.tolist(),
        labels=points.labels.tolist(),
        rate=RATE,
    )
    for state, ours in zip(found, learn(start, points.inputs, points.labels)):
        assert np.abs(ours.now.weights - state["now"]["weights"]).max() < 1e-9
        assert ours.now.bias == pytest.approx(state["now"]["bias"], abs=1e-9)
        assert np.abs(ours.best.weights - state["best"]["weights"]).max() < 1e-9
        assert ours.best.mistakes(points.inputs, points.labels) == state["fewest"]
        assert (ours.updates, ours.at_rest) == (state["updates"], state["atRest"])


def test_the_boundary_is_where_the_numbers_cross(page):
    """On a grid of the distance from a place, every piece of the contour has that distance."""
    size, middle, radius = 41, 20, 13.5
    rows, columns = np.mgrid[:size, :size]
    grid = np.hypot(rows - middle, columns - middle)
    found = calculate(
        page,
        "contour.js",
        "return contour(grid, size, level);",
        grid=grid.ravel().tolist(),
        size=size,
        level=radius,
    )
    ends = np.array(found).reshape(-1, 2)
    assert len(found) > 60
    assert np.abs(np.hypot(*(ends - middle).T) - radius).max() < 0.02


def test_a_line_moved_by_hand_runs_where_the_hand_was(page):
    """It turns around one place towards another, yes at the left, and its weights keep their length."""
    rng = np.random.default_rng(3)
    for weights, (one, other) in zip(
        rng.normal(size=(20, 2)), rng.uniform(-3, 3, (20, 2, 2))
    ):
        found = calculate(
            page,
            "line.js",
            "return [through(unit, start), towards(unit, start, end)];",
            unit={"weights": weights.tolist(), "bias": 0.7},
            start=one.tolist(),
            end=other.tolist(),
        )
        moved, turned = (Perceptron(each["weights"], each["bias"]) for each in found)
        assert np.array_equal(moved.weights, weights)
        assert moved.sums(one) == pytest.approx(0, abs=1e-9)
        assert turned.sums(np.array([one, other])) == pytest.approx([0, 0], abs=1e-9)
        across, up = other - one
        assert turned.sums(one + [-up, across]) > 0
        assert np.linalg.norm(turned.weights) == pytest.approx(np.linalg.norm(weights))


def steps_made(page, frames, speed):
    """How many steps a player makes in frames of so many milliseconds each."""
    return calculate(
        page,
        "player.js",
        """
        const pace = new Pace(0);
        let [now, steps] = [0, 0];
        for (const frame of frames) {
            now += frame;
            pace.wait(now, speed);
            for (; pace.due >= 1; pace.due--) steps++;
        }
        return steps;
        """,
        frames=frames,
        speed=speed,
    )


@pytest.mark.parametrize("speed", [2, 20, 100, 1000])
def test_a_browser_that_draws_slowly_makes_as_many_steps(page, speed):
    quick, slow = (steps_made(page, [each] * (20_000 // each), speed) for each in (10, 1250))  # fmt: skip
    assert quick == pytest.approx(20 * speed, abs=1)
    assert slow == pytest.approx(quick, abs=1)


def test_after_an_absence_a_player_makes_up_for_two_seconds(page):
    assert steps_made(page, [3_600_000], 100) == 200
