"""What came out of several runs: which values did best and how sure that is, what chance does.

What is best is told by validation accuracy: whoever chooses by test accuracy no longer knows how the
chosen one does on images that had no say in the choice.
"""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mnist_ann.evaluation.scores import wilson
from mnist_ann.mnist import VALIDATION
from mnist_ann.network import Network
from mnist_ann.recipe.choices import CHOICES
from mnist_ann.store.rows import Epoch, Run

TESTED = 10_000  # images


@dataclass(frozen=True)
class Outcome:
    """A Run and its Epochs so far: what came out of it. Accuracies 0 to 1."""

    run: Run
    epochs: list[Epoch]

    @property
    def best(self) -> Epoch | None:
        """The Epoch with the best validation accuracy, the earliest of several; None before any."""
        return max(self.epochs, key=lambda epoch: epoch.val_accuracy, default=None)

    @property
    def test(self) -> float | None:
        """The accuracy on the test images; None while it is not measured."""
        return self.run.test_accuracy

    @property
    def interval(self) -> tuple[float, float] | None:
        """(low, high): the 95% interval of `test`; None while that is not measured."""
        if self.test is None:
            return None
        return wilson(round(self.test * TESTED), TESTED)

    @property
    def seconds(self) -> float | None:
        """Of an epoch, the median; None before any. The first doesn't count where there are others: it
        may have waited for its compilation."""
        if not self.epochs:
            return None
        return statistics.median(
            epoch.seconds for epoch in self.epochs[1:] or self.epochs
        )


@dataclass(frozen=True)
class Group:
    """The Outcomes of recipes that differ in their seeds alone. values: what the group has of the
    choices that were swept over."""

    values: tuple[Any, ...]
    outcomes: list[Outcome]

    @property
    def accuracy(self) -> float | None:
        """The mean of the best validation accuracies so far; None before any."""
        found = [each.best.val_accuracy for each in self.outcomes if each.best]
        return statistics.fmean(found) if found else None

    @property
    def test(self) -> float | None:
        """The mean of the test accuracies so far; None before any."""
        found = [each.test for each in self.outcomes if each.test is not None]
        return statistics.fmean(found) if found else None


def groups(outcomes: Sequence[Outcome], names: Sequence[str]) -> list[Group]:
    """The Groups by the values of some choices, in the order of the runs."""
    found = {}
    for outcome in outcomes:
        values = tuple(getattr(outcome.run.recipe, name) for name in names)
        found.setdefault(values, []).append(outcome)
    return [Group(*item) for item in found.items()]


def best(found: Sequence[Group]) -> Group | None:
    """The Group that is best by validation accuracy; None before any epoch ended."""
    known = any(group.accuracy is not None for group in found)
    return _winner(found)[0] if known else None


def equals(found: Sequence[Group]) -> int:
    """How many other Groups lie within the interval of the best one's accuracy, so that chance alone
    could have put them behind. The interval is of the validation images of one run."""
    winner, accuracy = _winner(found)
    low, _ = _interval(accuracy)
    return sum(
        group is not winner and group.accuracy is not None and group.accuracy >= low
        for group in found
    )


def verdict(found: Sequence[Group], names: Sequence[str], more: bool = False) -> str:
    """Which values did best and how sure that is, in sentences. found: the Groups of a sweep over the
    choices of these names; at least one of them has an epoch. more: whether there are values that no
    run was started for."""
    winner, accuracy = _winner(found)
    low, high = _interval(accuracy)
    what = " and ".join(
        CHOICES[name].say(value) for name, value in zip(names, winner.values)
    )
    waiting = more or any(each.run.live for group in found for each in group.outcomes)
    count = len(winner.outcomes)
    sentences = [
        f"**Best by validation{' so far' if waiting else ''}: {what}**, {accuracy:.2%} right"
        + (f" on average over {count} seeds." if count > 1 else ".")
    ]
    near = equals(found)
    if near:
        others = "1 other lies" if near == 1 else f"{near} others lie"
        sentences.append(
            f"{others} within {low:.1%} to {high:.1%}, the 95% interval of {VALIDATION:,} "
            "images: that difference may be chance, and another seed may turn it round."
        )
    elif sum(group.accuracy is not None for group in found) > 1:
        others = "The others so far" if waiting else "All others"
        sentences.append(
            f"{others} lie below {low:.1%}, the lower end of its 95% interval of "
            f"{VALIDATION:,} images."
        )
    if winner.test is not None:
        sentences.append(f"On the test images it reads {winner.test:.2%} right.")
    return " ".join(sentences)


def _winner(found: Sequence[Group]) -> tuple[Group, float]:
    """The best Group, and its accuracy. found: at least one of them has an epoch."""
    known = [(group, group.accuracy) for group in found if group.accuracy is not None]
    return max(known, key=lambda each: each[1])


def _interval(accuracy: float) -> tuple[float, float]:
    return wilson(round(accuracy * VALIDATION), VALIDATION)


@dataclass(frozen=True)
class Band:
    """Validation accuracies after one epoch over so many runs, 0 to 1."""

    epoch: int
    low: float
    mean: float
    high: float
    runs: int


def bands(outcomes: Sequence[Outcome]) -> list[Band]:
    """The Band of each epoch, over the runs that have got so far."""
    found = {}
    for outcome in outcomes:
        for epoch in outcome.epochs:
            found.setdefault(epoch.epoch, []).append(epoch.val_accuracy)
    return [
        Band(epoch, min(each), statistics.fmean(each), max(each), len(each))
        for epoch, each in sorted(found.items())
    ]


def spread(outcomes: Sequence[Outcome]) -> str:
    """The mean test accuracy and its standard deviation between runs, in a sentence; "" before two
    runs are measured."""
    tests = [each.test for each in outcomes if each.test is not None]
    if len(tests) < 2:
        return ""
    return (
        f"Test accuracy of {len(tests)} runs: **{statistics.fmean(tests):.2%} ± "
        f"{statistics.stdev(tests):.2%}** (mean ± standard deviation), from {min(tests):.2%} to "
        f"{max(tests):.2%}."
    )


def same_first_weights(networks: Sequence[Network]) -> bool:
    """Whether runs began with the very same weights. networks: of each, before training."""
    return len({network.fingerprint for network in networks}) == 1
