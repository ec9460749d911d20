"""A network at work on one image, in numbers for a picture of it: pixels, units, connections, probabilities."""

from typing import Any

import numpy as np

from mnist_ann.errors import Problem
from mnist_ann.explain.paths import strongest
from mnist_ann.network import Network
from mnist_ann.words import percent

CONNECTIONS = 28  # of each layer: more hide what they show
PLACES = 4  # decimals of numbers that are no pixels


def at_work(
    network: Network, image: np.ndarray, activations: list[np.ndarray] | None = None
) -> dict[str, Any]:
    """What an image does in a network, ready for JSON.

    image: float32 (28, 28), 0 to 1. activations: of each layer, float32 (units,) each, if they are known.
    Returns {"digit": the likeliest, "probabilities": 10 floats, "percents": the same as short texts,
    "image": 28 rows of whole numbers 0 to 255, "layers": the activations of each hidden layer, "paths":
    for each layer, the strongest connections into it that lead to the digit, [from, to, value] each}.
    """
    if activations is None:
        activations = [layer[0] for layer in network.activations([image])]
    probabilities = activations[-1]
    digit = int(probabilities.argmax())
    return {
        "digit": digit,
        "probabilities": rounded(probabilities, 6),
        "percents": [percent(p) for p in probabilities],
        "image": np.round(image * 255).astype(int).tolist(),
        "layers": [rounded(layer) for layer in activations[:-1]],
        "paths": [
            [[each.source, each.target, round(each.value, PLACES)] for each in layer]
            for layer in strongest(network, image, activations, digit, CONNECTIONS)
        ],
    }


def unit(network: Network, layer: int, number: int) -> dict[str, Any]:
    """What a unit consists of, ready for JSON: {"weights": floats, one for each of its inputs, "bias",
    "activation": a name, "onward": floats, the weight that each unit of the next layer gives it, none
    for an output}. layer: from 1, as pages count them; number: from 0.

    Raises Problem if there is no such unit.
    """
    if not 1 <= layer <= len(network.layers):
        raise Problem(f"This network has layers 1 to {len(network.layers)}.")
    dense = network.layers[layer - 1]
    if not 0 <= number < len(dense.bias):
        raise Problem(f"Layer {layer} has units 0 to {len(dense.bias) - 1}.")
    return {
        "weights": rounded(dense.kernel[:, number], 5),
        "bias": round(float(dense.bias[number]), 5),
        "activation": dense.activation,
        "onward": rounded(network.layers[layer].kernel[number], 5)
        if layer < len(network.layers)
        else [],
    }


def rounded(numbers: Any, places: int = PLACES) -> list[float]:
    """Numbers with few decimals, for JSON."""
    return np.round(np.asarray(numbers, float), places).tolist()
