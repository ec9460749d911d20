import pytest

from mnist_ann.classroom.contents import Experiment, Trial
from mnist_ann.classroom.experiment import parts
from mnist_ann.classroom.experiment.parts import compared, groups, missing, predictions
from mnist_ann.classroom.experiment.plan import OWN, Plan
from mnist_ann.errors import Problem
from mnist_ann.store.engine import connect
from mnist_ann.store.queue import Queue
from mnist_ann.store.runs import Runs

PLAN = Plan("learning_rate", (0.01, 0.1, 1.0))


@pytest.fixture
def queue(url):
    return Queue(connect(url))


@pytest.fixture
def shop(url, classroom):
    """(Runs, Classroom) of one database."""
    return Runs(connect(url)), classroom


def begun(shop, id, plan=PLAN):
    """The Activity of an experiment that has just begun in a class."""
    _, classroom = shop
    started = classroom.activities.start(id, "teacher", Experiment(plan))
    return classroom.activities.get(started)


def started(shop, activity, visitor, guess):
    """The id of a student's run."""
    runs, classroom = shop
    classroom.answers.give(activity.id, visitor, guess=guess)
    _, member = classroom.members.joined(visitor)
    own = classroom.answers.own(activity.id, visitor, Trial)
    return parts.start(activity, own, member, classroom.answers, runs)


def found(shop, activity):
    runs, classroom = shop
    answers = classroom.answers.of_activity(activity.id, Trial)
    return parts.parts(classroom.activities.get(activity.id), answers, runs)


def stand_in(shop, activity, visitor, numbers):
    runs, classroom = shop
    missed = found(shop, activity)
    parts.stand_in(activity, missed, numbers, visitor, classroom.activities, runs)


def test_who_has_not_predicted_cannot_start(shop, queue, id):
    runs, classroom = shop
    activity = begun(shop, id)
    _, ada = classroom.members.joined("Ada")
    own = classroom.answers.own(activity.id, "Ada", Trial)
    with pytest.raises(Problem, match="Predict first"):
        parts.start(activity, own, ada, classroom.answers, runs)
    assert queue.ids() == []


def test_two_pages_of_a_student_start_one_run(shop, queue, id):
    runs, classroom = shop
    activity = begun(shop, id)
    classroom.answers.give(activity.id, "Ben", guess=0.9)
    _, ben = classroom.members.joined("Ben")
    seen = classroom.answers.own(activity.id, "Ben", Trial)
    run = parts.start(activity, seen, ben, classroom.answers, runs)
    with pytest.raises(Problem, match="on another page"):
        parts.start(activity, seen, ben, classroom.answers, runs)
    assert queue.ids() == [run]
    recipe = runs.get(run).recipe
    assert (recipe.learning_rate, recipe.seed) == (0.1, 42 + ben.number)


def test_the_board_has_students_then_values_that_nobody_has(shop, id):
    activity = begun(shop, id)
    run = started(shop, activity, "Ada", 0.9)
    ada, ben, nobody = found(shop, activity)
    assert ada.outcome.run.id == run and not ada.stands_in
    assert ada.guess is None  # hidden
    assert ben.outcome is None and ben.share == 1
    assert (nobody.member, nobody.share) == (None, 2)
    assert missing([ada, ben, nobody]) == [ben, nobody]
    shop[1].activities.reveal(activity.id, "teacher")
    assert [part.guess for part in found(shop, activity)] == [0.9, None, None]


def test_the_teacher_starts_what_is_missing_until_its_owner_does(shop, id):
    _, classroom = shop
    activity = begun(shop, id)
    started(shop, activity, "Ada", 0.9)
    numbers = {
        each.id: each.number for each in classroom.members.of_class(id, "teacher")
    }
    stand_in(shop, activity, "teacher", numbers)
    ada, ben, nobody = found(shop, activity)
    assert [part.stands_in for part in (ada, ben, nobody)] == [False, True, True]
    assert {part.outcome.run.visitor for part in (ben, nobody)} == {"teacher"}
    assert [part.outcome.run.recipe.learning_rate for part in (ben, nobody)] == [0.1, 1]
    own = started(shop, activity, "Ben", 0.5)
    assert found(shop, activity)[1].outcome.run.id == own
    assert not missing(found(shop, activity))
    (group,) = [g for g in groups(PLAN, found(shop, activity)) if g.values == (0.1,)]
    assert [each.run.id for each in group.outcomes] == [own]


def test_who_joins_late_takes_no_run_away_that_the_teacher_started(shop, id):
    _, classroom = shop
    activity = begun(shop, id)
    stand_in(shop, activity, "teacher", {})
    *_, nobody = found(shop, activity)
    classroom.members.join(classroom.classes.get(id).code, "Cy", "Cy")
    classroom.answers.deal(activity.id, "Cy")
    *_, cy, teachers = found(shop, activity)
    assert cy.share == teachers.share == nobody.share
    assert cy.outcome is None
    assert teachers.outcome.run.id == nobody.outcome.run.id


def test_a_student_cannot_start_what_is_missing(shop, queue, id):
    activity = begun(shop, id)
    with pytest.raises(Problem, match="Only the teacher"):
        stand_in(shop, activity, "Ada", {})
    assert queue.ids() == []


def test_a_run_that_its_owner_deleted_counts_as_not_started(shop, id):
    activity = begun(shop, id)
    run = started(shop, activity, "Ada", 0.9)
    shop[0].delete(run, "Ada")
    assert len(missing(found(shop, activity))) == 3


def test_a_prediction_beside_what_came_out():
    assert compared(0.9, 0.9612) == (
        "You predicted 90%; it reads 96.1% right: 6.1 points apart."
    )


@pytest.mark.usefixtures("shipped")
def test_how_far_the_predictions_lie_from_what_came_out(shop, id):
    runs, classroom = shop
    activity = begun(shop, id)
    assert predictions(found(shop, activity)) == ""
    linear = runs.get("linear")  # a run that has ended
    reached = max(epoch.val_accuracy for epoch in runs.epochs("linear"))
    for name, off in (("Ada", 0.04), ("Ben", -0.02)):
        classroom.answers.give(activity.id, name, guess=reached + off, run=linear.id)
    assert predictions(found(shop, activity)) == ""  # hidden
    classroom.activities.reveal(activity.id, "teacher")
    # The median of 4 and 2 points is 3.
    assert predictions(found(shop, activity)) == (
        "Half of the 2 predictions lie within 3 points of what came out; 1 was too high."
    )


def test_who_trains_their_own_needs_no_prediction(shop, id):
    runs, classroom = shop
    activity = begun(shop, id, OWN)
    recipes = []
    for name in ("Ada", "Ben"):
        _, member = classroom.members.joined(name)
        own = classroom.answers.own(activity.id, name, Trial)
        run = parts.start(activity, own, member, classroom.answers, runs)
        recipes.append(runs.get(run).recipe)
    assert [recipe.seed for recipe in recipes] == [43, 44]
    assert parts.goes_on(found(shop, activity))
    assert parts.spread(found(shop, activity)) == ""


@pytest.mark.usefixtures("shipped")
def test_each_student_finds_their_own_curve(shop, id):
    _, classroom = shop
    activity = begun(shop, id, OWN)
    (_, ada), (_, ben) = map(classroom.members.joined, ("Ada", "Ben"))
    for name in ("Ada", "Ben"):
        classroom.answers.give(activity.id, name, run="linear")
    trained, names = found(shop, activity), {ada.id: "Ada", ben.id: "Ben"}
    drawn = parts.curves(trained, names, ada.id)
    assert [(curve.who, curve.mine) for curve in drawn] == [
        ("Ben", False),
        ("Ada", True),  # the last, above the others
    ]
    teachers = parts.curves(trained, names, None)
    assert [(curve.who, curve.mine) for curve in teachers] == [
        ("Ada", False),
        ("Ben", False),
    ]
    assert parts.spread(trained).startswith("2 networks, one recipe: from 9")
    assert not parts.goes_on(trained)
