"""Questions to predict before anything is shown: what is asked, how a run answers it, who was closest.

`prepared` has some to ask.
"""

import bisect
import dataclasses
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from mnist_ann.errors import Problem
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.rows import Epoch, Run
from mnist_ann.words import counted

LONGEST = 200  # characters of a question
LONGEST_CHOICE = 60
LONGEST_UNIT = 20
MOST_CHOICES = 6
MOST = 10**9  # what can be voted for


def _test(run, epochs, untrained):
    if run.test_accuracy is not None:
        return run.test_accuracy, True
    return (epochs[-1].val_accuracy, False) if epochs else None


def _validation(run, epochs, untrained):
    return (epochs[-1].val_accuracy, run.status == "done") if epochs else None


def _learned(run, epochs, untrained):
    return (epochs[-1].end_accuracy, run.status == "done") if epochs else None


def _untrained(run, epochs, untrained):
    return (untrained(), True) if epochs else None


def _seconds(run, epochs, untrained):
    each = [epoch.seconds for epoch in epochs]
    return (statistics.median(each), run.status == "done") if epochs else None


# What can be measured of a run -> (how a person calls it, how it is found). Each finds (a number, whether
# it stays), or None before there is one; until the test images are counted, validation images stand in.
MEASURES = {
    "test": ("Test images that it reads right", _test),
    "validation": ("Validation images that it reads right", _validation),
    "learned": ("Training images that it reads right", _learned),
    "untrained": ("Test images that it reads right before training", _untrained),
    "seconds": ("Seconds for an epoch", _seconds),
}


@dataclass(frozen=True)
class Question:
    """Something to predict, a choice or a number. Raises Problem if it is none.

    choices: to vote for, in ascending order of what is measured, with `bounds` between them; without
    choices a number of `unit` from least to most. measure: one of MEASURES, or "" if the teacher tells
    the answer. scale: what a measured share is multiplied with: 100 for "of 100 images". recipe: of the
    run that answers it, or None. outcome: why it comes out so.
    """

    text: str
    title: str = ""
    choices: tuple[str, ...] = ()
    bounds: tuple[float, ...] = ()
    unit: str = ""
    least: float = 0
    most: float = 100
    measure: str = ""
    scale: float = 100
    recipe: Recipe | None = None
    outcome: str = ""

    def __post_init__(self):
        if not self.text or len(self.text) > LONGEST:
            raise Problem(
                f"A question has 1 to {LONGEST} characters; this one has {len(self.text)}."
            )
        if self.choices:
            _check_choices(self.choices)
        elif not -MOST <= self.least < self.most <= MOST:
            raise Problem(
                f"Numbers to vote for lie within ±{MOST:,}, the smaller end first; "
                f"{self.least:g} to {self.most:g} was given."
            )
        if len(self.unit) > LONGEST_UNIT:
            raise Problem(f"A unit has at most {LONGEST_UNIT} characters. Shorten it.")

    def check(self, guess: float | None) -> None:
        """Raises Problem for a guess that isn't possible. A guess is a number, or the place of one of
        the choices."""
        if self.choices:
            if guess not in range(len(self.choices)):
                raise Problem("Choose one of the answers, then vote.")
        elif guess is None or not self.least <= guess <= self.most:
            raise Problem(
                f"Enter a number from {_number(self.least)} to {_number(self.most)}, then vote."
            )

    def say(self, value: float) -> str:
        """A guess or an answer in words."""
        if self.choices:
            return self.choices[int(value)]
        return f"{_number(value)} {self.unit}".strip()

    def answer(
        self, run: Run, epochs: list[Epoch], untrained: Callable[[], float]
    ) -> tuple[float, bool] | None:
        """(what a run says, whether it stays so), or None before it says anything. run, epochs: a Run
        and its Epochs so far. untrained: a function for the share of the test images that its network
        read right before training."""
        found = MEASURES[self.measure][1](run, epochs, untrained)
        if found is None:
            return None
        value, stays = found
        value *= 1 if self.measure == "seconds" else self.scale
        if self.choices:
            return bisect.bisect(self.bounds, value), stays
        return round(value, 2 if self.measure == "seconds" else 1), stays

    def to_json(self) -> dict:
        """The question as an object that JSON can keep."""
        recipe = self.recipe and self.recipe.differences
        return dataclasses.asdict(self) | {"recipe": recipe}

    @classmethod
    def from_json(cls, fields: dict) -> Self:
        """The question that `to_json` kept, among fields of others."""
        own = {each.name: fields[each.name] for each in dataclasses.fields(cls)}
        recipe = own["recipe"]
        return cls(
            **own
            | {
                "choices": tuple(own["choices"]),
                "bounds": tuple(own["bounds"]),
                "recipe": None if recipe is None else Recipe(**recipe),
            }
        )


def own(
    text: str,
    choices: list[str] | None = None,
    unit: str = "",
    least: float = 0,
    most: float = 100,
    measure: str = "",
    recipe: Recipe | None = None,
) -> Question:
    """A teacher's own Question. choices: texts, empty ones don't count; None for a number. measure: what
    of the recipe's run answers it, for a number alone: images are counted in as many as `most`. Raises
    Problem for what can't be one."""
    cleaned = tuple(" ".join(each.split()) for each in choices or () if each.strip())
    if choices is not None:
        _check_choices(cleaned)
    return Question(
        " ".join(text.split()),
        choices=cleaned,
        unit=" ".join(unit.split()),
        least=least,
        most=most,
        measure=measure,
        scale=most,
        recipe=recipe,
    )


def closest(question: Question, guesses: dict[int, float], answer: float) -> list[int]:
    """Whose guesses came closest to an answer; of choices, whose was right. guesses: {who: guess}."""
    if question.choices:
        return [who for who, guess in guesses.items() if guess == answer]
    least = min((abs(guess - answer) for guess in guesses.values()), default=0)
    return [who for who, guess in guesses.items() if abs(guess - answer) == least]


def summary(question: Question, guesses: list[float]) -> str:
    """The votes in a sentence. guesses: of a question with a number, at least one."""
    if len(guesses) == 1:
        return f"One vote: {question.say(guesses[0])}."
    places = 0 if question.most >= 1_000 else 1
    mean = question.say(round(statistics.fmean(guesses), places))
    median = question.say(statistics.median(guesses))
    return f"Mean of {counted(len(guesses), 'vote')}: {mean}. Median: {median}."


def _check_choices(choices):
    if not 2 <= len(choices) <= MOST_CHOICES:
        raise Problem(
            f"A question has 2 to {MOST_CHOICES} answers to choose from, one a line; "
            f"{len(choices)} were given."
        )
    if len(set(choices)) < len(choices):
        raise Problem("Two of the answers are the same. Change one.")
    for each in choices:
        if len(each) > LONGEST_CHOICE:
            raise Problem(
                f"An answer to choose has at most {LONGEST_CHOICE} characters; "
                f"{each[:20]!r}… has {len(each)}."
            )


def _number(value):
    """A number as people write it: 9608.0 -> "9,608", 92.1 -> "92.1"."""
    text = f"{value:,.2f}"
    return text.rstrip("0").rstrip(".")
