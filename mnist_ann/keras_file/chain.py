"""The layers of a configuration, one after another, whatever they are wrapped in."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from mnist_ann.errors import Problem

NETWORKS = ("Sequential", "Functional", "Model")  # what holds other layers
MAX_LAYERS = 64
MAX_UNITS = 4_096  # and pixels along a side


@dataclass(frozen=True)
class Layer:
    """kind: of Keras's classes. place: where a .keras file keeps its arrays, from the outermost network's
    layer inwards: of each the kind in Keras's spelling and its number among those. outer: the name of the
    outermost. config: its own part of the configuration."""

    kind: str
    name: str
    place: tuple[tuple[str, int], ...]
    outer: str
    config: dict[str, Any]


def chain(config: dict[str, Any]) -> tuple[tuple[int, ...], list[Layer]]:
    """(the shape of one input, the Layers in the order in which an input goes through them).

    Raises Problem if they are no chain, or too many.
    """
    layers = _inside(config, (), "")
    if not 2 <= len(layers) <= MAX_LAYERS:
        raise Problem(
            f"A network here has 2 to {MAX_LAYERS} layers; this one has {len(layers)}."
        )
    return _input_shape(config, layers), layers


def _inside(network, place, outer):
    """The Layers in a network, those of networks in it in their place."""
    kind = network["class_name"]
    if kind not in NETWORKS:
        raise Problem(
            f"This file holds a {shown(kind)} network. Networks here are Sequential, or Functional "
            "with one layer after another: export one of those."
        )
    layers, found = network["config"]["layers"], []
    count, numbered = Counter(), {}
    for layer in layers:
        key = _snake_case(layer["class_name"])
        numbered[id(layer)] = key, count[key]
        count[key] += 1
    for layer in layers if kind == "Sequential" else _in_order(layers):
        name = str(layer["config"].get("name", ""))
        at, top = (*place, numbered[id(layer)]), outer or name
        if layer["class_name"] in NETWORKS:
            found += _inside(layer, at, top)
        elif layer.get("registered_name"):
            raise Problem(
                f"This file has a {shown(layer['class_name'])} layer that somebody wrote. Networks here "
                "are made of Keras's own: Flatten, Dense, Dropout and their like."
            )
        else:
            found.append(
                Layer(str(layer["class_name"]), name, at, top, layer["config"])
            )
        if len(found) > MAX_LAYERS:
            raise Problem(f"A network here has at most {MAX_LAYERS} layers.")
    return found


def _in_order(layers):
    """The layers of a Functional network, from its input to its output."""
    branches = Problem(
        "This network has branches, or several inputs or outputs. Networks here go from one layer to the next."
    )
    feeds = {}
    for layer in layers:
        sources = _sources(layer["inbound_nodes"])
        source = sources[0] if sources else None
        if len(sources) > 1 or source in feeds:
            raise branches
        feeds[source] = layer
    found, name = [], None
    while name in feeds:
        found.append(feeds.pop(name))
        name = found[-1]["config"]["name"]
    if feeds or len(found) != len(layers):
        raise branches
    return found


def _sources(nodes):
    """The names of the layers whose outputs a layer takes: from Keras 3's nodes, which tell of tensors
    and their history, or from Keras 2's, which are lists."""
    if isinstance(nodes, dict):
        if nodes.get("class_name") == "__keras_tensor__":
            return [nodes["config"]["keras_history"][0]]
        nodes = list(nodes.values())
    if not isinstance(nodes, list):
        return []
    if len(nodes) >= 3 and isinstance(nodes[0], str) and type(nodes[1]) is int:
        return [nodes[0]]
    return [name for node in nodes for name in _sources(node)]


def _input_shape(config, layers):
    first = layers[0].config
    shape = (
        first.get("batch_shape")
        or first.get("batch_input_shape")
        or config["config"].get("build_input_shape")
    )
    if not shape:
        raise Problem(
            "This network doesn't say what it takes. Give it keras.Input((28, 28)) as its first layer, "
            "and save it again."
        )
    shape = tuple(shape[1:])
    if not shape or not all(type(n) is int and 0 < n <= MAX_UNITS for n in shape):
        raise ValueError("the input has no plain shape")
    return shape


def _snake_case(name):
    """As Keras names the places of a class's layers: "BatchNormalization" -> "batch_normalization"."""
    name = re.sub(r"\W+", "", str(name))
    name = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub("([a-z])([A-Z])", r"\1_\2", name).lower()


def shown(value: object) -> str:
    """A word from a stranger's file, short and without anything that a page would interpret."""
    text = "".join(c for c in str(value) if c.isalnum() or c in "_- ")
    return text[:40] or "strange"
