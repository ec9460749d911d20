import pytest

from mnist_ann.classroom.moderation.shown import (
    ALL,
    DOUBTFUL,
    NOTHING,
    WAITS,
    drawing_for_all,
    name_for_all,
    name_waits,
)

# By what waits: whether all see a drawing that is like a digit, and one that is like none, before the
# teacher has said anything.
UNDECIDED = {NOTHING: (True, True), DOUBTFUL: (True, False), ALL: (False, False)}


@pytest.mark.parametrize("waits", WAITS)
def test_a_drawing_waits_as_the_class_has_it_and_the_teachers_word_holds(waits):
    for verdict, expected in zip(("torn", "unlike"), UNDECIDED[waits]):
        assert drawing_for_all(waits, None, verdict) == expected
        assert drawing_for_all(waits, True, verdict)
        assert not drawing_for_all(waits, False, verdict)


@pytest.mark.parametrize("waits", WAITS)
def test_a_name_waits_only_where_all_waits(waits):
    shown = {named: name_for_all(True, waits, "Ada", named, 7) for named in (None, True, False)}  # fmt: skip
    assert shown[True] == "Ada" and shown[False] == "Student 7"
    assert shown[None] == ("Student 7" if waits == ALL else "Ada")
    assert name_waits(waits, "Ada", None) == (waits == ALL)
    assert not name_waits(waits, "", None) and not name_waits(waits, "Ada", False)
    assert name_for_all(False, waits, "Ada", True, 7) == "Student 7"  # all are hidden
    assert name_for_all(True, waits, "", None, 7) == "Student 7"
