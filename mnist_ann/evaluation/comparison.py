"""Which of two networks is better: by the images that only one of them reads right."""

import math
from dataclasses import dataclass

import numpy as np

from mnist_ann.evaluation.scores import Scores


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two networks' Scores on the same images."""

    one: Scores
    other: Scores

    @property
    def only_one(self):
        """The images that only the first one reads right, ints, its surest first."""
        found = np.flatnonzero(self.one.right & ~self.other.right)
        return found[np.argsort(-self.one.confidence[found], kind="stable")]

    @property
    def only_other(self):
        """The images that only the second one reads right."""
        return Comparison(self.other, self.one).only_one

    @property
    def both(self):
        """How many images both read right."""
        return int((self.one.right & self.other.right).sum())

    @property
    def neither(self):
        """How many images neither reads right."""
        return int((~self.one.right & ~self.other.right).sum())

    @property
    def p_value(self):
        """How often two equally good networks would differ at least so much by chance, 0 to 1."""
        return mcnemar(len(self.only_one), len(self.only_other))


def mcnemar(only_one, only_other):
    """The two-sided p-value of McNemar's exact test (1947), 0 to 1.

    Images that both read right or wrong say nothing about which is better. Were the two equally
    good, each of the others would fall to either side like a fair coin.
    """
    n, fewer = only_one + only_other, min(only_one, only_other)
    # Whole numbers: floats would overflow above 1,023 coins.
    tail = sum(math.comb(n, k) for k in range(fewer + 1))
    return min(1.0, 2 * tail / 2**n)
