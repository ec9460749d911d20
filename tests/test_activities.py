import pytest

from mnist_ann.activities import Activities
from mnist_ann.classroom import Classroom
from mnist_ann.database import connect
from mnist_ann.errors import Problem


@pytest.fixture
def classroom(url):
    return Classroom(connect(url))


@pytest.fixture
def activities(url):
    return Activities(connect(url))


@pytest.fixture
def id(classroom):
    """A class with two students."""
    id, _ = classroom.open("teacher")
    for name in ("Ada", "Ben"):
        classroom.join(classroom.get(id).code, name, name)
    return id


def test_guesses_are_hidden_from_all_until_they_are_revealed(activities, id):
    question = activities.start(id, "teacher", "question", {"text": "How many?"})
    activities.answer(question, "Ben", guess=97, value=0.1)
    activities.answer(question, "Ada", guess=50)
    assert [each.content for each in activities.answers(question)] == [
        {},
        {"value": 0.1},
    ]
    assert activities.guessed(question) == 2
    assert activities.own(question, "Ada") == {"guess": 50}
    activities.reveal(question, "teacher")
    assert [each.content for each in activities.answers(question)] == [
        {"guess": 50},
        {"guess": 97, "value": 0.1},
    ]
    with pytest.raises(Problem, match="no more answers"):
        activities.answer(question, "Ada", guess=97)
    assert activities.own(question, "Ada") == {"guess": 50}


def test_an_answer_can_be_changed_and_added_to(activities, id):
    question = activities.start(id, "teacher", "experiment", {})
    activities.answer(question, "Ada", guess=1)
    activities.answer(question, "Ada", run="abc")
    activities.answer(question, "Ada", guess=2)
    assert activities.own(question, "Ada") == {"guess": 2, "run": "abc"}


def test_a_new_activity_closes_the_one_before(activities, classroom, id):
    first = activities.start(id, "teacher", "question", {})
    second = activities.start(id, "teacher", "same digit", {"digit": 4})
    assert classroom.get(id).activity == second
    with pytest.raises(Problem, match="no more answers"):
        activities.answer(first, "Ada", guess=1)
    activities.show(first, "teacher")
    activities.set_open(first, "teacher", True)
    assert classroom.get(id).activity == first
    activities.answer(first, "Ada", guess=1)
    activities.finish(id, "teacher")
    assert classroom.get(id).activity is None
    assert [each.id for each in activities.list(id)] == [second, first]
    assert [each.id for each in activities.list(id, "same digit")] == [second]


def test_a_frozen_class_takes_nothing_and_loses_nothing(activities, classroom, id):
    question = activities.start(id, "teacher", "question", {})
    activities.answer(question, "Ada", guess=1)
    classroom.set_frozen(id, "teacher", True)
    with pytest.raises(Problem, match="frozen"):
        activities.answer(question, "Ada", guess=2)
    assert activities.own(question, "Ada") == {"guess": 1}
    classroom.set_frozen(id, "teacher", False)
    activities.answer(question, "Ada", guess=2)


def test_strangers_and_the_removed_give_nothing(activities, classroom, id):
    question = activities.start(id, "teacher", "question", {})
    activities.answer(question, "Ada", guess=1)
    ada = classroom.members(id, "teacher")[0]
    classroom.remove(id, "teacher", ada.id)
    for visitor in ("Ada", "nobody", "teacher"):
        with pytest.raises(Problem, match="in this class|removed you"):
            activities.answer(question, visitor, guess=2)
    assert activities.answers(question) == []
    assert activities.guessed(question) == 0


def test_a_student_cannot_steer_an_activity(activities, id):
    question = activities.start(id, "teacher", "question", {"text": "How many?"})
    before = activities.get(question)
    for act in (
        lambda: activities.show(question, "Ben"),
        lambda: activities.set_open(question, "Ben", False),
        lambda: activities.reveal(question, "Ben"),
        lambda: activities.add(question, "Ben", run="x"),
    ):
        with pytest.raises(Problem, match="Only the teacher"):
            act()
        assert activities.get(question) == before
    activities.add(question, "teacher", run="abc")
    assert activities.get(question).content == {"text": "How many?", "run": "abc"}
