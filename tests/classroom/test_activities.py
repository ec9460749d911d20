import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from mnist_ann.classroom.activities import Activities
from mnist_ann.classroom.classes import Classroom
from mnist_ann.errors import Problem
from mnist_ann.store.engine import connect


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


def test_what_the_class_does_next_brings_everyone_to_its_page(
    activities, classroom, id
):
    classroom.send(id, "teacher", "train", {"run": "article"})
    first = activities.start(id, "teacher", "same digit", {"digit": 4})
    lead = classroom.get(id).lead
    assert (lead.page, lead.query, lead.number) == ("classroom", {}, 2)
    activities.answer(first, "Ada", guess=1)  # moves nobody
    assert classroom.get(id).lead.number == 2
    activities.set_open(first, "teacher", False)  # the wall is shown to all
    assert classroom.get(id).lead.number == 3
    activities.finish(id, "teacher")
    assert classroom.get(id).lead.number == 3


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


# Shares


def shares(activities, id):
    return [each.content.get("share") for each in activities.answers(id)]


def test_shares_are_dealt_in_the_order_of_joining_and_evenly(activities, classroom, id):
    code = classroom.get(id).code
    plan = activities.start(id, "teacher", "experiment", {}, shares=3)
    assert shares(activities, plan) == [0, 1]
    classroom.join(code, "Cleo")
    classroom.join(code, "Dan")
    activities.deal(plan, "Dan", 3)  # he looks first; she joined first
    assert shares(activities, plan) == [0, 1, 2, 0]
    ben = classroom.members(id, "teacher")[1]
    classroom.remove(id, "teacher", ben.id)
    classroom.join(code, "Eve")
    for _ in range(2):  # asking again changes nothing
        activities.deal(plan, "Eve", 3)
        assert shares(activities, plan) == [0, 2, 0, 1]
    activities.set_open(plan, "teacher", False)
    classroom.join(code, "Finn")
    activities.deal(plan, "Finn", 3)
    assert activities.own(plan, "Finn") == {}


def test_who_has_left_gets_a_share_on_coming_back(activities, classroom, id):
    classroom.leave(id, "Ada")
    plan = activities.start(id, "teacher", "experiment", {}, shares=3)
    assert shares(activities, plan) == [0]
    classroom.join(classroom.get(id).code, "Ada")
    activities.deal(plan, "Ada", 3)
    assert shares(activities, plan) == [1, 0]


def test_ten_who_ask_at_once_get_shares_as_even_as_can_be(url, classroom, id):
    code = classroom.get(id).code
    plan = Activities(connect(url)).start(id, "teacher", "experiment", {})
    classroom.set_nicknames(id, "teacher", False)
    late = [f"late {number}" for number in range(10)]
    for name in late:
        classroom.join(code, name)

    together = threading.Barrier(len(late))

    def ask(name):
        own = Activities(connect(url))  # a connection of its own, as a process has
        own.get(plan)
        together.wait()
        own.deal(plan, name, 4)
        own.answer(plan, name, guess=0.5)
        return own.own(plan, name)

    with ThreadPoolExecutor(len(late)) as pool:
        found = list(pool.map(ask, late))
    dealt = shares(Activities(connect(url)), plan)
    assert dealt == [place % 4 for place in range(12)]
    assert found == [{"share": share, "guess": 0.5} for share in dealt[2:]]


def test_only_the_class_gets_shares(activities, id):
    plan = activities.start(id, "teacher", "experiment", {}, shares=2)
    with pytest.raises(Problem, match="in this class"):
        activities.deal(plan, "nobody", 2)


def test_of_two_pages_that_saw_the_same_one_alone_can_change_it(activities, id):
    plan = activities.start(id, "teacher", "experiment", {}, shares=2)
    activities.answer(plan, "Ada", seen={"share": 0}, guess=0.9)
    both = activities.own(plan, "Ada")
    activities.answer(plan, "Ada", seen=both, run="first")
    with pytest.raises(Problem, match="on another page"):
        activities.answer(plan, "Ada", seen=both, run="second")
    assert activities.own(plan, "Ada")["run"] == "first"
