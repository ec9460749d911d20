"""A network as a .keras file that plain Keras opens."""

import io
import json
import zipfile

import h5py
import numpy as np

from mnist_ann.keras_file.container import CONFIG, WEIGHTS


def write(input_shape, layers):
    """The bytes of a .keras file that plain Keras opens and predicts the same with.

    input_shape: of one input, (28, 28) or (2,). layers: as in `Found`.
    """
    config = {
        "module": "keras",
        "class_name": "Sequential",
        "config": {
            "name": "sequential",
            "trainable": True,
            "dtype": "float32",
            "layers": _layer_configs(input_shape, layers),
            "build_input_shape": [None, *input_shape],
        },
        "registered_name": None,
        "build_config": {"input_shape": [None, *input_shape]},
    }
    weights = io.BytesIO()
    with h5py.File(weights, "w", track_order=False) as file:
        for index, (kernel, bias, _) in enumerate(layers):
            values = file.create_group(f"layers/{_key(index)}/vars")
            values["0"] = np.asarray(kernel, np.float32)
            values["1"] = np.asarray(bias, np.float32)
        file.create_group("vars")
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name, content in {
            "metadata.json": json.dumps({"keras_version": "3.15.1"}),
            CONFIG: json.dumps(config),
            WEIGHTS: weights.getvalue(),
        }.items():
            # A fixed date: the same network gives the same bytes.
            archive.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), content)
    return output.getvalue()


def _layer_configs(input_shape, layers):
    def layer(class_name, /, **config):
        return {
            "module": "keras.layers",
            "class_name": class_name,
            "config": config,
            "registered_name": None,
        }

    configs = [
        layer(
            "InputLayer",
            batch_shape=[None, *input_shape],
            dtype="float32",
            name="input",
        )
    ]
    if len(input_shape) > 1:
        configs.append(layer("Flatten", name="flatten"))
    for index, (kernel, _, activation) in enumerate(layers):
        dense = layer(
            "Dense", name=_key(index), units=kernel.shape[1], activation=activation
        )
        dense["build_config"] = {"input_shape": [None, kernel.shape[0]]}
        configs.append(dense)
    return configs


def _key(index):
    """Where Keras keeps the arrays of the index-th dense layer, whatever the layer's name."""
    return "dense" if index == 0 else f"dense_{index}"
