"""Class experiment: the curve that the class makes together."""

from mnist_ann.classroom.contents import Trial
from mnist_ann.classroom.experiment import parts
from mnist_ann.figures import classroom
from ui.classroom.projection.frame import body, filling, nothing_yet
from ui.state import cached, live


def show(stage, activity):
    """Accuracy against the value, with the predictions once they are revealed; where all train by one
    recipe, everyone's curve."""
    plan = activity.content.plan
    answers = cached.answers().of_activity(activity.id, Trial)
    found = parts.parts(activity, answers, cached.runs())
    _poll(activity)
    if plan.seed_alone:
        _everyones(stage, plan, found)
        return
    groups = parts.groups(plan, found)
    stage.head(plan.question, _state(activity, plan, found))
    table = classroom.experiment_table(
        plan, groups, found, stage.who, activity.revealed
    )
    spec = classroom.experiment_spec(
        plan.choice, plan.values, classroom.experiment_kinds(table), True
    )
    with body():
        filling(table, spec, alt=classroom.experiment_text(plan, groups))


def _everyones(stage, plan, found):
    drawn = parts.curves(found, stage.who, None)
    stage.head(plan.question, parts.came_out(plan, found) or _how_far(found))
    with body():
        if drawn:
            filling(
                classroom.board_table(drawn),
                classroom.board_spec(plan.base.epochs),
                alt=classroom.board_text(drawn),
            )
        else:
            nothing_yet(
                "Press Start training on your own screen. The curves appear here."
            )


def _how_far(found):
    started = sum(part.outcome is not None for part in found)
    done = sum(part.reached is not None for part in found)
    return f"{started} started · {done} of {len(found)} done"


def _state(activity, plan, found):
    said = parts.came_out(plan, found) if activity.revealed else ""
    if said:
        return said.replace("**", "")
    return f"{cached.answers().guessed(activity.id)} predicted · {_how_far(found)}"


def _poll(activity):
    """The runs of the teacher's own: the window looks at those of the class anyway."""
    ids = [each.run for each in activity.content.standing_in]
    if ids:
        live.watch("run of a class, teacher", lambda: _progress(ids))


def _progress(ids):
    runs = cached.runs().several(ids)
    return {id: (run.status, run.epoch) for id, run in runs.items()}
