"""The order of a lesson's activities: which step of the plan one belongs to, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass

from mnist_ann.classroom.activities import Activity
from mnist_ann.classroom.contents import Asked, Experiment, SameDigit, TenDigits


@dataclass(frozen=True)
class Stage:
    """name: what the teacher knows it by. view: the teacher's one in which it is done. step: what the plan
    calls it."""

    name: str
    view: str
    step: str


SAME_DIGIT = Stage("Same digit", "Same digit", "Same digit")
PREDICT_FIRST = Stage("Predict first", "Predict first", "Predict first")
TRAIN_YOUR_OWN = Stage("Train your own", "Experiment", "Train your own")
EXPERIMENT = Stage("Experiment", "Experiment", "Experiment")
HANDWRITING = Stage("Handwriting", "Handwriting", "Our own hand")
STAGES = (SAME_DIGIT, PREDICT_FIRST, TRAIN_YOUR_OWN, EXPERIMENT, HANDWRITING)


def stage_of(activity: Activity) -> Stage | None:
    """The Stage that an activity belongs to."""
    match activity.content:
        case SameDigit():
            return SAME_DIGIT
        case Asked():
            return PREDICT_FIRST
        case Experiment(plan) if plan.seed_alone:
            return TRAIN_YOUR_OWN
        case Experiment():
            return EXPERIMENT
        case TenDigits():
            return HANDWRITING
    return None


def next_stage(activities: Sequence[Activity]) -> Stage | None:
    """The Stage after the furthest that a class has come to; None after the last. activities: of the
    class."""
    done = [STAGES.index(stage) for each in activities if (stage := stage_of(each))]
    place = max(done, default=-1) + 1
    return STAGES[place] if place < len(STAGES) else None
