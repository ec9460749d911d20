"""A drawing is read in the real app, drawn with a real mouse and a real finger."""

import re

import numpy as np
from playwright.sync_api import expect

from tests.browser.draw.steps import answer, clear, expect_other, image
from tests.browser.steps import choose
from tools.pens import CANVAS, strokes_of, with_finger, with_mouse
from tools.windows import DESKTOP


def test_five_digits_by_mouse(page):
    for digit in range(5):
        with_mouse(page, strokes_of(digit))
        expect(answer(page)).to_have_text(re.compile(f"{digit}$"))
        clear(page)


def test_the_other_five_by_finger_on_a_phone(phone):
    for digit in range(5, 10):
        with_finger(phone, strokes_of(digit))
        expect(answer(phone)).to_have_text(re.compile(f"{digit}$"))
        clear(phone)


def test_the_answer_comes_with_all_that_led_to_it(page):
    with_mouse(page, strokes_of(5))
    expect(answer(page)).to_have_text("This is a 5")
    expect(page.get_by_text(re.compile(r"^The network is .*% sure\.$"))).to_be_visible()
    expect(page.get_by_role("img", name="as the network sees it")).to_be_visible()


def test_a_dot_is_no_answer(page):
    page.locator(CANVAS).click()
    expect(page.locator(".said").get_by_text("This is only a dot")).to_be_visible()
    expect(answer(page)).to_have_count(0)


def test_another_network_reads_the_same_drawing(page):
    with_mouse(page, strokes_of(6))
    expect(answer(page)).to_have_text("This is a 6")
    before = image(page)
    choose(page, "Network", re.compile("article"))
    page.wait_for_url(re.compile("run=article"))
    expect(answer(page)).to_have_text("This is a 6")
    assert image(page) == before


def test_the_answer_changes_while_the_pen_is_down(page):
    (points,) = strokes_of(3)
    canvas = page.locator(CANVAS).bounding_box()
    moved = (points + [canvas["x"], canvas["y"]]).tolist()
    page.mouse.move(*moved[0])
    page.mouse.down()
    for point in moved[1:]:
        page.mouse.move(*point)
    expect(answer(page)).to_have_text("This is a 3")
    page.mouse.up()
    expect(answer(page)).to_have_text("This is a 3")


def test_a_lost_connection_is_said_and_the_drawing_is_read_when_it_is_back(
    another, server
):
    page = another()
    page.goto(server.url)
    page.locator(CANVAS).wait_for()
    with_mouse(page, strokes_of(4)[:1])
    image(page)
    page.context.set_offline(True)
    with_mouse(page, strokes_of(4)[1:])
    expect(page.get_by_text("The server does not answer")).to_be_visible()
    page.context.set_offline(False)
    expect(answer(page)).to_have_text("This is a 4")
    expect(page.get_by_text("The server does not answer")).to_have_count(0)


def test_a_number_is_read_digit_by_digit(page):
    for digit, shift in ((4, -70), (2, 70)):
        strokes = [(s - 140) * 0.5 + 140 + [shift, 0] for s in strokes_of(digit)]
        with_mouse(page, strokes)
    expect(page.get_by_role("heading", name="42", exact=True)).to_be_visible()
    expect(page.locator(".said").get_by_text("These are 2 digits")).to_be_visible()
    row = page.get_by_role("listitem").filter(has_text=re.compile("^4"))
    expect(row).to_have_class("first")
    first = image(page)
    page.get_by_role("button", name="Digit 2 of 2: 2").click()
    expect_other(page, first)
    expect(page.get_by_role("listitem").filter(has_text=re.compile("^2"))).to_have_class("first")  # fmt: skip


FLOOD = """async (points) => {
    const strokes = [{ width: 18, points }];
    const body = JSON.stringify({ strokes });
    const ask = () => fetch("api/read", { method: "POST", body });
    const answers = await Promise.all(Array.from({ length: 24 }, ask));
    return answers.map(({ status }) => status);
}"""


def test_too_many_questions_slow_the_page_down_and_nothing_is_said(page):
    turns = np.linspace(0, 60, 3_000)
    spiral = np.stack([np.cos(turns), np.sin(turns)], 1) * turns[:, None] * 2 + 140
    found = page.evaluate(FLOOD, spiral.round(1).tolist())
    assert set(found) == {200, 429}
    with_mouse(page, strokes_of(4))
    expect(answer(page)).to_have_text("This is a 4")
    expect(page.get_by_text("The server does not answer")).to_have_count(0)


def test_who_wants_less_motion_sees_the_same_answer_at_once(open_page):
    page = open_page(**DESKTOP, reduced_motion="reduce")
    with_mouse(page, strokes_of(4))
    expect(answer(page)).to_have_text("This is a 4")
    expect(page.get_by_role("img", name="The network at work")).to_have_attribute(
        "aria-label", re.compile("layer 1 with 800 units, \\d+ of them active")
    )
    frames = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    page.wait_for_timeout(300)
    lights = page.locator("canvas.lights")
    now = lights.evaluate("canvas => canvas.toDataURL()")
    page.evaluate(frames)
    assert lights.evaluate("canvas => canvas.toDataURL()") == now
