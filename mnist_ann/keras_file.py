"""The .keras file format, read and written without Keras.

Such a file is a zip of `config.json` (the layers), `model.weights.h5` (their arrays) and
`metadata.json`. It may come from a stranger, so nothing in it is unpickled or executed: the reader
knows four layers, checks every size before it reads, and takes plain float32 arrays only.
"""

import io
import json
import math
import zipfile
import zlib

import h5py
import numpy as np

from mnist_ann.errors import Problem

ACTIVATIONS = ("linear", "relu", "tanh", "sigmoid", "softmax")
LAYERS = ("InputLayer", "Flatten", "Dense", "Dropout")

MAX_FILE = 64 * 2**20  # bytes, of the zip and of all that it unpacks to
MAX_CONFIG = 256 * 2**10  # bytes of config.json
MAX_DEPTH = 20  # brackets within brackets in config.json
MAX_LAYERS = 16
MAX_UNITS = 4_096
WEIGHTS = "model.weights.h5"


def read(source):
    """The dense layers of a .keras file.

    source: a path, or the file's bytes.
    Returns (input_shape, layers): the shape of one input, such as (28, 28), and a list of
    (kernel float32 (inputs, units), bias float32 (units,), activation name).
    Raises Problem if the file is missing, damaged, too large, or holds any other kind of layer.
    """
    content = source if isinstance(source, bytes) else _bytes_of(source)
    if len(content) > MAX_FILE:
        raise Problem(
            f"This file is larger than {MAX_FILE >> 20} MB, the most that is read."
        )
    try:
        members = _members(content)
        config = _parse(members["config.json"])
        input_shape, dense = _architecture(config)
        arrays = _arrays(members[WEIGHTS], dense)
    except (
        zipfile.BadZipFile, zlib.error, OSError, ValueError, KeyError, TypeError, IndexError,
        AttributeError, RuntimeError, NotImplementedError, EOFError,
    ) as error:  # fmt: skip
        raise Problem(
            "This is no .keras file that can be read here, or it is damaged. "
            "Save the network again in Keras with model.save('network.keras')."
        ) from error
    return input_shape, arrays


def write(input_shape, layers):
    """The bytes of a .keras file that plain Keras opens and predicts the same with.

    input_shape: of one input, (28, 28) or (2,). layers: as `read` returns them.
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
            "config.json": json.dumps(config),
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


def _bytes_of(path):
    try:
        with open(path, "rb") as file:
            return file.read(MAX_FILE + 1)
    except FileNotFoundError as error:
        raise Problem(f"There is no network file at {path}.") from error
    except OSError as error:
        raise Problem(
            f"The network file {path} can't be read: {error.strerror}."
        ) from error


def _members(content):
    """The zip's three members as bytes. The sizes in a zip's directory may lie, so what is read is
    counted, not what is announced."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        if sorted(names) != ["config.json", "metadata.json", WEIGHTS]:
            raise ValueError(f"unexpected members {names[:5]}")
        members = {}
        for name, limit in (("config.json", MAX_CONFIG), (WEIGHTS, MAX_FILE)):
            with archive.open(name) as member:
                members[name] = member.read(limit + 1)
            if len(members[name]) > limit:
                raise Problem(
                    f"The part {name} of this file is too large to be read here."
                )
    return members


def _parse(text):
    """JSON, refused before parsing if it nests deeper than any network's configuration does."""
    depth = deepest = 0
    for character in text.decode("utf-8"):
        depth += (character in "[{") - (character in "]}")
        deepest = max(deepest, depth)
    if deepest > MAX_DEPTH:
        raise ValueError("the configuration nests too deeply")
    return json.loads(text)


def _architecture(config):
    """(input_shape, [(inputs, units, activation)]) of a Sequential configuration."""
    if config["class_name"] != "Sequential":
        raise Problem(
            f"This file holds a {_shown(config['class_name'])} network. "
            "Networks here are Sequential, made of Flatten, Dense and Dropout: export one of those."
        )
    layers = config["config"]["layers"]
    if not 2 <= len(layers) <= MAX_LAYERS:
        raise Problem(
            f"A network here has 2 to {MAX_LAYERS} layers; this one has {len(layers)}."
        )
    for layer in layers:
        if layer["class_name"] not in LAYERS or layer.get("registered_name"):
            raise Problem(
                f"This file has a {_shown(layer['class_name'])} layer. "
                "Networks here are made of Flatten, Dense and Dropout: export one of those."
            )
    if layers[0]["class_name"] != "InputLayer":
        raise ValueError("the first layer is no InputLayer")
    input_shape = tuple(layers[0]["config"]["batch_shape"][1:])
    if not input_shape or not all(
        type(n) is int and 0 < n <= MAX_UNITS for n in input_shape
    ):
        raise ValueError("the input has no plain shape")
    inputs, dense = math.prod(input_shape), []
    for layer in layers[1:]:
        if layer["class_name"] != "Dense":
            continue
        units, activation = layer["config"]["units"], layer["config"]["activation"]
        if type(units) is not int or not 0 < units <= MAX_UNITS:
            raise Problem(f"A layer here has 1 to {MAX_UNITS} units.")
        if activation not in ACTIVATIONS:
            raise Problem(
                f"This file has the activation {_shown(activation)}. "
                f"Networks here know {', '.join(ACTIVATIONS)}."
            )
        if not layer["config"].get("use_bias", True):
            raise Problem(
                "This file has a Dense layer without a bias; networks here have one."
            )
        dense.append((inputs, units, activation))
        inputs = units
    if not dense:
        raise Problem(
            "This file has no Dense layer, so there is nothing to compute with."
        )
    return input_shape, dense


def _arrays(content, dense):
    layers = []
    with h5py.File(io.BytesIO(content), "r") as file:
        for index, (inputs, units, activation) in enumerate(dense):
            group = _group(file, ("layers", _key(index), "vars"))
            kernel = _array(group, "0", (inputs, units))
            bias = _array(group, "1", (units,))
            layers.append((kernel, bias, activation))
    return layers


def _group(group, names):
    for name in names:
        if group.get(name, getclass=True, getlink=True) is not h5py.HardLink:
            raise ValueError("a link that leads elsewhere")
        group = group[name]
    return group


def _array(group, name, shape):
    if group.get(name, getclass=True, getlink=True) is not h5py.HardLink:
        raise ValueError("a link that leads elsewhere")
    data = group[name]
    stored = data.id.get_create_plist()
    plain = (
        isinstance(data, h5py.Dataset)
        and data.dtype == np.float32
        and data.shape == shape
        and stored.get_layout() in (h5py.h5d.CONTIGUOUS, h5py.h5d.COMPACT)
        and stored.get_nfilters() == 0
        and stored.get_external_count() == 0
    )
    if not plain:
        raise ValueError(
            "an array that isn't plain float32 of the shape that the layers say"
        )
    array = data[()]
    if not np.isfinite(array).all():
        raise Problem(
            "This network has weights that are not finite numbers, so it can't compute."
        )
    return array


def _shown(value):
    """A word from a stranger's file, short and without anything that a page would interpret."""
    text = "".join(c for c in str(value) if c.isalnum() or c in "_- ")
    return text[:40] or "strange"
