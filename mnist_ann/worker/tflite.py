"""A network as TFLite, the format that LiteRT runs on phones and small devices."""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import tensorflow as tf
from tensorflow.lite.tools import flatbuffer_utils

from mnist_ann.export.onnx_file import DESCRIPTION

ACTIVATIONS = {
    "linear": tf.identity,
    "relu": tf.nn.relu,
    "tanh": tf.tanh,
    "sigmoid": tf.sigmoid,
    "softmax": tf.nn.softmax,
}


def to_tflite(network):
    """The bytes of a .tflite file, float32 throughout.

    Its input is float32 (n, 28, 28), pixels 0 to 1, ink bright; its output float32 (n, 10), the
    probabilities. n is 1 until an interpreter resizes it.
    """
    layers = [
        (tf.constant(layer.kernel), tf.constant(layer.bias), layer.activation)
        for layer in network.layers
    ]

    @tf.function(input_signature=[tf.TensorSpec((None, *network.input_shape))])
    def forward(images):
        values = tf.reshape(images, (-1, len(network.layers[0].kernel)))
        for kernel, bias, activation in layers:
            values = ACTIVATIONS[activation](values @ kernel + bias)
        return values

    functions = [forward.get_concrete_function()]
    converter = tf.lite.TFLiteConverter.from_concrete_functions(functions, tf.Module())
    model = flatbuffer_utils.read_model_from_bytearray(bytearray(converter.convert()))
    model.description = DESCRIPTION
    return bytes(flatbuffer_utils.convert_object_to_bytearray(model))
