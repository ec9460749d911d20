import numpy as np
import pytest

from mnist_ann import mnist
from mnist_ann.errors import Problem
from mnist_ann.network import Dense, Network
from mnist_ann.store.files import NETWORKS


def test_two_layers_worked_by_hand():
    network = Network([Dense([[2], [-1]], [0.5], "relu"), Dense([[3]], [-1], "linear")])
    assert network.forward([[1, 2]]) == [
        [0.5]
    ]  # relu(2 - 2 + 0.5) = 0.5, then 3 * 0.5 - 1
    assert network.forward([[0, 1]]) == [[-1]]  # relu(-1 + 0.5) = 0, then -1


def test_softmax_and_loss_worked_by_hand():
    # Logits 0 and ln 3 give probabilities 1/4 and 3/4; the loss of class 0 is ln 4.
    network = Network([Dense([[0, np.log(3)]], [0, 0], "softmax")])
    assert network.forward([[1]])[0] == pytest.approx([0.25, 0.75])
    assert network.loss([[1]], [0]) == pytest.approx(np.log(4))


def test_softmax_does_not_overflow():
    network = Network([Dense([[1000, 0]], [0, 0], "softmax")])
    assert network.forward([[1]])[0].tolist() == [1, 0]
    assert network.loss([[1]], [1]) == pytest.approx(1000)


@pytest.mark.parametrize("name", ["article", "draw"])
def test_forward_equals_keras_on_all_test_images(data, name, keras):
    path = NETWORKS / f"{name}.keras"
    images = mnist.normalise(data.x_test)
    ours = Network.load(path).forward(images)
    theirs = keras.models.load_model(path).predict(images, batch_size=1_000, verbose=0)
    assert np.abs(ours - theirs).max() < 1e-5
    assert np.array_equal(ours.argmax(1), theirs.argmax(1))


def small_network(activation):
    random = np.random.default_rng(1)
    sizes, names = (784, 12, 9, 10), (activation, activation, "softmax")
    return Network(
        Dense(random.normal(0, 0.1, (a, b)), random.normal(0, 0.1, b), name)
        for a, b, name in zip(sizes, sizes[1:], names)
    )


@pytest.mark.parametrize("activation", ["relu", "tanh", "sigmoid", "linear"])
def test_gradients_equal_those_of_keras(data, activation, tmp_path, keras, tf):
    network = small_network(activation)
    network.save(tmp_path / "net.keras")
    theirs = keras.models.load_model(tmp_path / "net.keras")
    images, labels = mnist.normalise(data.x_test[:50]), data.y_test[:50]
    with tf.GradientTape() as tape:
        loss = keras.losses.SparseCategoricalCrossentropy()(labels, theirs(images))
    expected = tape.gradient(loss, theirs.trainable_variables)
    found = [array for pair in network.gradients(images, labels) for array in pair]
    assert network.loss(images, labels) == pytest.approx(float(loss), abs=1e-5)
    for ours, their in zip(found, expected, strict=True):
        assert np.abs(ours - their).max() < 1e-6


def test_activations_end_with_the_probabilities(data):
    network = small_network("relu")
    images = mnist.normalise(data.x_test[:3])
    outputs = network.activations(images)
    assert [output.shape for output in outputs] == [(3, 12), (3, 9), (3, 10)]
    assert np.array_equal(outputs[-1], network.forward(images))


def test_a_saved_network_opens_in_keras_and_comes_back(tmp_path, data, keras):
    network = small_network("tanh")
    network.save(tmp_path / "net.keras")
    images = mnist.normalise(data.x_test[:100])
    theirs = keras.models.load_model(tmp_path / "net.keras").predict(images, verbose=0)
    again = Network.load(tmp_path / "net.keras")
    assert np.abs(network.forward(images) - theirs).max() < 1e-5
    assert np.array_equal(again.forward(images), network.forward(images))
    assert again.input_shape == (28, 28)


def test_a_network_of_two_inputs_survives_its_file(tmp_path, keras):
    network = Network([Dense([[2, 0], [-1, 1]], [0.5, 0], "softmax")])
    network.save(tmp_path / "net.keras")
    again = Network.load((tmp_path / "net.keras").read_bytes())
    assert again.input_shape == (2,)
    assert np.array_equal(again.forward([[1, 2]]), network.forward([[1, 2]]))
    theirs = keras.models.load_model(tmp_path / "net.keras")
    assert theirs.predict(np.array([[1.0, 2.0]]), verbose=0)[0] == pytest.approx(
        network.forward([[1, 2]])[0], abs=1e-6
    )


def test_parameters_of_the_articles_network():
    # 784 * 300 + 300, 300 * 100 + 100, 100 * 10 + 10, as Keras's summary shows them.
    assert Network.load(NETWORKS / "article.keras").parameters == 266_610


def test_an_image_of_another_size_is_refused():
    with pytest.raises(Problem, match=r"takes 784 numbers.*\(1, 20, 20\)"):
        small_network("relu").forward(np.zeros((1, 20, 20)))


def test_arrays_are_read_only():
    with pytest.raises(ValueError):
        small_network("relu").layers[0].kernel[0, 0] = 1


def test_input_gradients_against_small_differences(data):
    network = Network.load(NETWORKS / "article.keras")
    image = mnist.normalise(data.x_test[0])
    logits = network.logits([image])[0]
    gradients = network.input_gradients(image, np.eye(10))
    random = np.random.default_rng(0)
    for pixel in random.choice(np.flatnonzero(image), 8):
        moved = image.ravel().copy()
        moved[pixel] -= 1e-3
        slope = (logits - network.logits([moved.reshape(28, 28)])[0]) / 1e-3
        np.testing.assert_allclose(gradients[:, pixel], slope, atol=0.02)


def test_a_step_worked_by_hand():
    # p = sigmoid(0) = 1/2, so z has slope 1/2 - 1: the weight grows by 0.1 * 0.5 * 2, the bias by 0.05.
    stepped = Network([Dense([[0]], [0], "sigmoid")]).stepped([[2]], [1], 0.1)
    assert stepped.layers[0].kernel == pytest.approx(0.1)
    assert stepped.layers[0].bias == pytest.approx(0.05)
