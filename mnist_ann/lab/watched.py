"""What is looked at anew after each epoch of a run: twelve test images, and the answer to one."""

from collections.abc import Mapping, Sequence

import numpy as np

from mnist_ann.network import Network

# Places of test images, in the order of their digits. The article's run reads three of them right from
# its first epoch on, seven only later, two never: a 4 that looks like a 2, a 6 that looks like a 0.
TWELVE = (3, 2, 362, 1062, 33, 247, 8, 445, 0, 898, 233, 193)


def read(network: Network, images: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(digits, ints (n,); how sure the network is of each, floats (n,), 0 to 1)."""
    probabilities = network.forward(images)
    return probabilities.argmax(axis=1), probabilities.max(axis=1)


def since(
    answers: Mapping[int, Sequence[float] | np.ndarray], digit: int
) -> int | None:
    """The first of the last epochs that all gave this digit, or None if the last one didn't.

    answers: {epoch: ten probabilities}, in order.

    >>> since({0: [0.9, 0.1], 1: [0.2, 0.8], 2: [0.1, 0.9]}, 1)
    1
    """
    first = None
    for epoch in reversed(list(answers)):
        if int(np.argmax(answers[epoch])) != digit:
            break
        first = epoch
    return first
