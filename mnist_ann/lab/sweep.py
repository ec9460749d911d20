"""Several runs at once: which recipes an experiment has, and how long they take.

The runs of a sweep differ in one or two choices, those of a repetition in their seeds alone.
"""

import dataclasses
import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from mnist_ann.errors import Problem
from mnist_ann.lab import durations
from mnist_ann.recipe.choices import CHOICES
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.experiments import MOST_RUNS
from mnist_ann.store.rows import Run

SEEDS = 5  # of one click

# What can be swept over: the seed has a way of its own, and changes are made while a run trains.
SWEPT = [name for name, choice in CHOICES.items() if choice.swept]


def sweep(
    base: Recipe, values: Mapping[str, Sequence[Any]], seeds: int = 1
) -> list[Recipe]:
    """The recipes of a sweep, in order. base: the Recipe that they differ from. values: {choice: its
    values}; of two choices every pair. seeds: how often each, with the base's seed and those after it.

    Raises Problem if they are too many or too few, or one is impossible.
    """
    count = seeds
    for name, each in values.items():
        if len(each) < 2:
            raise Problem(
                f"To see what the {CHOICES[name].called} does takes at least two values."
            )
        count *= len(each)
    if count > MOST_RUNS:
        raise Problem(
            f"That would be {count} runs; an experiment has at most {MOST_RUNS}. "
            "Leave out some values or seeds."
        )
    return [
        dataclasses.replace(recipe, seed=base.seed + step)
        for pair in itertools.product(*values.values())
        for recipe in [dataclasses.replace(base, **dict(zip(values, pair)))]
        for step in range(seeds)
    ]


def repeated(base: Recipe) -> list[Recipe]:
    """The recipes of a repetition: the base with its seed and those after it."""
    return sweep(base, {}, SEEDS)


def title(values: Mapping[str, Sequence[Any]], seeds: int = 1) -> str:
    """What a sweep is called: "Learning rate, 7 values"."""
    names = " × ".join(CHOICES[name].label for name in values)
    counts = " × ".join(str(len(each)) for each in values.values())
    return f"{names}, {counts} values" + f", {seeds} seeds each" * (seeds > 1)


def seconds(recipes: Sequence[Recipe], article_seconds: float, workers: int) -> float:
    """About how long they train on so many workers. article_seconds: as in `durations.seconds`."""
    return _left([(recipe, 1) for recipe in recipes], article_seconds, workers)


def seconds_left(runs: Sequence[Run], article_seconds: float, workers: int) -> float:
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


def differing(recipes: Sequence[Recipe]) -> list[str]:
    """The names of the choices in which recipes are not all alike, in the order of the table."""
    return [
        name
        for name in CHOICES
        if any(getattr(each, name) != getattr(recipes[0], name) for each in recipes)
    ]
