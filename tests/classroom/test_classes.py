import time

import pytest

from mnist_ann.classroom.classes import MOST_TRIES
from mnist_ann.errors import Problem
from tests.classroom.joining import code, join, names


@pytest.fixture
def id(empty):
    return empty


def test_a_code_cannot_be_confused_when_it_is_read_from_a_wall(classroom, id):
    codes = [code(classroom, id)] + [
        code(classroom, classroom.teaching.open(f"teacher {each}")[0])
        for each in range(20)
    ]
    assert len(set(codes)) == 21
    assert not set("".join(codes)) & set("01OILoil")
    assert {len(each) for each in codes} == {6}


def test_a_code_is_found_however_it_is_typed(classroom, id):
    right = code(classroom, id)
    for typed in (
        right.lower(),
        f" {right[:3]} {right[3:]} ",
        f"{right[:3]}-{right[3:]}",
    ):
        assert classroom.classes.find(typed, "ada").id == id


def test_a_wrong_code_says_so(classroom, id):
    for typed, sentence in (
        ("", "has 6 letters"),
        ("K7QM4", "has 6 letters"),
        ("000000", "no class 000000"),
        ("'; DROP TABLE classes; --", "has 6 letters"),
    ):
        with pytest.raises(Problem, match=sentence):
            classroom.members.join(typed, "ada", "Ada")


def test_who_tries_code_after_code_has_to_wait(classroom, id):
    for _ in range(MOST_TRIES):
        with pytest.raises(Problem, match="no class"):
            classroom.classes.find("AAAAAA", "eve")
    with pytest.raises(Problem, match="Wait a minute"):
        classroom.classes.find(code(classroom, id), "eve")
    assert classroom.classes.find(code(classroom, id), "ada").id == id


def test_a_class_ends_by_itself_and_is_gone_a_week_later(classroom, id, monkeypatch):
    join(classroom, id, "Ada")
    right, now = code(classroom, id), time.time()
    monkeypatch.setattr(time, "time", lambda: now + 24 * 3600 + 1)
    assert classroom.classes.get(id).ended
    assert classroom.classes.version(id) == (-1, -1)
    assert classroom.members.joined("Ada") is None
    with pytest.raises(Problem, match="has ended"):
        classroom.members.join(right, "Ben", "Ben")
    with pytest.raises(Problem, match="has ended"):
        classroom.members.ask_help(id, "Ada")
    assert names(classroom, id) == ["Ada"]  # still there to be downloaded
    classroom.teaching.open("teacher")  # a new one can be opened
    monkeypatch.setattr(time, "time", lambda: now + 9 * 24 * 3600)
    classroom.teaching.open("other")
    with pytest.raises(Problem, match="deleted"):
        classroom.classes.get(id)


def test_only_what_students_should_see_changes_the_stage(classroom, id):
    version, stage = classroom.classes.version(id)
    join(classroom, id, "Ada", "Ben")
    classroom.members.seen(id, "Ada")
    assert classroom.classes.version(id) == (version + 2, stage)
    classroom.teaching.send(id, "teacher", "inside", {"run": "article"})
    assert classroom.classes.version(id) == (version + 3, stage + 1)
    lead = classroom.classes.get(id).lead
    assert (lead.page, lead.query, lead.number) == ("inside", {"run": "article"}, 1)
    with pytest.raises(Problem, match="no page"):
        classroom.teaching.send(id, "teacher", "http://elsewhere")
