"""What layers and units are called, and which unit the address names."""

import re

import streamlit as st


def layer_titles(network):
    """A title for each layer: what it is and how many units it has."""
    *hidden, last = network.layers
    titles = [
        f"Layer {number}: {len(layer.bias)} units, {layer.activation}"
        for number, layer in enumerate(hidden, 1)
    ]
    return [*titles, f"Output: {len(last.bias)} units, {last.activation}"]


def unit_name(network, layer, unit):
    """What a unit is called: units are counted from 0, as arrays are; layers from 1."""
    if layer == len(network.layers) - 1:
        return f"the output unit of digit {unit}"
    return f"unit {unit} of layer {layer + 1}"


def unit_in_address(network, default):
    """The (layer, unit) that `?unit=1-17` names, counted from 0, or the default."""
    found = re.fullmatch(r"(\d{1,2})-(\d{1,4})", st.query_params.get("unit", ""))
    if found:
        layer, unit = int(found[1]) - 1, int(found[2])
        if 0 <= layer < len(network.layers) and unit < len(network.layers[layer].bias):
            return layer, unit
    return default


def open_unit(layer, unit):
    """Have the page show another unit."""
    st.query_params["unit"] = f"{layer + 1}-{unit}"
    st.rerun()
