"""A class's experiment: each student trains with another value of one choice and predicts the outcome.

Which value is whose is dealt by `answers`, as a share: a place among the values. All runs of one
experiment share the rest of their recipe, but not the seed, so that equal values show what chance does.
The simplest plan, OWN, varies nothing but the seed: everyone trains a network of their own.
"""

import dataclasses
from dataclasses import dataclass
from typing import Self

from mnist_ann.errors import Problem
from mnist_ann.lab import presets
from mnist_ann.recipe.choices import CHOICES
from mnist_ann.recipe.recipe import Recipe

MOST_VALUES = 12
SEED = "seed"  # the choice of a plan in which nothing else differs
BASE = presets.CLASS.recipe


@dataclass(frozen=True)
class Tried:
    """What a class asks by several values of a choice. values: to begin with, for BASE, as a person
    would type them: each has an outcome that few predict, and takes seconds."""

    question: str
    values: str


TRIED = {
    "learning_rate": Tried(
        "What does the learning rate do?",
        "0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10",
    ),
    "hidden": Tried(
        "How many hidden units does it take?", "none; 1; 3; 10; 30; 100; 300"
    ),
    "images": Tried(
        "How many training images does it take?",
        "100, 300, 1000, 3000, 10000, 30000, 55000",
    ),
    "epochs": Tried("How often must it look at its images?", "1, 2, 3, 5, 8, 12"),
    "batch_size": Tried(
        "How many images should it look at before each update?",
        "8, 32, 128, 512, 2048",
    ),
}


@dataclass(frozen=True)
class Plan:
    """What a class tries: the values of a choice, and the Recipe that they differ from. Raises Problem
    for what can't be tried."""

    choice: str
    values: tuple
    base: Recipe = BASE

    def __post_init__(self):
        if self.seed_alone:
            if len(self.values) != 1:
                raise Problem("Everyone has a seed of their own, counted from one.")
        elif self.choice not in TRIED:
            raise Problem(f"A class can't try several values of {self.choice!r}.")
        elif not 2 <= len(self.values) <= MOST_VALUES:
            raise Problem(
                f"An experiment takes 2 to {MOST_VALUES} values; "
                f"{len(self.values)} {'was' if len(self.values) == 1 else 'were'} given."
            )
        for share in range(len(self.values)):
            self.recipe(share, 0)

    def recipe(self, share: int, number: int) -> Recipe:
        """The Recipe of a share. number: of a student in the class, 0 for none: each has a seed."""
        chosen = dataclasses.replace(self.base, **{self.choice: self.values[share]})
        return dataclasses.replace(chosen, seed=chosen.seed + number)

    @property
    def seed_alone(self) -> bool:
        """Whether everyone trains by the same recipe: then there is nothing to predict, and nothing to
        hide until it is."""
        return self.choice == SEED

    def say(self, share: int) -> str:
        """The value of a share in words: "learning rate 0.1"."""
        return CHOICES[self.choice].say(self.values[share])

    @property
    def question(self) -> str:
        return OWN_QUESTION if self.seed_alone else TRIED[self.choice].question

    @property
    def rest(self) -> str:
        """What all have in common, in words."""
        told = ("hidden", "learning_rate", "batch_size", "epochs")
        return self.base.in_words([name for name in told if name != self.choice])

    def to_json(self) -> dict:
        """The plan as an object that JSON can keep."""
        return {
            "choice": self.choice,
            "values": self.values,
            "base": self.base.differences,
        }

    @classmethod
    def from_json(cls, fields: dict) -> Self:
        """The plan that `to_json` kept, among fields of others."""
        values = map(CHOICES[fields["choice"]].settled, fields["values"])
        return cls(fields["choice"], tuple(values), Recipe(**fields["base"]))


OWN_QUESTION = "Train your own network"
OWN = Plan(SEED, (BASE.seed,))
