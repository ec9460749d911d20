import pytest
import sqlalchemy as sa

from mnist_ann.classroom.classroom import Classroom
from mnist_ann.classroom.contents import (
    Asked,
    Experiment,
    SameDigit,
    TenDigits,
    Trial,
)
from mnist_ann.classroom.experiment.plan import Plan
from mnist_ann.classroom.votes.questions import own
from mnist_ann.errors import Problem
from mnist_ann.store.engine import connect

QUESTION = Asked(own("How many?"))
EXPERIMENT = Experiment(Plan("epochs", (1, 2, 5)))


def test_what_the_class_does_next_brings_everyone_to_its_page(classroom, id):
    activities = classroom.activities
    classroom.teaching.send(id, "teacher", "train", {"run": "article"})
    first = activities.start(id, "teacher", QUESTION)
    lead = classroom.classes.get(id).lead
    assert (lead.page, lead.query, lead.number) == ("classroom", {}, 2)
    classroom.answers.give(first, "Ada", guess=1)  # moves nobody
    assert classroom.classes.get(id).lead.number == 2
    activities.set_open(first, "teacher", False)  # all look at what came of it
    assert classroom.classes.get(id).lead.number == 3
    activities.finish(id, "teacher")
    assert classroom.classes.get(id).lead.number == 3


def test_a_new_activity_closes_the_one_before(classroom, id):
    activities = classroom.activities
    first = activities.start(id, "teacher", QUESTION)
    second = activities.start(id, "teacher", SameDigit(4))
    assert classroom.classes.get(id).activity == second
    with pytest.raises(Problem, match="no more answers"):
        classroom.answers.give(first, "Ada", guess=1)
    activities.show(first, "teacher")
    activities.set_open(first, "teacher", True)
    assert classroom.classes.get(id).activity == first
    classroom.answers.give(first, "Ada", guess=1)
    activities.finish(id, "teacher")
    assert classroom.classes.get(id).activity is None
    assert [each.id for each in activities.of_class(id)] == [second, first]
    (found,) = activities.of_kind(id, SameDigit)
    assert (found.id, found.kind, found.content) == (second, "same digit", SameDigit(4))


def test_an_activity_can_start_without_taking_answers(classroom, id):
    closed = classroom.activities.start(id, "teacher", QUESTION, open=False)
    assert classroom.classes.get(id).activity == closed
    with pytest.raises(Problem, match="no more answers"):
        classroom.answers.give(closed, "Ada", guess=1)


def everything(engine):
    """All rows of all that belongs to a class."""
    with engine.connect() as connection:
        return {
            table: connection.execute(sa.text(f"SELECT * FROM {table}")).all()
            for table in ("classes", "members", "activities", "answers")
        }


def test_wherever_a_start_fails_nothing_is_half_started(url, classroom, id):
    classroom.activities.start(id, "teacher", QUESTION)
    engine, left = connect(url), 0

    @sa.event.listens_for(engine, "before_cursor_execute")
    def fail_at_last(connection, cursor, statement, parameters, context, many):
        nonlocal left
        left -= statement.startswith(("INSERT", "UPDATE"))
        if left < 0:
            raise InterruptedError

    before, changes = everything(connect(url)), 0
    while True:
        left = changes
        try:
            Classroom(engine).activities.start(id, "teacher", EXPERIMENT)
            break
        except InterruptedError:
            assert everything(connect(url)) == before
            changes += 1
    # It closes the one before, makes this one, deals two shares, shows it, leads everyone.
    assert changes >= 6
    (started, closed) = classroom.activities.of_class(id)
    assert (started.open, closed.open) == (True, False)
    given = classroom.answers.of_activity(started.id, Trial)
    assert [each.answer for each in given] == [Trial(share=0), Trial(share=1)]


def test_a_student_cannot_steer_an_activity(classroom, id):
    activities = classroom.activities
    question = activities.start(id, "teacher", QUESTION)
    before = activities.get(question)
    for act in (
        lambda: activities.show(question, "Ben"),
        lambda: activities.set_open(question, "Ben", False),
        lambda: activities.reveal(question, "Ben"),
        lambda: activities.change(question, "Ben", run="x"),
        lambda: activities.check_teacher(question, "Ben"),
    ):
        with pytest.raises(Problem, match="Only the teacher"):
            act()
        assert activities.get(question) == before
    activities.change(question, "teacher", run="abc")
    activities.change(question, "teacher", told=5)
    assert activities.get(question).content == Asked(QUESTION.question, "abc", 5)


def test_what_cannot_be_is_no_content(classroom, id):
    question = classroom.activities.start(id, "teacher", QUESTION)
    with pytest.raises(Problem, match="a number from 0 to 100"):
        classroom.activities.change(question, "teacher", told=101)
    with pytest.raises(TypeError):  # our mistake: a question has no such field
        classroom.activities.change(question, "teacher", runs=("abc",))
    drawn = classroom.activities.start(id, "teacher", TenDigits())
    classroom.activities.change(drawn, "teacher", runs=("abc",))
    assert classroom.activities.get(drawn).content == TenDigits(("abc",))
