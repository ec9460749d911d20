"""What a network can do without: units switched off, weights removed, weights rounded."""

from dataclasses import dataclass

import numpy as np

from mnist_ann.errors import Problem
from mnist_ann.network import Dense, Network

FULL = 32  # bits of a weight as it was trained


@dataclass(frozen=True)
class Surgery:
    """What is done to a network, in this order.

    prune: the share of weights that become 0, the smallest first, 0 to 1. bits: that each weight
    is rounded to, 2 to 8, or 32 to leave it. off: (layer, unit) pairs of hidden units, counted from
    0, that give 0 from now on.
    """

    prune: float = 0.0
    bits: int = FULL
    off: tuple = ()

    def __post_init__(self):
        if not 0 <= self.prune <= 1:
            raise Problem(
                f"0 to 100% of the weights can go; {self.prune:.0%} was given."
            )
        if self.bits != FULL and not 2 <= self.bits <= 8:
            raise Problem(
                f"A weight is rounded to 2 to 8 bits, or left at {FULL}; {self.bits} was given."
            )


def operate(network, surgery):
    """The Network after a Surgery. Raises Problem for a unit that can't be switched off."""
    kernels = [layer.kernel for layer in network.layers]
    kernels = pruned(kernels, surgery.prune)
    if surgery.bits != FULL:
        kernels = [rounded(kernel, surgery.bits) for kernel in kernels]
    for layer, unit in surgery.off:
        if not (
            0 <= layer < len(kernels) - 1
            and 0 <= unit < len(network.layers[layer].bias)
        ):
            raise Problem(
                f"There is no hidden unit {unit} in layer {layer + 1} to switch off."
            )
    for layer in {layer for layer, _ in surgery.off}:
        # Whatever its activation gives for 0: a unit is off when nobody listens to it.
        kernels[layer + 1] = kernels[layer + 1].copy()
        kernels[layer + 1][[unit for at, unit in surgery.off if at == layer]] = 0
    return Network(
        [
            Dense(kernel, layer.bias, layer.activation)
            for kernel, layer in zip(kernels, network.layers)
        ],
        network.input_shape,
    )


def pruned(kernels, share):
    """The arrays with this share of all their numbers set to 0, those nearest to 0 first.

    share: 0 to 1; of all layers together. Magnitude pruning, Han and others (2015).
    """
    sizes = np.concatenate([np.abs(kernel).ravel() for kernel in kernels])
    count = round(share * len(sizes))
    if not count:
        return list(kernels)
    border = np.partition(sizes, count - 1)[count - 1]
    return [np.where(np.abs(kernel) <= border, 0, kernel) for kernel in kernels]


def rounded(kernel, bits):
    """The array with each number rounded to one of 2^bits - 1 levels, evenly spaced around 0, so
    that the largest keeps its value. bits: 2 or more."""
    largest = np.abs(kernel).max()
    if not largest:
        return kernel
    step = largest / (2 ** (bits - 1) - 1)
    return np.rint(kernel / step) * step
