import re

import pytest

from mnist_ann.classroom.classroom import Classroom
from mnist_ann.classroom.contents import Asked, Experiment, SameDigit, Trial
from mnist_ann.classroom.experiment import parts
from mnist_ann.classroom.experiment.plan import OWN
from mnist_ann.classroom.votes.questions import own
from mnist_ann.errors import Problem
from mnist_ann.export.class_page import to_page
from mnist_ann.mnist import normalise
from mnist_ann.store.attempts import Attempts
from mnist_ann.store.queue import Queue
from mnist_ann.store.runs import Runs
from tests.classroom.joining import join
from tests.runs import Result


@pytest.fixture
def classroom(engine):
    return Classroom(engine)


@pytest.fixture
def id(classroom):
    """A class with two students."""
    id, _ = classroom.teaching.open("teacher")
    join(classroom, id, "Ada", "Ben")
    return id


@pytest.fixture
def runs(engine):
    return Runs(engine)


@pytest.fixture
def page(classroom, runs, id):
    """A function that gives the page of a visitor."""
    return lambda visitor: to_page(
        classroom, runs, classroom.classes.get(id), visitor
    ).decode()


def test_it_has_the_own_digits_and_what_the_class_found_out(classroom, id, page, data):
    drawn = classroom.activities.start(id, "teacher", SameDigit(7))
    for who, answer, sure in (("Ada", 7, 0.99), ("Ben", 1, 0.8)):
        classroom.drawings.hand_in(drawn, who, 7, normalise(data.x_test[0]), answer, sure, "sure")  # fmt: skip
    asked = classroom.activities.start(id, "teacher", Asked(own("How many?")))
    for who, guess in (("Ada", 40), ("Ben", 60)):
        classroom.answers.give(asked, who, guess=guess)
    assert "How many?" not in page("Ada")  # others' votes are nobody's yet
    classroom.activities.reveal(asked, "teacher")
    classroom.activities.change(asked, "teacher", told=92)

    ada, ben = page("Ada"), page("Ben")
    assert ada.count("<img") == ben.count("<img") == 1
    assert "<b>7</b>, 99.0%" in ada and "was a 7" not in ada
    assert "<b>1</b>, 80.0%<br>was a 7" in ben
    for each in (ada, ben):
        assert "the network read 1 of 2 right" in each
        assert "Mean of 2 votes: 50." in each and "The answer: 92." in each
    assert "You voted: 40." in ada and "You voted: 60." in ben
    assert "Ben" not in ada and "Ada" not in ben
    assert not re.search(r"<script|src=\"http|href=", ada)


def test_it_has_the_curve_of_the_own_network(classroom, id, page, runs, engine):
    activity = classroom.activities.start(id, "teacher", Experiment(OWN))
    given = classroom.answers.own(activity, "Ada", Trial)
    member = classroom.members.own(id, "Ada")
    run = parts.start(classroom.activities.get(activity), given, member, classroom.answers, runs)  # fmt: skip
    assert "<svg" not in page("Ada")
    Queue(engine).take(1)
    for epoch in (1, 2):
        Attempts(engine).write_epoch(run, 1, Result(epoch))
    best = max(epoch.val_accuracy for epoch in runs.epochs(run))
    assert "<svg" in page("Ada") and f"It reads {100 * best:.1f}%" in page("Ada")
    assert "<svg" not in page("Ben")


def test_who_is_not_in_the_class_gets_none(page):
    for stranger in ("teacher", "nobody"):
        with pytest.raises(Problem):
            page(stranger)
