"""What a teacher does about names: who sees what, and who comes back."""

import itertools

import pytest

from mnist_ann.classroom import members
from mnist_ann.classroom.moderation.shown import ALL, DOUBTFUL
from mnist_ann.errors import Problem
from tests.classroom.joining import code, join, names


def for_all(classroom, id):
    return [each.for_all for each in classroom.members.of_class(id, "teacher")]


def test_names_wait_until_the_teacher_shows_them(classroom, id):
    assert classroom.classes.get(id).waits == DOUBTFUL
    assert for_all(classroom, id) == ["Ada", "Ben"]
    classroom.teaching.set_waits(id, "teacher", ALL)
    ada, ben = classroom.members.of_class(id, "teacher")
    assert for_all(classroom, id) == ["Student 1", "Student 2"]
    assert ada.waits and names(classroom, id) == ["Ada", "Ben"]  # the teacher's alone
    assert names(classroom, id, "Ben") == ["Student 1", "Ben"]
    classroom.teaching.show_name(id, "teacher", ada.id, True)
    assert names(classroom, id, "Ben") == ["Ada", "Ben"]
    classroom.teaching.show_name(id, "teacher", ada.id, False)
    assert for_all(classroom, id) == ["Student 1", "Student 2"]
    # What the teacher writes, the teacher has seen; what a student writes anew, nobody has.
    classroom.teaching.rename(id, "teacher", ben.id, "Benno")
    assert for_all(classroom, id) == ["Student 1", "Benno"]
    classroom.members.join(code(classroom, id), "Ben", "Bruno")
    assert for_all(classroom, id) == ["Student 1", "Student 2"]


def test_a_word_that_the_teacher_adds_is_refused_and_no_longer_shown(classroom, id):
    classroom.teaching.set_words(id, "teacher", "ben")
    assert for_all(classroom, id) == ["Ada", "Student 2"]
    with pytest.raises(Problem, match="happy to read"):
        classroom.members.join(code(classroom, id), "eve", "B-E-N")
    ada = classroom.members.of_class(id, "teacher")[0]
    with pytest.raises(Problem, match="happy to read"):
        classroom.teaching.rename(id, "teacher", ada.id, "Ben")
    assert classroom.teaching.words(id, "teacher") == ["ben"]
    classroom.teaching.set_words(id, "teacher", "")
    classroom.members.join(code(classroom, id), "eve", "Benn")


def test_who_was_removed_is_brought_back_with_the_name_if_it_is_still_free(
    classroom, id
):
    ada, ben = classroom.members.of_class(id, "teacher")
    for each in (ada, ben):
        classroom.teaching.remove(id, "teacher", each.id)
    assert [each.name for each in classroom.members.removed(id, "teacher")] == ["Ada", "Ben"]  # fmt: skip
    classroom.members.join(code(classroom, id), "eve", "Ada")  # which is free
    for each in (ada, ben):
        classroom.teaching.bring_back(id, "teacher", each.id)
    assert names(classroom, id) == ["Student 1", "Ben", "Ada"]
    assert classroom.members.removed(id, "teacher") == []
    assert classroom.members.joined("Ben")[1].number == 2
    assert classroom.members.join(code(classroom, id), "Ada", "Ada 2")[1].number == 1


def test_who_was_removed_takes_no_seat(classroom, id, monkeypatch):
    monkeypatch.setattr(members, "MOST_MEMBERS", 2)
    ada, _ = classroom.members.of_class(id, "teacher")
    classroom.teaching.remove(id, "teacher", ada.id)
    join(classroom, id, "Cem")
    with pytest.raises(Problem, match="full"):
        classroom.teaching.bring_back(id, "teacher", ada.id)
    assert names(classroom, id) == ["Ben", "Cem"]


def test_only_the_teacher_decides_and_knows_the_words(classroom, id):
    ada, ben = classroom.members.of_class(id, "teacher")
    classroom.teaching.remove(id, "teacher", ben.id)
    acts = (
        lambda who: classroom.teaching.set_waits(id, who, ALL),
        lambda who: classroom.teaching.set_words(id, who, "Ada"),
        lambda who: classroom.teaching.words(id, who),
        lambda who: classroom.teaching.show_name(id, who, ada.id, False),
        lambda who: classroom.teaching.bring_back(id, who, ben.id),
        lambda who: classroom.members.removed(id, who),
    )
    for act, who in itertools.product(acts, ("Ada", "nobody", "")):
        with pytest.raises(Problem, match="Only the teacher"):
            act(who)
    assert names(classroom, id) == for_all(classroom, id) == ["Ada"]
    with pytest.raises(Problem, match="What waits is one of"):
        classroom.teaching.set_waits(id, "teacher", "nobody")
