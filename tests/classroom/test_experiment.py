import pytest

from mnist_ann.classroom import experiment
from mnist_ann.classroom.activities import Activities
from mnist_ann.classroom.classes import Classroom
from mnist_ann.classroom.experiment import (
    TRIED,
    Plan,
    compared,
    groups,
    missing,
    parts,
    predictions,
)
from mnist_ann.errors import Problem
from mnist_ann.recipe.choices import CHOICES
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.queue import Queue
from mnist_ann.store.runs import Runs

PLAN = Plan("learning_rate", (0.01, 0.1, 1.0))


@pytest.fixture
def shop(engine):
    """(Runs, Classroom, Activities) of one database."""
    return Runs(engine), Classroom(engine), Activities(engine)


@pytest.fixture
def room(shop):
    """A class of "teacher" with two students."""
    _, classroom, _ = shop
    id, _ = classroom.open("teacher")
    for name in ("Ada", "Ben"):
        classroom.join(classroom.get(id).code, name, name)
    return id


def begun(shop, room, plan=PLAN):
    """The Activity of an experiment that has just begun."""
    id = shop[2].start(
        room, "teacher", "experiment", plan.to_json(), shares=len(plan.values)
    )
    return shop[2].get(id)


def started(shop, room, activity, visitor, guess):
    """The id of a student's run."""
    runs, classroom, activities = shop
    activities.answer(activity.id, visitor, guess=guess)
    _, member = classroom.joined(visitor)
    own = activities.own(activity.id, visitor)
    return experiment.start(PLAN, activity, own, member, activities, runs)


def found(shop, activity):
    runs, _, activities = shop
    activity = activities.get(activity.id)
    return parts(PLAN, activity, activities.answers(activity.id), runs)


def test_a_plan_survives_a_trip_through_json():
    plan = Plan("hidden", ((), (30,), (300, 100)), Recipe(epochs=2))
    assert Plan.from_json(plan.to_json() | {"standing in": []}) == plan


@pytest.mark.parametrize(
    ("choice", "values", "sentence"),
    [
        ("seed", (1, 2), "can't try"),
        ("epochs", (1,), "2 to 12 values; 1 was given"),
        ("epochs", tuple(range(1, 14)), "13 were given"),
        ("epochs", (1, 0), "at least 1"),
    ],
)
def test_what_cannot_be_tried_says_why(choice, values, sentence):
    with pytest.raises(Problem, match=sentence):
        Plan(choice, values)


def test_every_suggestion_can_be_tried():
    for choice, tried in TRIED.items():
        Plan(choice, CHOICES[choice].read_several(tried.values))


def test_equal_values_differ_in_their_seeds_alone():
    one, two = PLAN.recipe(1, 3), PLAN.recipe(1, 4)
    assert (one.learning_rate, one.seed, two.seed) == (0.1, 45, 46)
    assert Recipe(**vars(one) | {"seed": 46}) == two


def test_who_has_not_predicted_cannot_start(shop, room, engine):
    runs, classroom, activities = shop
    activity = begun(shop, room)
    _, ada = classroom.joined("Ada")
    own = activities.own(activity.id, "Ada")
    with pytest.raises(Problem, match="Predict first"):
        experiment.start(PLAN, activity, own, ada, activities, runs)
    assert Queue(engine).ids() == []


def test_two_pages_of_a_student_start_one_run(shop, room, engine):
    runs, classroom, activities = shop
    activity = begun(shop, room)
    activities.answer(activity.id, "Ben", guess=0.9)
    _, ben = classroom.joined("Ben")
    seen = activities.own(activity.id, "Ben")
    run = experiment.start(PLAN, activity, seen, ben, activities, runs)
    with pytest.raises(Problem, match="on another page"):
        experiment.start(PLAN, activity, seen, ben, activities, runs)
    assert Queue(engine).ids() == [run]
    recipe = runs.get(run).recipe
    assert (recipe.learning_rate, recipe.seed) == (0.1, 42 + ben.number)


def test_the_board_has_students_then_values_that_nobody_has(shop, room):
    activity = begun(shop, room)
    run = started(shop, room, activity, "Ada", 0.9)
    ada, ben, nobody = found(shop, activity)
    assert ada.outcome.run.id == run and not ada.stands_in
    assert ada.guess is None  # hidden
    assert ben.outcome is None and ben.share == 1
    assert (nobody.member, nobody.share) == (None, 2)
    assert missing([ada, ben, nobody]) == [ben, nobody]
    shop[2].reveal(activity.id, "teacher")
    assert [part.guess for part in found(shop, activity)] == [0.9, None, None]


def test_the_teacher_starts_what_is_missing_until_its_owner_does(shop, room):
    runs, classroom, activities = shop
    activity = begun(shop, room)
    started(shop, room, activity, "Ada", 0.9)
    numbers = {each.id: each.number for each in classroom.members(room, "teacher")}
    experiment.stand_in(
        PLAN, activity, found(shop, activity), numbers, "teacher", activities, runs
    )
    ada, ben, nobody = found(shop, activity)
    assert [part.stands_in for part in (ada, ben, nobody)] == [False, True, True]
    assert {part.outcome.run.visitor for part in (ben, nobody)} == {"teacher"}
    assert [part.outcome.run.recipe.learning_rate for part in (ben, nobody)] == [0.1, 1]
    own = started(shop, room, activity, "Ben", 0.5)
    assert found(shop, activity)[1].outcome.run.id == own
    assert not missing(found(shop, activity))
    (group,) = [g for g in groups(PLAN, found(shop, activity)) if g.values == (0.1,)]
    assert [each.run.id for each in group.outcomes] == [own]


def test_who_joins_late_takes_no_run_away_that_the_teacher_started(shop, room):
    runs, classroom, activities = shop
    activity = begun(shop, room)
    experiment.stand_in(
        PLAN, activity, found(shop, activity), {}, "teacher", activities, runs
    )
    *_, nobody = found(shop, activity)
    classroom.join(classroom.get(room).code, "Cy", "Cy")
    activities.deal(activity.id, "Cy", len(PLAN.values))
    *_, cy, teachers = found(shop, activity)
    assert cy.share == teachers.share == nobody.share
    assert cy.outcome is None
    assert teachers.outcome.run.id == nobody.outcome.run.id


def test_a_student_cannot_start_what_is_missing(shop, room, engine):
    runs, _, activities = shop
    activity = begun(shop, room)
    with pytest.raises(Problem, match="Only the teacher"):
        experiment.stand_in(
            PLAN, activity, found(shop, activity), {}, "Ada", activities, runs
        )
    assert Queue(engine).ids() == []


def test_a_run_that_its_owner_deleted_counts_as_not_started(shop, room):
    activity = begun(shop, room)
    run = started(shop, room, activity, "Ada", 0.9)
    shop[0].delete(run, "Ada")
    assert len(missing(found(shop, activity))) == 3


def test_a_prediction_beside_what_came_out():
    assert compared(0.9, 0.9612) == (
        "You predicted 90%; it reads 96.1% right: 6.1 points apart."
    )


@pytest.mark.usefixtures("shipped")
def test_how_far_the_predictions_lie_from_what_came_out(shop, room):
    runs, _, activities = shop
    activity = begun(shop, room)
    assert predictions(found(shop, activity)) == ""
    linear = runs.get("linear")  # a run that has ended
    reached = max(epoch.val_accuracy for epoch in runs.epochs("linear"))
    for name, off in (("Ada", 0.04), ("Ben", -0.02)):
        activities.answer(activity.id, name, guess=reached + off, run=linear.id)
    assert predictions(found(shop, activity)) == ""  # hidden
    activities.reveal(activity.id, "teacher")
    # The median of 4 and 2 points is 3.
    assert predictions(found(shop, activity)) == (
        "Half of the 2 predictions lie within 3 points of what came out; 1 was too high."
    )
