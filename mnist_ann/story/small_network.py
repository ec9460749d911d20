"""Small networks on two inputs: where they start, and what layers without activation amount to."""

import numpy as np

from mnist_ann.errors import Problem
from mnist_ann.network import Dense, Network

HIDDEN_ACTIVATIONS = ("tanh", "relu", "sigmoid", "linear")
MOST_LAYERS, MOST_UNITS = 3, 8


def start(hidden, activation, seed):
    """A network of 2 inputs, hidden layers and one sigmoid output, before it learns.

    hidden: units of each hidden layer. The weights are drawn as Keras draws those of Dense, evenly
    between ± sqrt(6 / (inputs + units)), the biases are 0. Glorot and Bengio (2010).
    """
    rng = np.random.default_rng(seed)
    sizes = (2, *hidden, 1)
    names = [activation] * len(hidden) + ["sigmoid"]
    layers = []
    for inputs, units, name in zip(sizes, sizes[1:], names):
        limit = np.sqrt(6 / (inputs + units))
        layers.append(
            Dense(rng.uniform(-limit, limit, (inputs, units)), np.zeros(units), name)
        )
    return Network(layers)


def equivalent(network):
    """The single layer, a Dense, that computes the same as a network without activations.

    Layer after layer is matrix after matrix: (x A + a) B + b = x (A B) + (a B + b).
    Raises Problem if a hidden layer has an activation, since then there is no such layer.
    """
    *hidden, last = network.layers
    if any(layer.activation != "linear" for layer in hidden):
        raise Problem("Only layers without activation can be multiplied into one.")
    kernel, bias = network.layers[0].kernel, network.layers[0].bias
    for layer in network.layers[1:]:
        kernel, bias = kernel @ layer.kernel, bias @ layer.kernel + layer.bias
    return Dense(kernel, bias, last.activation)
