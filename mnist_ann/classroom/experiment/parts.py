"""What comes of a class's experiment: each student's part in it, the runs, and how good predictions were.

A part is a student's share: a value of the plan, what was predicted for it, and the run that was
started. Where a student starts none, the teacher's run can stand in.
"""

import statistics
from collections.abc import Mapping
from dataclasses import dataclass

from mnist_ann.classroom.activities import Activities, Activity
from mnist_ann.classroom.answers import Answers, Given
from mnist_ann.classroom.board import Curve
from mnist_ann.classroom.contents import Experiment, StandIn, Trial
from mnist_ann.classroom.experiment.plan import Plan
from mnist_ann.classroom.members import Member
from mnist_ann.errors import Problem
from mnist_ann.lab import outcomes
from mnist_ann.lab.outcomes import Group, Outcome
from mnist_ann.store.runs import Runs


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
    def reached(self) -> float | None:
        """The best validation accuracy of a run that has ended, 0 to 1; None before."""
        if self.outcome is None or self.outcome.run.live or self.outcome.best is None:
            return None
        return self.outcome.best.val_accuracy


def parts(
    activity: Activity[Experiment], answers: list[Given[Trial]], runs: Runs
) -> list[Part]:
    """The Parts of an experiment: of each member who has a share, in the order of the answers, then of
    the values that nobody has, or had when the teacher started a run for them."""
    content = activity.content
    standing = {(each.member, each.share): each.run for each in content.standing_in}
    places = [
        (given.member, given.answer.share, given.answer)
        for given in answers
        if given.answer.share is not None
    ]
    held = {share for _, share, _ in places}
    places += [
        (None, share, Trial())
        for share in range(content.shares)
        if share not in held or (None, share) in standing
    ]
    ids = [trial.run for *_, trial in places if trial.run is not None]
    known = runs.several([*ids, *standing.values()])
    epochs = runs.epochs_of(known)
    found = []
    for member, share, trial in places:
        own = known.get(trial.run or "")
        run = own or known.get(standing.get((member, share), ""))
        found.append(
            Part(
                member,
                share,
                trial.guess,
                run and Outcome(run, epochs[run.id]),
                stands_in=own is None and run is not None,
            )
        )
    return found


def missing(found: list[Part]) -> list[Part]:
    """Those of some Parts that no run was started for."""
    return [part for part in found if part.outcome is None]


def groups(plan: Plan, found: list[Part]) -> list[Group]:
    """Some Parts by value, in the order of the plan."""
    reached = [part.outcome for part in found if part.outcome]
    reached.sort(key=lambda outcome: _place(plan, outcome))
    return outcomes.groups(reached, [plan.choice])


def _place(plan, outcome):
    return plan.values.index(getattr(outcome.run.recipe, plan.choice))


def came_out(plan: Plan, found: list[Part]) -> str:
    """What some Parts tell, Markdown of a sentence or more; "" before any run has ended an epoch."""
    if plan.seed_alone:
        return spread(found)
    of_values = groups(plan, found)
    if not any(group.accuracy is not None for group in of_values):
        return ""
    return outcomes.verdict(of_values, [plan.choice], bool(missing(found)))


def start(
    activity: Activity[Experiment],
    own: Trial,
    member: Member,
    answers: Answers,
    runs: Runs,
) -> str:
    """Start a student's run and return its id. own: what the page knows of the student's answer. Raises
    Problem if there is no guess yet, another page has started one meanwhile, or too many wait."""
    plan = activity.content.plan
    if own.share is None or (own.guess is None and not plan.seed_alone):
        raise Problem("Predict first, then start.")
    recipe = plan.recipe(own.share, member.number)
    id = runs.create(recipe, member.visitor, _name(plan, own.share, recipe))
    try:
        answers.give(activity.id, member.visitor, seen=own, run=id)
    except Problem:
        runs.delete(id, member.visitor)
        raise
    return id


def stand_in(
    activity: Activity[Experiment],
    found: list[Part],
    numbers: dict[int, int],
    visitor: str,
    activities: Activities,
    runs: Runs,
) -> None:
    """Start runs of the teacher's for all `missing` parts. numbers: {member: number in the class}.
    Raises Problem for anyone but the teacher, and if too many wait; those before are started."""
    plan, standing = activity.content.plan, [*activity.content.standing_in]
    activities.check_teacher(activity.id, visitor)
    try:
        for part in missing(found):
            number = 0 if part.member is None else numbers.get(part.member, 0)
            recipe = plan.recipe(part.share, number)
            id = runs.create(recipe, visitor, _name(plan, part.share, recipe))
            standing.append(StandIn(part.member, part.share, id))
    finally:
        activities.change(activity.id, visitor, standing_in=tuple(standing))


def _name(plan, share, recipe):
    if plan.seed_alone:
        return f"Own network, seed {recipe.seed}"
    value = plan.say(share)  # first: legends are short
    return f"{value[0].upper()}{value[1:]}, class experiment"


def compared(guess: float, reached: float) -> str:
    """A guess and what came out, both 0 to 1, in a sentence."""
    off = abs(guess - reached) * 100
    return f"You predicted {100 * guess:.3g}%; it reads {reached:.1%} right: {off:.1f} points apart."


def predictions(found: list[Part]) -> str:
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


def goes_on(found: list[Part]) -> bool:
    """Whether there are runs still to be started or to end."""
    return any(part.outcome is None or part.outcome.run.live for part in found)


def curves(found: list[Part], names: Mapping[int, str], me: int | None) -> list[Curve]:
    """The Curves of those Parts that have one, one's own the last, above all others. names: {member: as
    the class sees it}. me: the member who looks, if it isn't the teacher."""
    drawn = [
        Curve(
            part.outcome.run.id,
            "the teacher" if part.stands_in else names.get(part.member or 0, "nobody"),
            part.outcome.epochs,
            mine=me is not None and part.member == me and not part.stands_in,
        )
        for part in found
        if part.outcome and part.outcome.epochs
    ]
    return sorted(drawn, key=lambda curve: curve.mine)


def spread(found: list[Part]) -> str:
    """How far apart the runs of one recipe ended, in a sentence; "" before two have."""
    reached = [part.reached for part in found if part.reached is not None]
    if len(reached) < 2:
        return ""
    return (
        f"{len(reached)} networks, one recipe: from {min(reached):.1%} to {max(reached):.1%} of the "
        f"validation images. Only the seed differs: the first weights, and the order of the images."
    )
