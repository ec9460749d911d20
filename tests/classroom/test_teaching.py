import time
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from mnist_ann.classroom.contents import Asked
from mnist_ann.classroom.votes.questions import own
from mnist_ann.errors import Problem
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.engine import connect
from mnist_ann.store.queue import Queue
from mnist_ann.store.runs import Runs
from tests.classroom.joining import code, join, names

QUESTION = Asked(own("How many?"))


@pytest.fixture
def id(empty):
    return empty


ACTIONS = {
    "new key": lambda c, id, who, ada: c.teaching.new_key(id, who),
    "lock": lambda c, id, who, ada: c.teaching.set_joining(id, who, False),
    "freeze": lambda c, id, who, ada: c.teaching.set_frozen(id, who, True),
    "hide": lambda c, id, who, ada: c.teaching.set_nicknames(id, who, False),
    "go on": lambda c, id, who, ada: c.teaching.set_end(id, who, datetime.now(UTC) + timedelta(days=7)),
    "send": lambda c, id, who, ada: c.teaching.send(id, who, "train", {"run": "article"}),
    "end": lambda c, id, who, ada: c.teaching.end(id, who),
    "delete": lambda c, id, who, ada: c.teaching.delete(id, who),
    "rename": lambda c, id, who, ada: c.teaching.rename(id, who, ada, "Eve"),
    "remove": lambda c, id, who, ada: c.teaching.remove(id, who, ada),
    "helped": lambda c, id, who, ada: c.teaching.helped(id, who, ada),
    "start": lambda c, id, who, ada: c.activities.start(id, who, QUESTION),
    "finish": lambda c, id, who, ada: c.activities.finish(id, who),
    "recover": lambda c, id, who, ada: c.teaching.recover(c.classes.get(id).code, "guessed", who),
}  # fmt: skip


def test_a_student_cannot_act_as_the_teacher(classroom, id):
    ada, _ = join(classroom, id, "Ada", "Ben")
    before = classroom.classes.get(id)
    for name, act in ACTIONS.items():
        for who in ("Ben", "nobody", ""):
            with pytest.raises(Problem, match="Only the teacher|recovery link"):
                act(classroom, id, who, ada.id)
        assert classroom.classes.get(id) == before, name
        assert names(classroom, id) == ["Ada", "Ben"], name


def test_the_teacher_of_one_class_has_no_say_in_another(classroom, id):
    ada = join(classroom, id, "Ada")[0]
    other, _ = classroom.teaching.open("other")
    with pytest.raises(Problem, match="Only the teacher"):
        classroom.teaching.remove(id, "other", ada.id)
    classroom.teaching.remove(other, "other", ada.id)  # a member of none of theirs
    assert names(classroom, id) == ["Ada"]


def test_a_recovery_key_makes_another_browser_the_teachers_until_there_is_a_new_one(
    classroom,
):
    id, key = classroom.teaching.open("laptop")
    classroom.teaching.recover(code(classroom, id), key, "desk")
    classroom.teaching.set_frozen(id, "desk", True)
    assert classroom.classes.taught("desk").id == id
    new = classroom.teaching.new_key(id, "desk")
    with pytest.raises(Problem, match="recovery link"):
        classroom.teaching.recover(code(classroom, id), key, "thief")
    classroom.teaching.recover(code(classroom, id), new, "phone")
    assert classroom.classes.teaches(id, "laptop") and classroom.classes.teaches(
        id, "phone"
    )


def test_the_recovery_key_is_not_kept(classroom, url):
    _, key = classroom.teaching.open("laptop")
    with connect(url).connect() as connection:
        row = connection.execute(sa.text("SELECT * FROM classes")).mappings().one()
    assert key not in str(dict(row))


def test_one_teacher_has_one_open_class(classroom, id):
    with pytest.raises(Problem, match="already"):
        classroom.teaching.open("teacher")
    classroom.teaching.end(id, "teacher")
    assert classroom.teaching.open("teacher")[0] != id


def test_deleting_a_class_deletes_all_that_was_collected(classroom, url, id):
    join(classroom, id, "Ada")
    activity = classroom.activities.start(id, "teacher", QUESTION)
    classroom.answers.give(activity, "Ada", guess=5)
    classroom.teaching.delete(id, "teacher")
    with connect(url).connect() as connection:
        for table in ("classes", "teachers", "members", "activities", "answers"):
            count = connection.execute(
                sa.text(f"SELECT count(*) FROM {table}")
            ).scalar()
            assert count == 0, table


def test_the_teachers_run_goes_first_and_every_student_has_a_turn_before_a_second(
    classroom, url, id
):
    join(classroom, id, "Ada", "Ben")
    runs, queue = Runs(connect(url)), Queue(connect(url))
    started = [
        runs.create(Recipe(epochs=1), visitor)
        for visitor in ("Ada", "Ada", "Ben", "teacher")
    ]
    ada, ada_again, ben, teacher = started
    assert queue.ids() == [teacher, ada, ben, ada_again]
    classroom.teaching.end(id, "teacher")
    assert queue.ids() == [ada, ben, teacher, ada_again]


def test_the_teacher_can_stop_a_students_run_of_this_class_and_nobody_else_can(
    classroom, url, id
):
    runs = Runs(connect(url))
    before = runs.create(Recipe(epochs=1), "Ada")
    time.sleep(0.01)
    join(classroom, id, "Ada", "Ben")
    run = runs.create(Recipe(epochs=1), "Ada")
    assert [each.id for each in runs.of_class(id)] == [run]
    for visitor, its in (("Ben", run), ("teacher", before)):
        for act in (runs.stop, runs.delete, runs.archive):
            with pytest.raises(Problem, match="Only the one who started"):
                act(its, visitor)
    pulse = runs.pulse_of_class(id)
    runs.stop(run, "teacher")
    assert runs.get(run).status == "stopped"
    assert runs.pulse_of_class(id) != pulse
    classroom.teaching.end(id, "teacher")
    with pytest.raises(Problem, match="Only the one who started"):
        runs.delete(run, "teacher")


def test_a_class_goes_on_for_as_many_lessons_as_its_teacher_chooses(classroom, id):
    assert classroom.classes.get(id).ends - datetime.now(UTC) < timedelta(days=1)
    term = datetime.now(UTC) + timedelta(days=100)
    classroom.teaching.set_end(id, "teacher", term)
    assert classroom.classes.get(id).ends == term
    assert not classroom.classes.get(id).ended
    for never in (timedelta(days=-1), timedelta(days=200)):
        with pytest.raises(Problem, match="in the next 120 days"):
            classroom.teaching.set_end(id, "teacher", datetime.now(UTC) + never)
    assert classroom.classes.get(id).ends == term
