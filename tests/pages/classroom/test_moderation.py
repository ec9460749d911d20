"""What all see, what waits for the teacher, and what is never lost without a word."""

import numpy as np

from mnist_ann.classroom.contents import SameDigit, TenDigits
from mnist_ann.classroom.moderation.shown import ALL
from mnist_ann.digitize.strokes import Drawing, Stroke
from mnist_ann.mnist import normalise
from tests.pages import steps
from tests.pages.classroom.walls import hand_in, opened, press, texts, walls
from ui.state import cached


def drawn(at, activity):
    """Have a student's canvas hold a stroke, as the browser tells it."""
    stroke = Stroke(18, ((140, 60), (140, 220)))
    at.session_state[f"drawing for {activity}"] = Drawing((stroke,))
    return at


def test_what_is_like_no_digit_waits_until_the_teacher_shows_it(room, data):
    room, teacher = room
    activity = cached.activities().start(room.id, teacher, SameDigit(4))
    hand_in(activity, f"Ada of {teacher}", 4, data.x_test[4], verdict="unlike")
    hand_in(activity, f"Ben of {teacher}", 4, data.x_test[6])
    at = opened(teacher, view="Same digit")
    assert not at.exception
    assert "2 of 2 have handed in" in texts(at) and "1 drawing for you alone" in texts(at)  # fmt: skip
    assert [list(wall) for wall in walls(at)] == [["Ada"], ["Ben"]]
    cached.activities().set_open(activity, teacher, False)
    ada = opened(f"Ada of {teacher}")
    assert [list(wall) for wall in walls(ada)] == [["Ben"]]
    assert "Yours is not on the wall" in texts(ada)
    press(at, "Show it")
    assert [list(wall) for wall in walls(at)] == [["Ada", "Ben"]]
    ada.run()
    assert [list(wall) for wall in walls(ada)] == [["You", "Ben"]]
    assert "Yours is not on the wall" not in texts(ada)


def test_one_network_reads_the_wall_for_all(room, data):
    room, teacher = room
    linear = cached.runs().network("linear")
    said = linear.forward(normalise(data.x_test))
    wrong = np.flatnonzero((data.y_test == 4) & (said.argmax(axis=1) != 4))[0]
    activity = cached.activities().start(room.id, teacher, SameDigit(4))
    hand_in(activity, f"Ada of {teacher}", 4, data.x_test[wrong], sure=0.9)
    cached.activities().set_open(activity, teacher, False)
    at, ben = opened(teacher, view="Same digit"), opened(f"Ben of {teacher}")
    assert walls(at) == walls(ben) == [{"Ada": "4 · 90.0%"}]
    at.selectbox(key=f"reader of {activity}").select("linear").run()
    ben.run()
    assert not at.exception and not ben.exception
    answer = f"{said[wrong].argmax()} · {said[wrong].max():.1%}"
    assert walls(at) == walls(ben) == [{"Ada": answer}]
    assert at.metric[0].value == "0%"
    # What was said when it was handed in is kept.
    at.selectbox(key=f"reader of {activity}").select("").run()
    assert walls(at) == [{"Ada": "4 · 90.0%"}]


def test_to_go_on_asks_while_some_still_draw(room, data):
    room, teacher = room
    activity = cached.activities().start(room.id, teacher, SameDigit(4))
    hand_in(activity, f"Ada of {teacher}", 4, data.x_test[4])
    for view, key in (("Same digit", "start a digit"), ("Handwriting", "start ten digits")):  # fmt: skip
        at = opened(teacher, view=view)
        assert at.button(key=key).label == "Go on all the same"
        assert "1 student has not handed in yet" in texts(at)
    hand_in(activity, f"Ben of {teacher}", 4, data.x_test[6])
    at = opened(teacher, view="Same digit")
    assert at.button(key="start a digit").label == "Next: a random digit"
    at.button(key="start a digit").click().run()
    # The wall before can be opened again.
    assert "0 of 2 have handed in" in texts(at)
    first = cached.activities().of_class(room.id)[-1]
    at.button_group(key=f"wall of {cached.classes().get(room.id).activity}").select(first.id).run()  # fmt: skip
    assert walls(at)[0].keys() == {"Ada", "Ben"}


def test_no_answer_is_shown_while_the_class_collects_its_handwriting(room):
    room, teacher = room
    for content, blind in ((TenDigits(), True), (SameDigit(4), False)):
        cached.activities().start(room.id, teacher, content)
        at = opened(f"Ada of {teacher}")
        assert not at.exception
        canvas = steps.component(at, "live_canvas")
        assert (canvas["reader"] is None) == blind


def test_a_drawing_that_comes_too_late_is_told_and_kept(room):
    room, teacher = room
    activity = cached.activities().start(room.id, teacher, SameDigit(4))
    at = drawn(opened(f"Ada of {teacher}"), activity).run()
    cached.activities().set_open(activity, teacher, False)
    press(at, "Hand it in")
    assert not at.exception
    (toast,) = at.toast
    assert "your 4 was not handed in" in toast.value
    assert not at.run().toast  # once
    cached.activities().set_open(activity, teacher, True)
    at.run()
    strokes = steps.component(at, "live_canvas")["strokes"]
    assert len(strokes) == 1
    cached.activities().finish(room.id, teacher)
    assert "your 4 was not handed in" in at.run().toast[0].value


def test_nicknames_wait_and_a_removed_student_comes_back(room):
    room, teacher = room
    cached.teaching().set_waits(room.id, teacher, ALL)
    at = opened(teacher, view="Manage")
    press(at, "Ada")
    ben = opened(f"Ben of {teacher}")
    assert not at.exception and not ben.exception
    shown = [each.for_all for each in cached.members().of_class(room.id, teacher)]
    assert shown == ["Ada", "Student 2"]
    press(at, "Remove Ada")
    assert [each.name for each in cached.members().removed(room.id, teacher)] == ["Ada"]
    press(at, "Ada")
    assert cached.members().removed(room.id, teacher) == []
    at.text_area[0].set_value("ada")
    press(at, "Keep the words")
    shown = [each.for_all for each in cached.members().of_class(room.id, teacher)]
    assert not at.exception and shown == ["Student 1", "Student 2"]
    at.radio(key="waits").set_value("nothing").run()
    assert cached.classes().get(room.id).waits == "nothing"
