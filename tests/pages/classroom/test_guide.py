"""The lesson on the Classroom page, for who teaches a class and for who doesn't."""

from tests.pages.steps import opened, press, text


def test_a_teacher_reads_and_prints_the_lesson_before_opening_a_class():
    at = opened("a teacher who has opened no class", "classroom")
    (show,) = [each for each in at.toggle if each.label == "Show the lesson"]
    show.set_value(True).run()
    assert not at.exception
    assert "5–13 · Same digit" in text(at)
    assert [each.label for each in at.get("download_button")] == ["To print"]
    _choose(at, "lesson minutes", 20)
    assert "3–8 · Same digit" in text(at)
    _choose(at, "lesson paper", "Slides")
    assert [each.label for each in at.get("download_button")] == [
        "To project", "PowerPoint",
    ]  # fmt: skip


def test_answers_are_for_who_teaches_a_class():
    at = opened("a student who looks around", "classroom")
    (show,) = [each for each in at.toggle if each.label == "Show the lesson"]
    show.set_value(True).run()
    (paper,) = [each for each in at.button_group if each.key == "lesson paper"]
    assert "Solutions" not in paper.options
    assert "Expect:" not in text(at)

    press(at, "Open a class")
    (view,) = [each for each in at.button_group if each.key == "view"]
    view.set_value("Lesson").run()
    assert "Expect:" in text(at)
    _choose(at, "lesson paper", "Solutions")
    assert "784 numbers" in text(at)


def _choose(at, key, value):
    (control,) = [each for each in at.button_group if each.key == key]
    control.set_value(value).run()
    assert not at.exception
