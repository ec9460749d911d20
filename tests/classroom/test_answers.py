import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from mnist_ann.classroom.classroom import Classroom
from mnist_ann.classroom.contents import Asked, Experiment, SameDigit, Trial, Vote
from mnist_ann.classroom.experiment.plan import Plan
from mnist_ann.classroom.votes.questions import own
from mnist_ann.errors import Problem
from mnist_ann.store.engine import connect

QUESTION = Asked(own("How many?"))


def experiment(values):
    return Experiment(Plan("epochs", tuple(range(1, values + 1))))


def answers(classroom, activity, kind):
    return [each.answer for each in classroom.answers.of_activity(activity, kind)]


def test_guesses_are_hidden_from_all_until_they_are_revealed(classroom, id):
    plan = classroom.activities.start(id, "teacher", experiment(3))
    classroom.answers.give(plan, "Ben", guess=0.97)
    classroom.answers.give(plan, "Ada", guess=0.5)
    assert answers(classroom, plan, Trial) == [Trial(share=0), Trial(share=1)]
    assert classroom.answers.guessed(plan) == 2
    assert classroom.answers.own(plan, "Ada", Trial) == Trial(0.5, 0)
    classroom.activities.reveal(plan, "teacher")
    assert answers(classroom, plan, Trial) == [Trial(0.5, 0), Trial(0.97, 1)]
    with pytest.raises(Problem, match="no more answers"):
        classroom.answers.give(plan, "Ada", guess=0.97)
    assert classroom.answers.own(plan, "Ada", Trial) == Trial(0.5, 0)


def test_an_answer_can_be_changed_and_added_to(classroom, id):
    plan = classroom.activities.start(id, "teacher", experiment(3))
    classroom.answers.give(plan, "Ada", guess=0.1)
    classroom.answers.give(plan, "Ada", run="abc")
    classroom.answers.give(plan, "Ada", guess=0.2)
    assert classroom.answers.own(plan, "Ada", Trial) == Trial(0.2, 0, "abc")


def test_only_an_answer_that_the_activity_asks_for_is_taken(classroom, id):
    question = classroom.activities.start(id, "teacher", QUESTION)
    for guess in (None, 101, float("nan")):
        with pytest.raises(Problem, match="a number"):
            classroom.answers.give(question, "Ada", guess=guess)
    with pytest.raises(TypeError):  # our mistake: a vote has no run
        classroom.answers.give(question, "Ada", run="abc")
    assert classroom.answers.own(question, "Ada", Vote) == Vote()
    assert classroom.answers.guessed(question) == 0
    drawn = classroom.activities.start(id, "teacher", SameDigit(4))
    with pytest.raises(Problem, match="takes drawings"):
        classroom.answers.give(drawn, "Ada", guess=4)


def test_a_frozen_class_takes_nothing_and_loses_nothing(classroom, id):
    question = classroom.activities.start(id, "teacher", QUESTION)
    classroom.answers.give(question, "Ada", guess=1)
    classroom.teaching.set_frozen(id, "teacher", True)
    with pytest.raises(Problem, match="frozen"):
        classroom.answers.give(question, "Ada", guess=2)
    assert classroom.answers.own(question, "Ada", Vote) == Vote(1)
    classroom.teaching.set_frozen(id, "teacher", False)
    classroom.answers.give(question, "Ada", guess=2)


def test_strangers_and_the_removed_give_nothing(classroom, id):
    question = classroom.activities.start(id, "teacher", QUESTION)
    classroom.answers.give(question, "Ada", guess=1)
    ada = classroom.members.of_class(id, "teacher")[0]
    classroom.teaching.remove(id, "teacher", ada.id)
    for visitor in ("Ada", "nobody", "teacher"):
        with pytest.raises(Problem, match="in this class|removed you"):
            classroom.answers.give(question, visitor, guess=2)
    assert answers(classroom, question, Vote) == []
    assert classroom.answers.guessed(question) == 0


def test_of_two_pages_that_saw_the_same_one_alone_can_change_it(classroom, id):
    plan = classroom.activities.start(id, "teacher", experiment(2))
    classroom.answers.give(plan, "Ada", seen=Trial(share=0), guess=0.9)
    both = classroom.answers.own(plan, "Ada", Trial)
    classroom.answers.give(plan, "Ada", seen=both, run="first")
    with pytest.raises(Problem, match="on another page"):
        classroom.answers.give(plan, "Ada", seen=both, run="second")
    assert classroom.answers.own(plan, "Ada", Trial).run == "first"


# Shares


def shares(classroom, activity):
    return [each.share for each in answers(classroom, activity, Trial)]


def test_shares_are_dealt_in_the_order_of_joining_and_evenly(classroom, id):
    code = classroom.classes.get(id).code
    plan = classroom.activities.start(id, "teacher", experiment(3))
    assert shares(classroom, plan) == [0, 1]
    classroom.members.join(code, "Cleo")
    classroom.members.join(code, "Dan")
    classroom.answers.deal(plan, "Dan")  # he looks first; she joined first
    assert shares(classroom, plan) == [0, 1, 2, 0]
    ben = classroom.members.of_class(id, "teacher")[1]
    classroom.teaching.remove(id, "teacher", ben.id)
    classroom.members.join(code, "Eve")
    for _ in range(2):  # asking again changes nothing
        classroom.answers.deal(plan, "Eve")
        assert shares(classroom, plan) == [0, 2, 0, 1]
    classroom.activities.set_open(plan, "teacher", False)
    classroom.members.join(code, "Finn")
    classroom.answers.deal(plan, "Finn")
    assert classroom.answers.own(plan, "Finn", Trial) == Trial()


def test_who_has_left_gets_a_share_on_coming_back(classroom, id):
    classroom.members.leave(id, "Ada")
    plan = classroom.activities.start(id, "teacher", experiment(3))
    assert shares(classroom, plan) == [0]
    classroom.members.join(classroom.classes.get(id).code, "Ada")
    classroom.answers.deal(plan, "Ada")
    assert shares(classroom, plan) == [1, 0]


def test_ten_who_ask_at_once_get_shares_as_even_as_can_be(url, classroom, id):
    code = classroom.classes.get(id).code
    plan = classroom.activities.start(id, "teacher", experiment(4))
    classroom.teaching.set_nicknames(id, "teacher", False)
    late = [f"late {number}" for number in range(10)]
    for name in late:
        classroom.members.join(code, name)

    together = threading.Barrier(len(late))

    def ask(name):
        own = Classroom(connect(url))  # a connection of its own, as a process has
        own.activities.get(plan)
        together.wait()
        own.answers.deal(plan, name)
        own.answers.give(plan, name, guess=0.5)
        return own.answers.own(plan, name, Trial)

    with ThreadPoolExecutor(len(late)) as pool:
        found = list(pool.map(ask, late))
    dealt = shares(classroom, plan)
    assert dealt == [place % 4 for place in range(12)]
    assert found == [Trial(0.5, share) for share in dealt[2:]]


def test_only_the_class_gets_shares(classroom, id):
    plan = classroom.activities.start(id, "teacher", experiment(2))
    with pytest.raises(Problem, match="in this class"):
        classroom.answers.deal(plan, "nobody")
