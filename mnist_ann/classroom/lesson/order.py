"""The order of a lesson's activities: which step of the plan one belongs to, and what comes next."""

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
class Stage:
    """view: the teacher's one in which it is done. content: what its activity asks. step: what the plan
    calls it."""

    view: str
    content: type[Content]
    step: str


STAGES = (
    Stage("Same digit", SameDigit, "Same digit"),
    Stage("Predict first", Asked, "Predict first"),
    Stage("Experiment", Experiment, "Experiment"),
    Stage("Handwriting", TenDigits, "Our own hand"),
)


def stage_of(activity: Activity) -> Stage | None:
    """The Stage that an activity belongs to."""
    kind = type(activity.content)
    return next((stage for stage in STAGES if stage.content is kind), None)


def next_stage(activities: Sequence[Activity]) -> Stage | None:
    """The Stage after the furthest that a class has come to; None after the last. activities: of the
    class."""
    done = [STAGES.index(stage) for each in activities if (stage := stage_of(each))]
    place = max(done, default=-1) + 1
    return STAGES[place] if place < len(STAGES) else None
