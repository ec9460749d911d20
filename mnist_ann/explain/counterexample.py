"""What would change a network's mind: the smallest change of an image's pixels that flips its answer.

After DeepFool by Moosavi-Dezfooli and others (2016): where the network is nearly linear, the border
to another answer is a plane, and the shortest way there follows the gradient.
"""

from dataclasses import dataclass

import numpy as np

from mnist_ann.errors import Problem
from mnist_ann.network import Network

STEPS = 60
BEYOND = 0.02  # each step goes so much farther than the border, so that it is crossed


@dataclass(frozen=True, eq=False)
class Change:
    """image: the changed one, float32 (28, 28), 0 to 1. digit: what the network now answers."""

    image: np.ndarray
    digit: int
    before: np.ndarray

    @property
    def difference(self):
        """What was added to each pixel, float32 (28, 28), -1 to 1."""
        return self.image - self.before

    @property
    def mean(self):
        """How much a pixel changed on average, 0 to 1."""
        return float(np.abs(self.difference).mean())


def smallest_change(network: Network, image) -> Change:
    """The Change that flips the answer to one image, float32 (28, 28), with as little as this way
    finds. Raises Problem if none is found."""
    before = np.asarray(image, np.float32)
    answer = int(network.forward([before])[0].argmax())
    changed = before.copy()
    for _ in range(STEPS):
        logits = network.logits([changed])[0]
        if int(logits.argmax()) != answer:
            return Change(changed, int(logits.argmax()), before)
        gaps = logits[answer] - logits
        gradients = network.input_gradients(changed, np.eye(10))
        ways = gradients - gradients[answer]
        # A pixel that is black or white already can't be made more so.
        flat = changed.ravel()
        free = np.where(ways > 0, flat < 1, flat > 0)
        ways = ways * free
        lengths = np.linalg.norm(ways, axis=1)
        lengths[answer] = 0
        distances = np.divide(
            gaps, lengths, out=np.full(10, np.inf, np.float32), where=lengths > 0
        )
        nearest = int(distances.argmin())
        if not np.isfinite(distances[nearest]):
            break
        step = (1 + BEYOND) * (gaps[nearest] + 1e-4) / lengths[nearest] ** 2
        changed = np.clip(flat + step * ways[nearest], 0, 1).reshape(28, 28)
    raise Problem("No small change of this image was found that flips the answer.")
