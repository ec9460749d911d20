"""Every network format gives the probabilities of the network that it was made from."""

import keras
import numpy as np
import onnxruntime
import pytest
import tensorflow as tf

from mnist_ann import mnist
from mnist_ann.export.onnx_file import to_onnx
from mnist_ann.network import Dense, Network
from mnist_ann.store.files import NETWORKS
from mnist_ann.worker.tflite import to_tflite


def in_keras(network, images, tmp_path):
    (tmp_path / "net.keras").write_bytes(network.to_bytes())
    return keras.models.load_model(tmp_path / "net.keras").predict(images, verbose=0)


def in_onnxruntime(network, images, _):
    session = onnxruntime.InferenceSession(to_onnx(network))
    (probabilities,) = session.run(["probabilities"], {"images": images})
    return probabilities


def in_tflite(network, images, _):
    interpreter = tf.lite.Interpreter(model_content=to_tflite(network))
    (given,), (answered,) = (
        interpreter.get_input_details(),
        interpreter.get_output_details(),
    )
    assert given["dtype"] == answered["dtype"] == np.float32
    interpreter.resize_tensor_input(given["index"], images.shape)
    interpreter.allocate_tensors()
    interpreter.set_tensor(given["index"], images)
    interpreter.invoke()
    return interpreter.get_tensor(answered["index"])


def drawn(hidden, activation):
    """A network of random weights, large enough that probabilities differ from 0.1."""
    random = np.random.default_rng(0)
    sizes = (784, *hidden, 10)
    names = [activation] * len(hidden) + ["softmax"]
    return Network(
        [
            Dense(
                random.normal(0, 2 / np.sqrt(inputs), (inputs, units)),
                random.normal(size=units),
                name,
            )
            for inputs, units, name in zip(sizes, sizes[1:], names)
        ]
    )


CASES = {
    "the article's": lambda: Network.load(NETWORKS / "article.keras"),
    "no hidden layer": lambda: Network.load(NETWORKS / "linear.keras"),
    "tanh": lambda: drawn((50, 20), "tanh"),
    "sigmoid": lambda: drawn((30,), "sigmoid"),
    "pixels in a row": lambda: Network(drawn((20,), "relu").layers, (784,)),
}


@pytest.mark.parametrize("run", [in_keras, in_onnxruntime, in_tflite])
@pytest.mark.parametrize("name", CASES)
def test_it_predicts_the_same_for_a_thousand_test_images(data, run, name, tmp_path):
    network = CASES[name]()
    images = mnist.normalise(data.x_test[:1_000]).reshape(-1, *network.input_shape)
    expected = network.forward(images)
    assert expected.max() - expected.min() > 0.5
    assert np.abs(run(network, images, tmp_path) - expected).max() < 1e-5


def test_onnx_passes_its_own_checker_and_is_old_enough_to_run_everywhere():
    import onnx

    model = onnx.load_from_string(to_onnx(Network.load(NETWORKS / "article.keras")))
    onnx.checker.check_model(model, full_check=True)
    assert (model.opset_import[0].version, model.ir_version) == (17, 8)
