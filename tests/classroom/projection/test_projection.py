"""Who sees what of a class in the window for its projector."""

import numpy as np
import pytest

from mnist_ann.classroom.contents import SameDigit
from mnist_ann.errors import Problem
from tests.classroom.joining import code


@pytest.fixture
def token(classroom, id):
    return classroom.projection.token(id, "teacher")


def test_only_the_teacher_gets_the_link_and_makes_a_new_one(classroom, id):
    for visitor in ("Ada", "a stranger"):
        with pytest.raises(Problem, match="Only the teacher"):
            classroom.projection.token(id, visitor)
        with pytest.raises(Problem, match="Only the teacher"):
            classroom.projection.renew(id, visitor)


def test_each_class_has_a_token_of_its_own_and_no_other_opens_it(classroom, id, token):
    other = classroom.teaching.open("another teacher")[0]
    assert classroom.projection.room(code(classroom, id).lower(), token).id == id
    for wrong in ("", token[:-1], classroom.projection.token(other, "another teacher")):
        with pytest.raises(Problem, match="isn't valid"):
            classroom.projection.room(code(classroom, id), wrong)
    with pytest.raises(Problem, match="isn't valid"):
        classroom.projection.room("NOCODE", token)


def test_a_new_link_closes_the_window_of_the_old_one(classroom, id, token):
    version = classroom.classes.version(id)
    classroom.projection.renew(id, "teacher")
    assert classroom.classes.version(id) != version  # by which the window notices
    for look in (
        lambda: classroom.projection.room(code(classroom, id), token),
        lambda: classroom.projection.members(id, token),
        lambda: classroom.projection.drawings(id, token),
    ):
        with pytest.raises(Problem, match="newer one has taken its place"):
            look()
    classroom.projection.members(id, classroom.projection.token(id, "teacher"))


def test_an_ended_class_is_shown_no_more(classroom, id, token):
    classroom.teaching.end(id, "teacher")
    with pytest.raises(Problem, match="has ended"):
        classroom.projection.room(code(classroom, id), token)


def test_names_are_those_that_the_teacher_shows_and_nobody_asks_for_help(
    classroom, id, token
):
    classroom.members.ask_help(id, "Ada")
    found = classroom.projection.members(id, token)
    assert [each.name for each in found] == ["Ada", "Ben"]
    assert [each.help for each in found] == [None, None]
    classroom.teaching.set_nicknames(id, "teacher", False)
    found = classroom.projection.members(id, token)
    assert [each.name for each in found] == ["Student 1", "Student 2"]


def test_a_wall_is_shown_while_it_fills_without_what_was_taken_off(
    classroom, id, token
):
    activity = classroom.activities.start(id, "teacher", SameDigit(4))
    for visitor in ("Ada", "Ben"):
        classroom.drawings.hand_in(activity, visitor, 4, np.eye(28), 4, 0.9, "sure")
    wall = classroom.projection.wall(activity, token)
    assert [each.name for each in wall] == ["Ada", "Ben"]
    classroom.drawings.accept(id, "teacher", [wall[0].id], False)
    classroom.teaching.set_nicknames(id, "teacher", False)
    (left,) = classroom.projection.wall(activity, token)
    assert left.name == "Student 2"
    assert [each.id for each in classroom.projection.drawings(id, token)] == [left.id]
