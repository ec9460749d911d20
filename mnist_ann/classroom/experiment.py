"""A class's experiment: each student trains with another value of one choice and predicts the outcome.

Which value is whose is dealt by `activities`, as a share: a place among the values. All runs of one
experiment share the rest of their recipe, but not the seed, so that equal values show what chance does.
"""

import dataclasses
import statistics
from dataclasses import dataclass

from mnist_ann.classroom.activities import GUESS, SHARE
from mnist_ann.errors import Problem
from mnist_ann.lab import outcomes, presets
from mnist_ann.lab.outcomes import Outcome
from mnist_ann.recipe.choices import CHOICES
from mnist_ann.recipe.recipe import Recipe

KIND = "experiment"
RUN = "run"  # what an answer holds a run's id under
STANDING_IN = "standing in"  # and a content the teacher's runs
MOST_VALUES = 12
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
        if self.choice not in TRIED:
            raise Problem(f"A class can't try several values of {self.choice!r}.")
        if not 2 <= len(self.values) <= MOST_VALUES:
            raise Problem(
                f"An experiment takes 2 to {MOST_VALUES} values; {len(self.values)} {'was' if len(self.values) == 1 else 'were'} given."
            )
        for share in range(len(self.values)):
            self.recipe(share, 0)

    def recipe(self, share, number):
        """The Recipe of a share. number: of a student in the class, 0 for none: each has a seed."""
        return dataclasses.replace(
            self.base,
            **{self.choice: self.values[share]},
            seed=self.base.seed + number,
        )

    def say(self, share):
        """The value of a share in words: "learning rate 0.1"."""
        return CHOICES[self.choice].say(self.values[share])

    @property
    def question(self):
        return TRIED[self.choice].question

    @property
    def rest(self):
        """What all have in common, in words."""
        told = ("hidden", "learning_rate", "batch_size", "epochs")
        return self.base.in_words([name for name in told if name != self.choice])

    def to_json(self):
        """The plan as an object that JSON can keep."""
        return {
            "choice": self.choice,
            "values": self.values,
            "base": self.base.differences,
        }

    @classmethod
    def from_json(cls, fields):
        """The plan that `to_json` kept, among fields of others."""
        values = map(CHOICES[fields["choice"]].settled, fields["values"])
        return cls(fields["choice"], tuple(values), Recipe(**fields["base"]))


@dataclass(frozen=True)
class Part:
    """One place in an experiment. member: the student whose it is, by id, or None for a value that
    nobody has. guess: 0 to 1, or None if there is none or it is hidden. outcome: of the student's run,
    or of the teacher's in its place; None before one was started. stands_in: whether it is the teacher's."""

    member: int | None
    share: int
    guess: float | None
    outcome: Outcome | None
    stands_in: bool

    @property
    def reached(self):
        """The best validation accuracy of a run that has ended, 0 to 1; None before."""
        if self.outcome is None or self.outcome.run.live or self.outcome.best is None:
            return None
        return self.outcome.best.val_accuracy


def parts(plan, activity, answers, store):
    """The Parts of an experiment: of each member who has a share, in the order of the answers, then of
    the values that nobody has, or had when the teacher started a run for them. activity, answers: as `Activities` gives them; store: the Runs."""
    standing = {
        (member, share): run
        for member, share, run in activity.content.get(STANDING_IN, [])
    }
    places = [
        (answer.member, answer.content[SHARE], answer.content)
        for answer in answers
        if SHARE in answer.content
    ]
    held = {share for _, share, _ in places}
    places += [
        (None, share, {})
        for share in range(len(plan.values))
        if share not in held or (None, share) in standing
    ]
    ids = [given[RUN] for *_, given in places if RUN in given]
    runs = store.several([*ids, *standing.values()])
    epochs = store.epochs_of(runs)
    found = []
    for member, share, given in places:
        own = runs.get(given.get(RUN))
        run = own or runs.get(standing.get((member, share)))
        found.append(
            Part(
                member,
                share,
                given.get(GUESS),
                run and Outcome(run, epochs[run.id]),
                stands_in=own is None and run is not None,
            )
        )
    return found


def missing(found):
    """Those of some Parts that no run was started for."""
    return [part for part in found if part.outcome is None]


def groups(plan, found):
    """The outcomes.Groups of some Parts by value, in the order of the plan."""
    by_value = outcomes.groups(
        sorted(
            (part.outcome for part in found if part.outcome),
            key=lambda outcome: _place(plan, outcome),
        ),
        [plan.choice],
    )
    return by_value


def _place(plan, outcome):
    return plan.values.index(getattr(outcome.run.recipe, plan.choice))


def start(plan, activity, own, member, activities, store):
    """Start a student's run and return its id. own: what the page knows of the student's answer.
    member: a classroom.Member. Raises Problem if there is no guess yet, another page has started one
    meanwhile, or too many wait."""
    if GUESS not in own:
        raise Problem("Predict first, then start.")
    recipe = plan.recipe(own[SHARE], member.number)
    id = store.create(recipe, member.visitor, _name(plan, own[SHARE]))
    try:
        activities.answer(activity.id, member.visitor, seen=own, run=id)
    except Problem:
        store.delete(id, member.visitor)
        raise
    return id


def stand_in(plan, activity, found, numbers, visitor, activities, store):
    """Start runs of the teacher's for all `missing` parts. numbers: {member: number in the class}.
    Raises Problem for anyone but the teacher, and if too many wait; those before are started."""
    standing = list(activity.content.get(STANDING_IN, []))
    # Who isn't the teacher gets no further.
    activities.add(activity.id, visitor, **{STANDING_IN: standing})
    try:
        for part in missing(found):
            recipe = plan.recipe(part.share, numbers.get(part.member, 0))
            id = store.create(recipe, visitor, _name(plan, part.share))
            standing.append([part.member, part.share, id])
    finally:
        activities.add(activity.id, visitor, **{STANDING_IN: standing})


def _name(plan, share):
    value = plan.say(share)  # first: legends are short
    return f"{value[0].upper()}{value[1:]}, class experiment"


def compared(guess, reached):
    """A guess and what came out, both 0 to 1, in a sentence."""
    off = abs(guess - reached) * 100
    return f"You predicted {100 * guess:.3g}%; it reads {reached:.1%} right: {off:.1f} points apart."


def predictions(found):
    """How far the guesses lie from what came out, in a sentence; "" before there are both."""
    both = [
        (part.guess, part.reached)
        for part in found
        if part.guess is not None and part.reached is not None
    ]
    if not both:
        return ""
    off = statistics.median(abs(guess - reached) for guess, reached in both)
    high = sum(guess > reached for guess, reached in both)
    return (
        f"Half of the {len(both)} predictions lie within {round(100 * off, 1):g} points of what came out; "
        f"{high} {'was' if high == 1 else 'were'} too high."
    )
