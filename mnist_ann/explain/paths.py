"""The connections through which an answer came: the strongest of them, layer by layer."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mnist_ann.network import Network


@dataclass(frozen=True, eq=False)
class Connection:
    """Of a unit, or a pixel, with a unit of the next layer. value: what it adds to the answer's
    weighted sum, above 0 for the answer and below against it, as the slopes from there on say."""

    source: int
    target: int
    value: float


def strongest(
    network: Network,
    image: np.ndarray,
    activations: Sequence[np.ndarray],
    digit: int,
    count: int = 16,
) -> list[list[Connection]]:
    """For each layer, first to last, at most `count` Connections that lead to a digit's weighted sum.

    image: float32 (28, 28), 0 to 1. activations: of each layer for it, each float32 (units,). From the
    answer back to the pixels: of all connections into the units that were reached, those with the largest
    value either way, which is the activation they carry × weight × the slope of the digit's sum there.
    The strongest come first.
    """
    carried = [np.ravel(image).astype(np.float32), *activations]
    outputs = [layer[None] for layer in activations]
    slopes = network.sum_gradients(outputs, np.eye(10)[[digit]])
    reached, found = np.array([digit]), []
    for index in reversed(range(len(network.layers))):
        # What carries nothing, as most pixels and many units do, adds nothing.
        lit = np.flatnonzero(carried[index])
        weights = network.layers[index].kernel[np.ix_(lit, reached)]
        values = carried[index][lit, None] * weights * slopes[index][0, reached]
        rows, columns = _largest(values, count)
        sources, targets = lit[rows], reached[columns]
        found.append(
            [
                Connection(*each)
                for each in zip(
                    sources.tolist(), targets.tolist(), values[rows, columns].tolist()
                )
            ]
        )
        reached = np.unique(sources)
    return found[::-1]


def _largest(values, count):
    """(rows, columns) of at most `count` values, the largest either way first, none of them 0."""
    flat = np.abs(values).ravel()
    most = min(count, int(np.count_nonzero(flat)))
    if most < len(flat):  # the quick half of sorting
        places = np.argpartition(-flat, most)[:most]
    else:
        places = np.arange(most)
    return np.unravel_index(places[np.argsort(-flat[places])], values.shape)
