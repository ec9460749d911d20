"""What a lesson consists of, in its order: what is on, what to expect of it, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass

from mnist_ann.classroom.activities import Activity
from mnist_ann.classroom.contents import (
    Asked,
    Content,
    Experiment,
    SameDigit,
    TenDigits,
)


@dataclass(frozen=True)
class Step:
    """view: the teacher's one in which it is done. content: what its activity asks. expect: what will
    happen, for the teacher alone."""

    view: str
    content: type[Content]
    expect: str


STEPS = (
    Step(
        "Same digit",
        SameDigit,
        "Some will be misread. Ask: which ones does it get wrong, and what do these have in common?",
    ),
    Step(
        "Predict first",
        Asked,
        "The votes lie far apart. Have two people say why, before you run it.",
    ),
    Step(
        "Experiment",
        Experiment,
        "With the learning rate, a hill: too small learns too slowly, too large never settles.",
    ),
    Step(
        "Handwriting",
        TenDigits,
        "Most networks do worse on the class than on MNIST: they know the hands they learned from.",
    ),
)
ARRIVE = (
    "Everyone joins, finds their own name on the projection, and draws a digit on Draw."
)


def step_of(activity: Activity) -> Step | None:
    """The Step that an activity belongs to."""
    kind = type(activity.content)
    return next((step for step in STEPS if step.content is kind), None)


def next_step(activities: Sequence[Activity]) -> Step | None:
    """The Step after the furthest that a class has come to; None after the last. activities: of the
    class."""
    done = [STEPS.index(step) for each in activities if (step := step_of(each))]
    place = max(done, default=-1) + 1
    return STEPS[place] if place < len(STEPS) else None
