"""The window for the projector and the teacher's view beside it."""

import pytest

from mnist_ann.classroom.contents import Asked, SameDigit
from mnist_ann.classroom.votes.prepared import QUESTIONS
from mnist_ann.settings import settings
from tests.pages import steps
from tests.pages.steps import labels, press, text
from ui.state import cached

BAD = "Ben &lt; Co"


@pytest.fixture
def room():
    """An open class with Ada and Ben in it, of "noether"."""
    id, _ = cached.teaching().open("noether")
    for name in ("Ada", BAD):
        cached.members().join(cached.classes().get(id).code, name, name)
    yield id
    cached.teaching().end(id, "noether")


def projection(room, token=None, visitor=None):
    """The window, on a computer that the class has never heard of."""
    code = cached.classes().get(room).code
    token = token or cached.projection().token(room, "noether")
    return steps.opened(visitor, "classroom", **{"class": code}, show=token)


def shown(at):
    """All that stands there, as HTML."""
    assert not at.exception
    parts = [each.proto.body for each in at.get("html")]
    return "\n".join(
        [*(part for part in parts if not part.startswith("<style>")), *titles(at)]
    )


def titles(at):
    return [title.value for title in at.title]


def has_controls(at):
    return bool(labels(at) or at.get("page_link") or at.get("button_group"))


def test_before_the_first_activity_it_shows_how_to_join_and_who_has(room):
    at = projection(room)
    assert cached.classes().get(room).code in shown(at)
    assert "2 here" in shown(at) and "Ada" in shown(at)
    assert "Ben &amp;lt; Co" in shown(at)  # letter by letter
    assert not has_controls(at)
    cached.teaching().set_nicknames(room, "noether", False)
    at.run()
    assert "Ada" not in shown(at) and "Student 1" in shown(at)


def test_the_teachers_own_browser_gets_no_more_of_it_than_any_other(room):
    cached.members().ask_help(room, "Ada")
    at = projection(room, visitor="noether")
    assert not has_controls(at)
    assert "help" not in shown(at).lower()


@pytest.mark.parametrize("token", ["wrong", "old"])
def test_a_link_that_isnt_valid_says_what_to_do(room, token):
    if token == "old":
        token = cached.projection().token(room, "noether")
        cached.projection().renew(room, "noether")
    at = projection(room, token)
    (said,) = titles(at)
    assert "Press “Open the projection” in the teacher's window" in said
    assert "Ada" not in shown(at)


def test_it_follows_what_the_class_does_and_shows_no_vote_too_early(room):
    at = projection(room)
    activity = cached.activities().start(room, "noether", Asked(QUESTIONS[2]))
    cached.answers().give(activity, "Ada", guess=73)
    at.run()
    assert "<b>1</b> of 2 have voted" in shown(at)
    assert "73" not in shown(at)
    cached.activities().reveal(activity, "noether")
    at.run()
    assert "One vote: 73 of 100 images." in shown(at)
    (chart,) = at.get("vega_lite_chart")
    assert "Votes: 73" in chart.proto.alt
    assert not has_controls(at)


def test_each_screen_says_how_to_join(room):
    code = cached.classes().get(room).code
    at = projection(room)
    for content in (SameDigit(4), Asked(QUESTIONS[0])):
        cached.activities().start(room, "noether", content)
        at.run()
        assert f"<strong>{code}</strong>" in shown(at) and "QR code" in shown(at)
    cached.activities().finish(room, "noether")
    at.run()  # the board
    assert f"<strong>{code}</strong>" in shown(at) and "Ada" in shown(at)


def test_the_teacher_reads_what_is_on_what_to_expect_and_goes_to_what_comes_next(room):
    teacher = steps.opened("noether", "classroom")
    (link,) = [each.proto for each in teacher.get("link_button")]
    assert cached.projection().token(room, "noether") in link.url
    assert link.type == "primary"  # the first thing to do
    assert "Now: arrive" in text(teacher)
    press(teacher, "Next: Same digit")
    assert teacher.query_params["view"] == "Same digit"
    cached.activities().start(room, "noether", SameDigit(4))
    cached.members().ask_help(room, "Ada")
    teacher.run()
    assert "Now: Same digit" in text(teacher) and "loops that aren't closed" in text(
        teacher
    )
    press(teacher, "Ada: helped")  # on any view
    assert "Ask for help" not in text(teacher)
    press(teacher, "Next: Predict first")
    press(teacher, "Back to Same digit")
    assert teacher.query_params["view"] == "Same digit"


@pytest.fixture
def reached_at(monkeypatch):
    """A function that gives this computer an address in its network."""

    def reached_at(address):
        monkeypatch.setenv("MNIST_ANN_ADDRESS", address)
        settings.cache_clear()

    yield reached_at
    monkeypatch.undo()
    settings.cache_clear()


def test_a_new_address_is_told_and_stands_in_the_code(room, reached_at):
    reached_at("http://192.0.2.7:8501")
    teacher = steps.opened("noether", "classroom")
    assert not teacher.toast
    reached_at("http://192.0.2.8:8501")
    teacher.run()
    (told,) = teacher.toast
    assert "http://192.0.2.8:8501" in told.value
    teacher.run()
    assert not teacher.toast
    assert "http://192.0.2.8:8501/classroom" in text(teacher)
