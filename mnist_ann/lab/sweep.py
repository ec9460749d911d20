"""Several runs at once: which recipes an experiment has, and what came out of them.

The runs of a sweep differ in one or two choices, those of a repetition in their seeds alone. What is
best is told by validation accuracy: whoever chooses by test accuracy no longer knows how the chosen one
does on images that had no say in the choice.
"""

import dataclasses
import itertools
import statistics
from collections import Counter
from dataclasses import dataclass

from mnist_ann import mnist
from mnist_ann.errors import Problem
from mnist_ann.evaluation.scores import wilson
from mnist_ann.lab import durations
from mnist_ann.recipe.recipe import CHOICES, Option, Recipe, called, say
from mnist_ann.store.runs import MOST_IN_EXPERIMENT, Run

SEEDS = 5  # of one click
TESTED = 10_000  # images

# What a sweep goes over unless told otherwise, as a person would type it. Steps of about three where
# a choice works by its order of magnitude.
SUGGESTIONS = {
    "learning_rate": "0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1",
    "hidden": "none; 30; 100; 300; 300, 100",
    "batch_size": "8, 32, 128, 512",
    "epochs": "5, 10, 20, 30",
    "dropout": "0, 0.1, 0.2, 0.3, 0.5",
    "l2": "0, 0.00001, 0.0001, 0.001, 0.01",
    "patience": "1, 2, 3, 5",
    "images": "100, 300, 1000, 3000, 10000, 30000, 55000",
    "label_noise": "0, 0.1, 0.2, 0.4, 0.6, 0.8",
    "shift": "0, 1, 2, 3, 4",
    "turn": "0, 5, 10, 20, 30",
    "zoom": "0, 0.05, 0.1, 0.2, 0.3",
    "slant": "0, 0.1, 0.2, 0.3",
    "elastic": "0, 0.25, 0.5, 1",
    "styles": "0, 0.25, 0.5, 1",
    "redrawn": "0, 0.5, 1",
}
# What can be swept over: the seed has a way of its own, and changes are made while a run trains.
SWEPT = [
    name
    for name, choice in CHOICES.items()
    if name in SUGGESTIONS or (isinstance(choice, Option) and name != "start")
]


def read_values(name, text):
    """The values of a choice that a person typed: "0.01, 0.1" -> (0.01, 0.1), each once.

    Hidden layers are separated by semicolons: "none; 300, 100" -> ((), (300, 100)).
    Raises Problem if one is impossible.
    """
    apart = ";" if name == "hidden" or ";" in text else ","
    parts = [part.strip() for part in text.split(apart)]
    parts = ["" if part.lower() == "none" else part for part in parts if part]
    values = tuple(dict.fromkeys(CHOICES[name].read(part) for part in parts))
    for value in values:
        Recipe(**{name: value})
    return values


def sweep(base, values, seeds=1):
    """The recipes of a sweep, in order. base: the Recipe that they differ from. values: {choice: its
    values}; of two choices every pair. seeds: how often each, with the base's seed and those after it.

    Raises Problem if they are too many or too few, or one is impossible.
    """
    count = seeds
    for name, each in values.items():
        if len(each) < 2:
            raise Problem(
                f"To see what the {called(CHOICES[name].label)} does takes at least two values."
            )
        count *= len(each)
    if count > MOST_IN_EXPERIMENT:
        raise Problem(
            f"That would be {count} runs; an experiment has at most {MOST_IN_EXPERIMENT}. "
            "Leave out some values or seeds."
        )
    return [
        dataclasses.replace(recipe, seed=base.seed + step)
        for pair in itertools.product(*values.values())
        for recipe in [dataclasses.replace(base, **dict(zip(values, pair)))]
        for step in range(seeds)
    ]


def repeated(base):
    """The recipes of a repetition: the base with its seed and those after it."""
    return sweep(base, {}, SEEDS)


def title(values, seeds=1):
    """What a sweep is called: "Learning rate, 7 values"."""
    names = " × ".join(CHOICES[name].label for name in values)
    counts = " × ".join(str(len(each)) for each in values.values())
    return f"{names}, {counts} values" + f", {seeds} seeds each" * (seeds > 1)


def seconds(recipes, article_seconds, workers):
    """About how long they train on so many workers. article_seconds: as in `estimate.seconds`."""
    return _left([(recipe, 1) for recipe in recipes], article_seconds, workers)


def seconds_left(runs, article_seconds, workers):
    """About how long Runs that wait or train still take; 0 if none does."""
    parts = [
        (run.recipe, 1 - run.epoch / run.recipe.epochs) for run in runs if run.live
    ]
    return _left(parts, article_seconds, workers)


def _left(parts, article_seconds, workers):
    """How long shares of recipes take side by side: no less than the longest. parts: (recipe, the
    share of it that is left). A shape is compiled once by each worker that trains it."""
    each, waiting = [], Counter()
    for recipe, share in parts:
        compiling = durations.seconds_to_compile(recipe, article_seconds)
        each.append(share * (durations.seconds(recipe, article_seconds) - compiling))
        if share == 1:
            waiting[recipe.shape, compiling] += 1
    compiled = sum(
        compiling * min(count, workers) / workers
        for (_, compiling), count in waiting.items()
    )
    return max([sum(each) / workers, *each]) + compiled


def differing(recipes):
    """The names of the choices in which recipes are not all alike, in the order of the table."""
    return [
        name
        for name in CHOICES
        if any(getattr(each, name) != getattr(recipes[0], name) for each in recipes)
    ]


def brief(name, value):
    """A value of a choice, for an axis or a table: ("learning_rate", 0.1) -> "0.1"."""
    if name == "hidden":
        return ", ".join(map(str, value)) or "none"
    if name == "rates":
        return CHOICES[name].write(value) or "none"
    if isinstance(value, str):
        return value
    return f"{value:,}" if isinstance(value, int) else f"{value:g}"


@dataclass(frozen=True)
class Outcome:
    """A Run and its Epochs so far: what came out of it. Accuracies 0 to 1."""

    run: Run
    epochs: list

    @property
    def best(self):
        """The Epoch with the best validation accuracy, the earliest of several; None before any."""
        return max(self.epochs, key=lambda epoch: epoch.val_accuracy, default=None)

    @property
    def test(self):
        """The accuracy on the test images; None while it is not measured."""
        return self.run.test_accuracy

    @property
    def interval(self):
        """(low, high): the 95% interval of `test`."""
        return wilson(round(self.test * TESTED), TESTED)

    @property
    def seconds(self):
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

    values: tuple
    outcomes: list

    @property
    def accuracy(self):
        """The mean of the best validation accuracies so far; None before any."""
        found = [each.best.val_accuracy for each in self.outcomes if each.best]
        return statistics.fmean(found) if found else None

    @property
    def test(self):
        """The mean of the test accuracies so far; None before any."""
        found = [each.test for each in self.outcomes if each.test is not None]
        return statistics.fmean(found) if found else None


def groups(outcomes, names):
    """The Groups by the values of some choices, in the order of the runs."""
    found = {}
    for outcome in outcomes:
        values = tuple(getattr(outcome.run.recipe, name) for name in names)
        found.setdefault(values, []).append(outcome)
    return [Group(*item) for item in found.items()]


def best(found):
    """The Group that is best by validation accuracy; None before any epoch ended."""
    known = [group for group in found if group.accuracy is not None]
    return max(known, key=lambda group: group.accuracy, default=None)


def equals(found):
    """How many other Groups lie within the interval of the best one's accuracy, so that chance alone
    could have put them behind. The interval is of the validation images of one run."""
    winner = best(found)
    low, _ = _interval(winner.accuracy)
    return sum(
        group is not winner and group.accuracy is not None and group.accuracy >= low
        for group in found
    )


def verdict(found, names, more=False):
    """Which values did best and how sure that is, in sentences. found: the Groups of a sweep over the
    choices of these names; at least one of them has an epoch. more: whether there are values that no
    run was started for."""
    winner = best(found)
    low, high = _interval(winner.accuracy)
    what = " and ".join(say(*each) for each in zip(names, winner.values))
    waiting = more or any(each.run.live for group in found for each in group.outcomes)
    count = len(winner.outcomes)
    sentences = [
        f"**Best by validation{' so far' if waiting else ''}: {what}**, {winner.accuracy:.2%} right"
        + (f" on average over {count} seeds." if count > 1 else ".")
    ]
    near = equals(found)
    if near:
        others = "1 other lies" if near == 1 else f"{near} others lie"
        sentences.append(
            f"{others} within {low:.1%} to {high:.1%}, the 95% interval of {mnist.VALIDATION:,} "
            "images: that difference may be chance, and another seed may turn it round."
        )
    elif sum(group.accuracy is not None for group in found) > 1:
        others = "The others so far" if waiting else "All others"
        sentences.append(
            f"{others} lie below {low:.1%}, the lower end of its 95% interval of "
            f"{mnist.VALIDATION:,} images."
        )
    if winner.test is not None:
        sentences.append(f"On the test images it reads {winner.test:.2%} right.")
    return " ".join(sentences)


def _interval(accuracy):
    return wilson(round(accuracy * mnist.VALIDATION), mnist.VALIDATION)


@dataclass(frozen=True)
class Band:
    """Validation accuracies after one epoch over so many runs, 0 to 1."""

    epoch: int
    low: float
    mean: float
    high: float
    runs: int


def bands(outcomes):
    """The Band of each epoch, over the runs that have got so far."""
    found = {}
    for outcome in outcomes:
        for epoch in outcome.epochs:
            found.setdefault(epoch.epoch, []).append(epoch.val_accuracy)
    return [
        Band(epoch, min(each), statistics.fmean(each), max(each), len(each))
        for epoch, each in sorted(found.items())
    ]


def spread(outcomes):
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


def same_first_weights(networks):
    """Whether runs began with the very same weights. networks: of each, before training."""
    return len({network.fingerprint for network in networks}) == 1
