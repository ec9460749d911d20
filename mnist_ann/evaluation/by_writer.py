"""Whether a network reads everybody alike: its right answers by group of writers and by writer."""

from dataclasses import dataclass

import numpy as np

from mnist_ann.evaluation.scores import Counted
from mnist_ann.writers import GROUPS, Writers


@dataclass(frozen=True)
class Hand(Counted):
    """`count` images by one writer or group, `right` of them read right."""

    name: str
    count: int
    right: int


def groups(right: np.ndarray, writers: Writers) -> list[Hand]:
    """A Hand for each group of writers. right: bool (n,), of the images whose Writers are given."""
    return [_hand(name, right[writers.of_group(name)]) for name in GROUPS]


def hands(right: np.ndarray, writers: Writers) -> list[Hand]:
    """A Hand for each writer, the one that is read worst first; its name is the writer's number."""
    found = [
        _hand(str(number), right[writers.numbers == number])
        for number in np.unique(writers.numbers)
    ]
    return sorted(found, key=lambda hand: hand.accuracy)


def worst_tenth(hands: list[Hand]) -> float:
    """The mean accuracy of the tenth of the writers that is read worst, 0 to 1. hands: as from `hands`."""
    worst = hands[: -(-len(hands) // 10)]
    return sum(hand.accuracy for hand in worst) / len(worst)


def _hand(name, right):
    return Hand(name, len(right), int(right.sum()))
