"""The lesson on the Classroom page, before a class is open."""

from tests.pages.steps import opened


def test_a_teacher_reads_and_prints_the_lesson_before_opening_a_class():
    at = opened("a teacher who has opened no class", "classroom")
    (show,) = [each for each in at.toggle if each.label == "Show the lesson"]
    show.set_value(True).run()
    assert not at.exception
    assert any("Minute by minute" in each.value for each in at.markdown)
    assert [each.label for each in at.get("download_button")] == ["To print"]
    (paper,) = [each for each in at.button_group if each.key == "lesson paper"]
    paper.set_value("Solutions").run()
    assert any("784 numbers" in each.value for each in at.markdown)
