import time

import pytest

from mnist_ann.classroom import members
from mnist_ann.errors import Problem
from tests.classroom.joining import code, join, names


@pytest.fixture
def id(empty):
    return empty


def test_students_are_listed_as_they_joined_and_keep_their_place(classroom, id):
    join(classroom, id, "Ada", "Ben")
    classroom.members.join(code(classroom, id), "cem")
    assert names(classroom, id) == ["Ada", "Ben", "Student 3"]
    found, member = classroom.members.join(code(classroom, id), "Ada")
    assert (found.id, member.number, member.name) == (id, 1, "Ada")
    assert len(names(classroom, id)) == 3
    assert classroom.members.joined("Ada")[1].number == 1


def test_a_nickname_that_cannot_be_is_refused(classroom, id):
    join(classroom, id, "Ben")
    for name, sentence in (
        ("x" * 21, "at most 20"),
        ("<b>Ada</b>", "can't have any of"),
        ("[a](b)", "can't have any of"),
        ("A\u202eda", "invisible characters"),
        ("ben", "called ben already"),
    ):
        with pytest.raises(Problem, match=sentence):
            classroom.members.join(code(classroom, id), "eve", name)
    assert names(classroom, id) == ["Ben"]


def test_nobody_new_joins_a_locked_class_but_who_was_there_comes_back(classroom, id):
    join(classroom, id, "Ada")
    classroom.teaching.set_joining(id, "teacher", False)
    with pytest.raises(Problem, match="nobody new"):
        join(classroom, id, "Ben")
    assert classroom.members.join(code(classroom, id), "Ada")[1].number == 1
    classroom.teaching.set_joining(id, "teacher", True)
    join(classroom, id, "Ben")


def test_a_class_is_full_at_some_point(classroom, id, monkeypatch):
    monkeypatch.setattr(members, "MOST_MEMBERS", 2)
    join(classroom, id, "Ada", "Ben")
    with pytest.raises(Problem, match="full"):
        join(classroom, id, "Cem")


def test_who_was_removed_stays_out(classroom, id):
    ada, _ = join(classroom, id, "Ada", "Ben")
    classroom.teaching.remove(id, "teacher", ada.id)
    assert names(classroom, id) == ["Ben"]
    assert classroom.members.joined("Ada") is None
    for act in (
        lambda: join(classroom, id, "Ada"),
        lambda: classroom.members.ask_help(id, "Ada"),
        lambda: classroom.members.of_class(id, "Ada"),
    ):
        with pytest.raises(Problem):
            act()


def test_hidden_nicknames_reach_the_teacher_alone(classroom, id):
    join(classroom, id, "Ada", "Ben")
    assert names(classroom, id, "Ben") == ["Ada", "Ben"]
    classroom.teaching.set_nicknames(id, "teacher", False)
    assert names(classroom, id) == ["Ada", "Ben"]
    assert names(classroom, id, "Ben") == ["Student 1", "Ben"]


def test_who_is_not_in_a_class_sees_nobody_of_it(classroom, id):
    join(classroom, id, "Ada")
    other, _ = classroom.teaching.open("other teacher")
    join(classroom, other, "Eve")
    for visitor in ("nobody", "Eve", "other teacher"):
        with pytest.raises(Problem, match="Only who is in this class"):
            classroom.members.of_class(id, visitor)


def test_who_is_no_longer_in_a_class_learns_why(classroom, id):
    code = classroom.classes.get(id).code
    join(classroom, id, "Ada", "Ben", "Cy")
    _, ben = classroom.members.joined("Ben")
    classroom.teaching.remove(id, "teacher", ben.id)
    classroom.members.leave(id, "Cy")
    assert classroom.members.parted(code, "Ada") is None
    assert "removed you" in classroom.members.parted(code, "Ben")
    classroom.teaching.end(id, "teacher")
    assert "has ended" in classroom.members.parted(code, "Ada")
    for nobody in ("Cy", "Dan", "teacher"):
        assert classroom.members.parted(code, nobody) is None


def test_help_is_asked_for_and_given(classroom, id):
    ada = join(classroom, id, "Ada")[0]
    classroom.members.ask_help(id, "Ada")
    since = classroom.members.of_class(id, "teacher")[0].help
    assert since
    classroom.members.ask_help(
        id, "Ada"
    )  # asking again doesn't lose the place in the line
    assert classroom.members.of_class(id, "teacher")[0].help == since
    classroom.teaching.helped(id, "teacher", ada.id)
    assert classroom.members.of_class(id, "teacher")[0].help is None


def test_who_left_or_fell_silent_is_away_and_can_come_back(classroom, id, monkeypatch):
    join(classroom, id, "Ada", "Ben")
    classroom.members.leave(id, "Ada")
    assert classroom.members.joined("Ada") is None
    assert [m.here for m in classroom.members.of_class(id, "teacher")] == [False, True]
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + members.HERE + 1)
    classroom.members.join(code(classroom, id), "Ada")
    assert [m.here for m in classroom.members.of_class(id, "teacher")] == [True, False]
    classroom.members.seen(id, "Ben")
    assert [m.here for m in classroom.members.of_class(id, "teacher")] == [True, True]


def test_who_joins_another_class_is_in_that_one_and_can_come_back(classroom, id):
    other, _ = classroom.teaching.open("other teacher")
    for each in (id, other, id):
        join(classroom, each, "Ada")
        assert classroom.members.joined("Ada")[0].id == each
