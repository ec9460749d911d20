"""The kinds of an activity: what each asks of a class, and what a member answers.

KINDS lists them. The database keeps contents and answers as JSON objects; only `to_json` and
`from_json` know under which names.
"""

import dataclasses
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from mnist_ann.classroom.drawings.hand_in import HandIn
from mnist_ann.classroom.experiment.plan import Plan
from mnist_ann.classroom.votes.questions import Question
from mnist_ann.errors import Problem

# What members answer


@dataclass(frozen=True)
class Answer:
    """What a member gave to an activity. guess: nobody's to see but its owner's until the teacher
    reveals it, not even the teacher's: a projected screen shows what the teacher can see. None for
    what wasn't given yet, here and in all answers."""

    guess: float | None = None

    def hidden(self) -> Self:
        """What others may see before guesses are revealed."""
        return dataclasses.replace(self, guess=None)

    def to_json(self) -> dict:
        """The answer as an object that JSON can keep."""
        return {name: value for name, value in vars(self).items() if value is not None}

    @classmethod
    def from_json(cls, fields: dict) -> Self:
        """The answer that `to_json` kept."""
        return cls(**fields)


@dataclass(frozen=True)
class Vote(Answer):
    """A vote on a question: a number, or the place of one of its choices."""

    def __post_init__(self):
        if self.guess is not None and not math.isfinite(self.guess):
            raise Problem(f"A vote is a number; {self.guess} was given.")


@dataclass(frozen=True)
class Trial(Answer):
    """A member's part in an experiment. guess: the accuracy that is predicted, 0 to 1. share: the place
    of the member's value in the plan, dealt by `answers`. run: the id of the member's run."""

    share: int | None = None
    run: str | None = None

    def __post_init__(self):
        if self.guess is not None and not 0 <= self.guess <= 1:
            raise Problem("Enter a number from 0 to 100, then predict.")
        if self.share is not None and self.share < 0:
            raise Problem(f"Shares are counted from 0; {self.share} was given.")


# What is asked


@dataclass(frozen=True)
class Content:
    """What an activity asks of a class."""

    @property
    def digits(self) -> Sequence[int]:
        """Those that everyone is to draw."""
        return ()

    @property
    def shares(self) -> int:
        """How many there are to deal; 0 where everyone gets the same."""
        return 0

    def check(self, answer: Answer) -> None:
        """Raises Problem for an answer that it can't take."""

    def to_json(self) -> dict:
        """The content as an object that JSON can keep."""
        raise NotImplementedError

    @classmethod
    def from_json(cls, fields: dict) -> Self:
        """The content that `to_json` kept."""
        raise NotImplementedError


@dataclass(frozen=True)
class SameDigit(Content):
    """Everyone draws one digit, 0 to 9. network: the id of the run that reads the wall; None for what
    was said as each was handed in."""

    digit: int
    network: str | None = None

    def __post_init__(self):
        if self.digit not in range(10):
            raise Problem(f"A digit is 0 to 9; {self.digit!r} was given.")

    @property
    def digits(self) -> Sequence[int]:
        return (self.digit,)

    def to_json(self) -> dict:
        read_by = {"network": self.network} if self.network else {}
        return {"digit": self.digit} | read_by

    @classmethod
    def from_json(cls, fields: dict) -> Self:
        return cls(fields["digit"], fields.get("network"))


@dataclass(frozen=True)
class TenDigits(Content):
    """Everyone draws all ten digits. runs: the ids of those that were trained on with them."""

    runs: tuple[str, ...] = ()

    @property
    def digits(self) -> Sequence[int]:
        return range(10)

    def to_json(self) -> dict:
        return {"runs": list(self.runs)} if self.runs else {}

    @classmethod
    def from_json(cls, fields: dict) -> Self:
        return cls(tuple(fields.get("runs", ())))


@dataclass(frozen=True)
class Asked(Content):
    """A question to vote on. run: the id of the one that answers it; told: the answer that the teacher
    told; None before."""

    question: Question
    run: str | None = None
    told: float | None = None

    def __post_init__(self):
        if self.told is not None:
            self.question.check(self.told)

    def check(self, answer: Answer) -> None:
        self.question.check(answer.guess)

    def to_json(self) -> dict:
        more = {"run": self.run, "told": self.told}
        given = {name: value for name, value in more.items() if value is not None}
        return self.question.to_json() | given

    @classmethod
    def from_json(cls, fields: dict) -> Self:
        question = Question.from_json(fields)
        return cls(question, fields.get("run"), fields.get("told"))


@dataclass(frozen=True)
class StandIn:
    """A run of the teacher's in a student's place. member: the student, by id; None for a value that
    nobody has. share: the place of the value in the plan. run: its id."""

    member: int | None
    share: int
    run: str


@dataclass(frozen=True)
class Experiment(Content):
    """A plan, of which each value is a share. standing_in: the runs of the teacher's."""

    plan: Plan
    standing_in: tuple[StandIn, ...] = ()

    @property
    def shares(self) -> int:
        return len(self.plan.values)

    def to_json(self) -> dict:
        runs = [list(vars(each).values()) for each in self.standing_in]
        return self.plan.to_json() | ({"standing in": runs} if runs else {})

    @classmethod
    def from_json(cls, fields: dict) -> Self:
        runs = (StandIn(*each) for each in fields.get("standing in", ()))
        return cls(Plan.from_json(fields), tuple(runs))


@dataclass(frozen=True)
class Kind:
    """A kind of activity. content: what it asks. answer: what members give, through `answers`, or
    hand in, through `drawings`."""

    content: type[Content]
    answer: type[Answer] | type[HandIn]


# By the names that the database keeps.
KINDS = {
    "same digit": Kind(SameDigit, HandIn),
    "question": Kind(Asked, Vote),
    "experiment": Kind(Experiment, Trial),
    "handwriting": Kind(TenDigits, HandIn),
}


def kind_of(content: type[Content]) -> str:
    """The kind whose activities ask for such a content."""
    return next(name for name, kind in KINDS.items() if kind.content is content)


def read_content(kind: str, text: str) -> Content:
    """The content that a database keeps as text."""
    return KINDS[kind].content.from_json(json.loads(text))


def answer_of(kind: str) -> type[Answer]:
    """What members give to activities of a kind. Raises Problem if these take drawings alone."""
    answer = KINDS[kind].answer
    if not issubclass(answer, Answer):
        raise Problem("This takes drawings. Draw one, then hand it in.")
    return answer
