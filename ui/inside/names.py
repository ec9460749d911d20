"""What layers and units are called, and which unit the address names."""

import re
from collections.abc import Sequence

from mnist_ann.network import Dense, Network
from ui.state.address import Choice


def _units(text):
    return [
        (int(layer) - 1, int(unit))
        for layer, unit in re.findall(r"(\d{1,2})-(\d{1,4})", text)
    ]


def _text(units):
    return " ".join(f"{layer + 1}-{unit}" for layer, unit in units)


# (layer, unit) each, counted from 0; in the address, layers are counted from 1: "1-17".
UNIT = Choice("unit", read=_units, write=_text)  # the one that is open
OFF = Choice("off", read=_units, write=_text)  # those that are switched off


def layer_titles(network: Network) -> list[str]:
    """A title for each layer: what it is and how many units it has."""
    *hidden, last = network.layers
    titles = [
        f"Layer {number}: {len(layer.bias)} units, {layer.activation}"
        for number, layer in enumerate(hidden, 1)
    ]
    return [*titles, f"Output: {len(last.bias)} units, {last.activation}"]


def unit_name(network: Network, layer: int, unit: int) -> str:
    """What a unit is called: units are counted from 0, as arrays are; layers from 1."""
    if layer == len(network.layers) - 1:
        return f"the output unit of digit {unit}"
    return f"unit {unit} of layer {layer + 1}"


def has_unit(layers: Sequence[Dense], layer: int, unit: int) -> bool:
    """Whether there is such a unit among layers of a network."""
    return 0 <= layer < len(layers) and unit < len(layers[layer].bias)


def unit_in_address(network: Network, default: tuple[int, int]) -> tuple[int, int]:
    """The (layer, unit) that `?unit=1-17` names, counted from 0, or the default."""
    asked = UNIT.said([])
    return asked[0] if asked and has_unit(network.layers, *asked[0]) else default


def open_unit(opened: tuple[int, int] | None) -> None:
    """Have the page show another unit, or none."""
    UNIT.say(opened and [opened])
