"""Operations change what they say and nothing else."""

import numpy as np
import pytest

from mnist_ann.errors import Problem
from mnist_ann.explain.surgery import Surgery, operate, pruned, rounded
from mnist_ann.mnist import normalise
from mnist_ann.network import Dense, Network
from mnist_ann.store.files import NETWORKS


@pytest.fixture(scope="module")
def network():
    return Network.load(NETWORKS / "article.keras")


@pytest.fixture(scope="module")
def images(data):
    return normalise(data.x_test[:300])


def test_no_operation_changes_nothing(network, images):
    np.testing.assert_array_equal(
        operate(network, Surgery()).forward(images), network.forward(images)
    )


def test_pruning_worked_by_hand():
    one, other = np.array([[1.0, -0.2], [0.1, 3.0]]), np.array([[-0.5, 0.05]])
    first, second = pruned([one, other], 0.5)  # of six numbers, 0.05, 0.1 and -0.2 go
    assert first.tolist() == [[1, 0], [0, 3]]
    assert second.tolist() == [[-0.5, 0]]
    assert pruned([one, other], 0)[0] is one


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 1])
def test_as_many_weights_go_as_were_asked_for(network, share):
    left = operate(network, Surgery(prune=share))
    weights = np.concatenate([layer.kernel.ravel() for layer in network.layers])
    kept = np.concatenate([layer.kernel.ravel() for layer in left.layers])
    assert (kept == 0).mean() == pytest.approx(share, abs=1e-4)
    gone, stayed = np.abs(weights[kept == 0]), np.abs(weights[kept != 0])
    assert gone.max() <= stayed.min(initial=np.inf)


def test_rounding_worked_by_hand():
    # 3 bits: seven levels from -3 to 3 steps; the largest, 0.6, is 3 steps of 0.2.
    kernel = np.array([[0.6, -0.29, 0.09, -0.31]])
    np.testing.assert_allclose(rounded(kernel, 3), [[0.6, -0.2, 0, -0.4]], atol=1e-12)
    assert rounded(np.zeros((2, 2)), 4).tolist() == [[0, 0], [0, 0]]


@pytest.mark.parametrize("bits", [2, 4, 8])
def test_rounding_leaves_so_many_levels_and_moves_nothing_by_more_than_half_a_step(
    network, bits
):
    for before, after in zip(
        network.layers, operate(network, Surgery(bits=bits)).layers
    ):
        step = np.abs(before.kernel).max() / (2 ** (bits - 1) - 1)
        assert len(np.unique(after.kernel)) <= 2**bits - 1
        assert np.abs(after.kernel - before.kernel).max() <= step / 2 + 1e-6


@pytest.mark.parametrize("activation", ["relu", "tanh", "sigmoid"])
def test_a_unit_that_is_off_is_the_same_as_one_whose_output_is_0_in_keras(
    activation, images, keras
):
    random = np.random.default_rng(4)
    first = Dense(random.normal(0, 0.1, (784, 8)), random.normal(0, 1, 8), activation)
    last = Dense(random.normal(0, 1, (8, 10)), random.normal(0, 1, 10), "softmax")
    hidden = keras.layers.Dense(8, activation)
    top = keras.layers.Dense(10, "softmax")
    hidden.build((None, 784))
    hidden.set_weights([first.kernel, first.bias])
    outputs = np.array(hidden(images.reshape(300, 784)))
    outputs[:, [2, 5]] = 0
    top.build((None, 8))
    top.set_weights([last.kernel, last.bias])
    ours = operate(Network([first, last]), Surgery(off=((0, 2), (0, 5))))
    np.testing.assert_allclose(ours.forward(images), top(outputs), atol=1e-5)


def test_without_a_layer_every_image_gets_the_same_answer(network, images):
    off = Surgery(off=tuple((1, unit) for unit in range(100)))
    answers = operate(network, off).forward(images)
    assert np.ptp(answers, axis=0).max() == 0


def test_what_cannot_be_done_is_said():
    network = Network([Dense(np.ones((784, 10)), np.zeros(10), "softmax")])
    with pytest.raises(Problem, match="no hidden unit 3 in layer 1"):
        operate(network, Surgery(off=((0, 3),)))
    with pytest.raises(Problem, match="0 to 100%"):
        Surgery(prune=1.2)
    with pytest.raises(Problem, match="2 to 8 bits"):
        Surgery(bits=1)
