"""The menu above each page, and what a visitor sees of a page before anything is pushed."""

import re

import pytest
from playwright.sync_api import expect

from tools.pens import CANVAS, strokes_of, with_finger, with_mouse
from tools.windows import PHONE

NAMES = ("Draw", "Perceptron", "Dataset", "Train", "Evaluate", "Inside", "Classroom")
# Phones in upright hands: what iPhones show of a page below the browser's own bar, and a small Android.
SCREENS = ((390, 664), (360, 640), (320, 568))


def sized(width, height):
    return {**PHONE, "viewport": {"width": width, "height": height}}


def link(page, name):
    return page.get_by_role("link", name=name, exact=True).first


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_a_phone_shows_every_page_in_the_menu_large_enough_for_a_finger(
    another, server, width, height
):
    page = another(**sized(width, height))
    page.goto(f"{server.url}/classroom")
    right = 0
    for name in NAMES:
        expect(link(page, name)).to_be_visible()
        box = link(page, name).bounding_box()
        assert box["height"] >= 44
        assert box["x"] >= right - 1
        right = box["x"] + box["width"]
        words = link(page, name).get_by_text(name, exact=True)
        assert words.evaluate("e => e.scrollWidth <= e.clientWidth + 1"), name
    assert right <= width


def test_the_menu_leads_to_every_page_and_stays_when_the_page_is_pushed_up(
    phone, server
):
    phone.goto(server.url)
    for name in NAMES[::-1]:
        link(phone, name).click()
        expect(phone).to_have_title(f"{name} · MNIST ANN")
        menu = phone.get_by_role("navigation", name="Pages")
        expect(menu.locator("[aria-current=page]")).to_have_text(re.compile(f"{name}$"))
        expect(menu.locator("[aria-current]")).to_have_count(1)
    link(phone, "Train").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Watch a network learn")
    phone.get_by_test_id("stMain").evaluate("e => e.scrollTo(0, e.scrollHeight)")
    expect(link(phone, "Draw")).to_be_in_viewport(ratio=1)
    link(phone, "Draw").click()
    expect(phone.locator(CANVAS)).to_be_in_viewport()


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_canvas_and_answer_are_together_on_a_phone(another, server, width, height):
    page = another(**sized(width, height))
    page.goto(server.url)
    canvas = page.locator(CANVAS)
    canvas.wait_for()
    with_finger(page, strokes_of(4))
    answer = page.get_by_role("heading", name="This is a 4")
    expect(answer).to_be_in_viewport(ratio=1)
    expect(canvas).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Undo")).to_be_in_viewport(ratio=1)


def test_who_leaves_in_the_middle_of_a_change_meets_no_mistake(page, server):
    """What the page is told of the change then comes when another page is already there."""
    pressed = {"delay": 80}  # milliseconds, as a finger does
    page.goto(server.url)
    epochs = page.get_by_role("spinbutton", name="Epochs")
    for count in (7, 8, 9):
        page.locator(CANVAS).wait_for()
        with_mouse(page, strokes_of(1))
        link(page, "Train").click(**pressed)
        if count == 7:  # later, it is no preset
            page.get_by_text("Change the recipe").click()
        epochs.fill(str(count))
        link(page, "Draw").click(**pressed)
    expect(page.locator(CANVAS)).to_be_visible()
    assert "Traceback" not in server.log.read_text()
