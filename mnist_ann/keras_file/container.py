"""What Keras packs a network in: a .keras file, of Keras 3 or 2, or an .h5 file.

A .keras file is a zip of `config.json` (the layers), `model.weights.h5` (their arrays) and
`metadata.json`. An .h5 file has the configuration as an attribute beside the arrays. Every size is
checked before it is read, and only plain arrays are taken.
"""

import contextlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import h5py
import numpy as np

from mnist_ann.errors import Problem
from mnist_ann.keras_file.chain import Layer

MAX_FILE = 64 * 2**20  # bytes, of the zip and of all that it unpacks to
MAX_CONFIG = 256 * 2**10  # bytes of the configuration
MAX_DEPTH = 40  # brackets within brackets in it
CONFIG, WEIGHTS = "config.json", "model.weights.h5"
HDF5 = b"\x89HDF\r\n\x1a\n"  # how such a file begins

# Of a layer, and the shapes of its arrays by their names: the arrays that are there.
Arrays = Callable[[Layer, dict[str, tuple[int, ...]]], dict[str, np.ndarray]]


@contextlib.contextmanager
def opened(content: bytes) -> Iterator[tuple[dict[str, Any], Arrays]]:
    """(the configuration, Arrays) of a file's bytes. Raises Problem or anything else if it can't."""
    if content.startswith(HDF5):
        with h5py.File(io.BytesIO(content), "r") as file:
            yield _config_of(file), _by_name(_group(file, ("model_weights",)))
        return
    members = _members(content)
    with h5py.File(io.BytesIO(members[WEIGHTS]), "r") as file:
        yield _parsed(members[CONFIG]), _by_place(file)


def _config_of(file):
    if "model_config" not in file.attrs:
        raise Problem(
            "This .h5 file has weights alone. Save the whole network: model.save('network.keras')."
        )
    size = file.attrs.get_id("model_config").get_storage_size()
    if size > MAX_CONFIG:
        raise Problem("The configuration in this file is too large to be read here.")
    text = file.attrs["model_config"]
    text = text if isinstance(text, bytes) else str(text).encode()
    return _parsed(text)


def _members(content):
    """The zip's members as bytes. The sizes in a zip's directory may lie, so what is read is counted,
    not what is announced."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        if sorted(names) != [CONFIG, "metadata.json", WEIGHTS]:
            raise ValueError(f"unexpected members {names[:5]}")
        members = {}
        for name, limit in ((CONFIG, MAX_CONFIG), (WEIGHTS, MAX_FILE)):
            with archive.open(name) as member:
                members[name] = member.read(limit + 1)
            if len(members[name]) > limit:
                raise Problem(
                    f"The part {name} of this file is too large to be read here."
                )
    return members


def _parsed(text):
    """JSON, refused before parsing if it nests deeper than any network's configuration does."""
    if len(text) > MAX_CONFIG:
        raise Problem("The configuration in this file is too large to be read here.")
    depth = deepest = 0
    for character in text.decode("utf-8"):
        depth += (character in "[{") - (character in "]}")
        deepest = max(deepest, depth)
    if deepest > MAX_DEPTH:
        raise ValueError("the configuration nests too deeply")
    return json.loads(text)


def _by_place(file):
    """Arrays of a .keras file: each layer has a group, its arrays are numbered in it."""
    inner = "layers" if "layers" in file else "_layer_checkpoint_dependencies"

    def arrays(layer, shapes):
        group = file
        for kind, number in layer.place:
            group = _group(group, (inner,))
            # Keras 2.13 called them dense, dense_2, dense_4; those after it dense, dense_1, dense_2.
            alike = [name for name in group if re.fullmatch(rf"{kind}(_\d+)?", name)]
            alike.sort(key=lambda name: int(name[len(kind) + 1 :] or 0))
            group = _group(group, (alike[number],))
        group = _group(group, ("vars",))
        return {
            name: _array(group, str(number), shape)
            for number, (name, shape) in enumerate(shapes.items())
        }

    return arrays


def _by_name(file):
    """Arrays of an .h5 file: each outer layer has a group, whose attribute lists where its arrays and
    those of the layers in it are."""

    def arrays(layer, shapes):
        group = _group(file, (layer.outer,))
        places = [
            name.decode() if isinstance(name, bytes) else str(name)
            for name in group.attrs["weight_names"]
        ]
        found = {}
        for place in places:
            *path, last = place.split("/")
            name = last.split(":")[0]
            if path and path[-1] == layer.name and name in shapes:
                found[name] = _array(_group(group, path), last, shapes[name])
        return found

    return arrays


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
