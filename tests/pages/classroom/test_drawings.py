"""The class's drawings: on the teacher's pages, and on a student's."""

import re

import numpy as np

from mnist_ann.classroom.contents import SameDigit, TenDigits
from mnist_ann.classroom.drawings.halves import halves
from mnist_ann.evaluation.scores import wilson
from mnist_ann.mnist import normalise
from mnist_ann.store.own.digits import Digits
from tests.pages.classroom.walls import hand_in, opened, press, texts
from ui.state import cached


def test_a_teacher_lets_all_draw_a_digit_and_shows_the_wall(room, data):
    room, teacher = room
    at = opened(teacher, view="Same digit")
    at.button_group(key="digit for all").select(4).run()
    press(at, "Let everyone draw a 4")
    assert not at.exception
    assert "Everyone draws a 4" in texts(at) and "0 of 2 have handed in" in texts(at)
    (activity,) = cached.activities().of_class(room.id)
    hand_in(activity.id, f"Ada of {teacher}", 4, data.x_test[4])
    hand_in(activity.id, f"Ben of {teacher}", 4, data.x_test[6], answer=9, sure=0.8)
    at.run()
    assert "2 of 2 have handed in" in texts(at)
    assert at.metric[0].value == "50%"
    low, high = wilson(1, 2)
    assert f"1 of 2: so few tell only that it is {low:.0%} to {high:.0%}" in texts(at)
    assert "Ben drew a 4. The network is 80.0% sure that it is a 9." in texts(at)
    assert "Ada and Ben, cosine" in texts(at)
    press(at, "Stop and show the wall to all")
    assert "no more are taken" in texts(at)
    student = opened(f"Ada of {teacher}")
    assert not student.exception
    assert "Our wall of 4s" in texts(student) and student.metric[0].value == "50%"
    # The next one, at once, and not the same again.
    press(at, "Next: a random digit")
    digits = [each.content.digit for each in cached.activities().of_class(room.id)]
    assert len(digits) == 2 and digits[0] != 4


def test_hidden_nicknames_are_on_no_page(room, data):
    room, teacher = room
    activity = cached.activities().start(room.id, teacher, SameDigit(4))
    for name, answer in (("Ada", 9), ("Ben", 4)):
        hand_in(activity, f"{name} of {teacher}", 4, data.x_test[4], answer=answer)
    cached.activities().set_open(activity, teacher, False)
    for hidden in (False, True):
        cached.teaching().set_nicknames(room.id, teacher, not hidden)
        for visitor in (teacher, f"Ben of {teacher}"):
            at = opened(visitor, view="Same digit")
            components = at.get("bidi_component")
            assert components
            shown = texts(at) + "".join(str(each.proto.SerializeToString()) for each in components)  # fmt: skip
            assert ("Ada" not in shown) == hidden
            assert ("Student 1 drew a 4" in shown) == hidden


def test_ten_digits_are_vetted_and_become_a_data_set(room, data):
    room, teacher = room
    at = opened(teacher, view="Handwriting")
    press(at, "Let everyone draw all ten digits")
    (activity,) = cached.activities().of_class(room.id)
    for label in range(10):
        place = int(np.flatnonzero(data.y_test == label)[0])
        hand_in(activity.id, f"Ada of {teacher}", label, data.x_test[place])
    at.run()
    assert not at.exception
    assert "10 of 20 drawings · 1 of 2 students have all ten" in at.get("progress")[0].proto.text  # fmt: skip
    at = opened(teacher, view="Handwriting", step="2 Vet")
    press(at, "Accept all 10")
    assert "All are looked at" in texts(at)
    at = opened(teacher, view="Handwriting", step="3 Look")
    assert not at.exception
    assert {each.label for each in at.get("download_button")} == {"As .npz", "As IDX"}
    at = opened(teacher, view="Handwriting", step="4 Measure")
    assert not at.exception
    # Of these ten test images, each the first of its digit, the article's network reads all.
    network = cached.runs().network("article")
    digits = cached.drawings().digits(room.id, teacher)
    right = (network.forward(normalise(digits.images)).argmax(axis=1) == digits.labels).sum()  # fmt: skip
    assert re.search(rf"97\.7\d% on MNIST, {right * 10}% on us", texts(at))
    assert at.table[0].value["Our class"].str.contains(f"{right} of 10").any()
    at = opened(teacher, view="Handwriting", step="5 Train on")
    assert "there are 10" in texts(at)


def test_half_is_held_back_from_the_run_that_students_see(room, data):
    room, teacher = room
    activity = cached.activities().start(room.id, teacher, TenDigits())
    for name, first in (("Ada", 0), ("Ben", 1)):
        for label in range(10):
            place = int(np.flatnonzero(data.y_test == label)[first])
            hand_in(activity, f"{name} of {teacher}", label, data.x_test[place])
    ids = [each.id for each in cached.drawings().of_class(room.id, teacher)]
    cached.drawings().accept(room.id, teacher, ids)
    at = opened(teacher, view="Handwriting", step="5 Train on")
    assert "with 10 of our digits" in texts(at) and "other 10 are held back" in texts(
        at
    )
    at = press(at, "Train it on with our digits")
    assert not at.exception
    (run,) = cached.activities().get(activity).content.runs
    learn, back = halves(cached.drawings().digits(room.id, teacher))
    lesson = cached.runs().lesson(run)
    np.testing.assert_array_equal(lesson.digits.images, learn.images)
    assert isinstance(back, Digits) and len(back) == 10
    assert cached.runs().get(run).name == f"The article's network, taught by class {room.code}"  # fmt: skip
    cached.activities().set_open(activity, teacher, False)
    student = opened(f"Ada of {teacher}")
    assert not student.exception
    assert "Our own data set" in texts(student)
    assert run in str([each.proto.query_string for each in student.get("page_link")])
    cached.runs().stop(run, teacher)
