"""A teacher's screen, a phone and a laptop: drawings are handed in, and nothing is lost."""

import re

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from mnist_ann.classroom.classroom import Classroom
from mnist_ann.store.engine import reading
from mnist_ann.store.tables import classes, teachers
from tools.pens import CANVAS, strokes_of, with_finger, with_mouse


@pytest.fixture
def teacher(page, server):
    """The page of a teacher who has just opened a class; `code` is its code."""
    page.goto(f"{server.url}/classroom")
    page.get_by_role("button", name="Open a class").click()
    expect(page).to_have_url(re.compile("class=[A-Z0-9]{6}"))
    page.code = re.search("class=([A-Z0-9]{6})", page.url)[1]
    return page


def join(page, teacher, name):
    page.goto(teacher.url.partition("?")[0] + f"?class={teacher.code}")
    page.get_by_role("textbox", name="Nickname").fill(name)
    page.get_by_role("button", name="Join", exact=True).click()
    expect(page.get_by_text(f"Class {teacher.code} · {name}")).to_be_visible()


def view(teacher, name):
    teacher.get_by_role("radio", name=name).click()


def ink(page):
    """How much ink there is on the canvas."""
    return page.locator(CANVAS).evaluate(
        "canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data"
        ".filter((value, at) => at % 4 === 0 && value > 127).length"
    )


def test_a_wall_fills_while_others_draw(teacher, phone, another):
    laptop = another()
    join(phone, teacher, "Ada")
    join(laptop, teacher, "Ben")
    phone.get_by_role("link", name="Until then: draw a digit").click()
    expect(phone.get_by_role("link", name="To the class")).to_be_visible()
    view(teacher, "Same digit")
    teacher.get_by_role("radio", name="4", exact=True).click()
    teacher.get_by_role("button", name="Let everyone draw a 4").click()
    for student in (phone, laptop):
        expect(student.get_by_role("heading", name="Draw a 4")).to_be_visible()

    # Ben has drawn half of it when Ada hands hers in, and when the teacher freezes all input.
    with_mouse(laptop, strokes_of(4)[:1])
    canvas, half = laptop.locator(CANVAS).element_handle(), ink(laptop)
    assert half > 500
    with_finger(phone, strokes_of(4))
    answer = phone.get_by_role("heading", name="This is a 4")
    hand_in = phone.get_by_role("button", name="Hand it in")
    for each in (phone.locator(CANVAS), answer, hand_in):
        expect(each).to_be_in_viewport(ratio=1)
    hand_in.click()
    expect(phone.get_by_text("Handed in. The network read it right")).to_be_visible()
    expect(teacher.get_by_text("1 of 2 have handed in")).to_be_visible()
    expect(teacher.get_by_role("button", name="A 4 by Ada")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    assert ink(laptop) == half and canvas.evaluate("canvas => canvas.isConnected")

    with_mouse(laptop, strokes_of(4)[1:])
    expect(laptop.get_by_role("heading", name="This is a 4")).to_be_visible()
    laptop.get_by_role("button", name="Hand it in").click()
    expect(teacher.get_by_text("2 of 2 have handed in")).to_be_visible()
    expect(teacher.get_by_text("Ada and Ben, cosine")).to_be_visible()

    # A large one stays open, and what is taken off the wall is gone.
    teacher.get_by_role("button", name="A 4 by Ben").click()
    teacher.get_by_role("button", name="Take it off the wall").click()
    expect(teacher.get_by_role("button", name="A 4 by Ben")).to_have_count(0)
    teacher.get_by_role("button", name="Stop and show the wall").click()
    for student in (phone, laptop):
        expect(student.get_by_role("heading", name="Our wall of 4s")).to_be_visible()
    # What is one's own can be deleted, and leaves the teacher's wall, as it leaves those of others.
    expect(laptop.get_by_role("button", name="A 4 by Ada")).to_be_visible()
    phone.get_by_role("button", name="A 4 by You").click()
    phone.get_by_role("button", name="Delete it").click()
    for page in (teacher, laptop):
        expect(page.get_by_text("The wall is empty")).to_be_visible()


def test_ten_digits_one_after_the_other(teacher, phone, server):
    join(phone, teacher, "Ada")
    view(teacher, "Handwriting")
    teacher.get_by_role("button", name="Let everyone draw all ten").click()
    for digit in (0, 1):
        expect(phone.get_by_role("heading", name=f"Draw a {digit}")).to_be_visible()
        expect(
            phone.get_by_role("button", name="Clear")
        ).to_be_disabled()  # a new sheet
        with_finger(phone, strokes_of(digit))
        phone.get_by_role("button", name="Hand it in, next digit").click()
    expect(phone.get_by_role("heading", name="Draw a 2")).to_be_visible()

    # A reload goes on with the digit that is drawn, and with what is drawn of it.
    phone.get_by_role("radio", name="7").click()
    expect(phone.get_by_role("heading", name="Draw a 7")).to_be_visible()
    with_finger(phone, strokes_of(7)[:1])
    drawn = ink(phone)
    phone.reload()
    expect(phone.get_by_text("2 of 10 handed in")).to_be_visible()
    expect(phone.get_by_role("heading", name="Draw a 7")).to_be_visible()
    expect(phone.get_by_role("button", name="Clear")).to_be_enabled()
    assert ink(phone) == drawn > 500
    expect(phone.get_by_text("This is a 7")).to_have_count(
        0
    )  # nobody draws to please it
    expect(teacher.get_by_text("2 of 10 drawings")).to_be_visible()

    # A frozen class leaves the drawing where it is, and takes it afterwards.
    hand_in = phone.get_by_role("button", name="Hand it in, next digit")
    for frozen in (True, False):
        classroom(server).teaching.set_frozen(*class_of(server, teacher.code), frozen)
        notice = phone.get_by_text("The teacher has frozen all input")
        expect(notice).to_have_count(int(frozen))
        expect(hand_in).to_be_disabled() if frozen else expect(hand_in).to_be_enabled()
        assert ink(phone) == drawn
    hand_in.click()
    expect(phone.get_by_text("3 of 10 handed in")).to_be_visible()

    # The drawing of Draw is another one.
    phone.goto(server.url)
    phone.locator(CANVAS).wait_for()
    assert ink(phone) == 0
    expect(phone.get_by_text("Draw a digit from 0 to 9")).to_be_visible()


def classroom(server):
    return Classroom(server.engine())


def class_of(server, code):
    """(the id of a class, the visitor who teaches it), as the server's database has them."""
    query = sa.select(teachers.c.class_id, teachers.c.visitor).join(classes)
    with reading(server.engine()).begin() as connection:
        return tuple(connection.execute(query.where(classes.c.code == code)).one())
