"""The canvas in the real app: undo, clear, keys, phones, and strokes that stay where they are."""

import re

import numpy as np
from playwright.sync_api import expect

from tests.browser.draw.steps import (
    ACROSS,
    PROMPT,
    answer,
    button,
    clear,
    expect_other,
    expect_same,
    image,
    way,
)
from tools.pens import CANVAS, EDITING, strokes_of, with_finger, with_mouse
from tools.windows import DESKTOP


def test_an_empty_canvas_asks_for_a_digit(page):
    expect(answer(page)).to_have_count(0)
    for name in ("Undo", "Clear"):
        expect(button(page, name)).to_be_disabled()


def test_a_phone_scrolls_down_only_and_shows_the_canvas_first(phone):
    canvas = phone.locator(CANVAS).bounding_box()
    assert canvas["y"] + canvas["height"] < 844
    with_finger(phone, strokes_of(3))
    expect(answer(phone)).to_be_visible()
    assert answer(phone).bounding_box()["y"] > canvas["y"] + canvas["height"]
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_undo_takes_one_stroke_after_another(page):
    with_mouse(page, strokes_of(0))
    expect(answer(page)).to_have_text("This is a 0")
    before = image(page)
    with_mouse(page, ACROSS)
    expect_other(page, before)
    button(page, "Undo").click()
    expect_same(page, before)
    expect(answer(page)).to_have_text("This is a 0")
    button(page, "Undo").click()
    expect(page.get_by_text(PROMPT)).to_be_visible()
    expect(button(page, "Undo")).to_be_disabled()


def test_undo_brings_back_what_was_cleared(page):
    with_mouse(page, strokes_of(4))
    expect(answer(page)).to_have_text("This is a 4")
    before = image(page)
    clear(page)
    with_mouse(page, ACROSS)
    for _ in range(2):
        button(page, "Undo").click()
    expect_same(page, before)
    expect(answer(page)).to_have_text("This is a 4")


def test_clear_twice_with_the_same_digit_between(page):
    for _ in range(2):
        with_mouse(page, strokes_of(2))
        expect(answer(page)).to_have_text("This is a 2")
        clear(page)


def test_the_drawing_is_there_again_after_another_page(page):
    with_mouse(page, strokes_of(7))
    expect(answer(page)).to_have_text("This is a 7")
    before = image(page)
    for _ in range(2):
        page.get_by_role("link", name="Dataset", exact=True).click()
        expect(answer(page)).to_have_count(0)
        page.get_by_role("link", name="Draw", exact=True).click()
        expect(answer(page)).to_have_text("This is a 7")
        assert image(page) == before
    # It is on the canvas, too, and not only in the answer: another stroke is added to it.
    with_mouse(page, ACROSS)
    expect_other(page, before)
    button(page, "Undo").click()
    expect_same(page, before)
    clear(page)


def test_nothing_moves_when_the_answer_comes(page):
    network = page.get_by_role("combobox", name="Network")

    def places():
        return network.bounding_box(), button(page, "Clear").bounding_box()

    before = places()
    for digit in (1, 8):
        with_mouse(page, strokes_of(digit))
        expect(answer(page)).to_have_text(re.compile(f"{digit}$"))
        assert places() == before
        clear(page)
    assert places() == before


def test_the_canvas_is_black_in_either_theme(open_page):
    images = []
    for theme in ("light", "dark"):
        page = open_page(**DESKTOP, color_scheme=theme)
        with_mouse(page, strokes_of(4))
        expect(answer(page)).to_have_text("This is a 4")
        images.append(image(page))
    assert images[0] == images[1]


def test_drawing_on_a_phone_never_scrolls_the_page(phone):
    phone.evaluate(
        "document.addEventListener('scroll', () => { window.scrolled = true; }, true)"
    )
    before = phone.locator(CANVAS).bounding_box()
    down = np.array([[140.0, 30.0], [140.0, 140.0], [140.0, 250.0], [140.0, 60.0]])
    with_finger(phone, [down])
    expect(answer(phone)).to_have_text("This is a 1")
    assert phone.locator(CANVAS).bounding_box() == before
    assert not phone.evaluate("window.scrolled")


def test_the_canvas_takes_keys(page):
    with_mouse(page, strokes_of(0))
    expect(answer(page)).to_have_text("This is a 0")
    page.locator(CANVAS).focus()
    page.keyboard.press("Delete")
    expect(page.get_by_text(PROMPT)).to_be_visible()


def test_strokes_are_moved_on_the_other_canvas_and_come_back(page):
    with_mouse(page, strokes_of(0))
    expect(answer(page)).to_have_text("This is a 0")
    alone = image(page)
    with_mouse(page, ACROSS)
    expect_other(page, alone)
    drawn = image(page)
    way(page, "Edit strokes")
    # The bar is there without a pointer above it, and what is drawn can be moved at once.
    expect(button(page, "Edit")).to_have_attribute("aria-pressed", "true")
    expect(button(page, "Edit")).to_be_in_viewport()
    assert image(page) == drawn
    box = page.locator(EDITING).bounding_box()
    start = np.array([box["x"] + 140, box["y"] + 150])
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*(start + [0, 30]))
    page.mouse.move(*(start + [0, 60]))
    page.mouse.up()
    expect_other(page, drawn)
    moved = image(page)
    way(page, "Draw")
    page.locator(CANVAS).wait_for()
    assert image(page) == moved
    page.locator(EDITING).wait_for(state="detached")  # it has an Undo of its own
    button(page, "Undo").click()  # the live canvas has the strokes, too
    expect_other(page, moved)
    expect(answer(page)).to_have_text("This is a 0")


def test_a_stroke_shows_itself_once_before_the_first(page, server):
    ghost = page.locator("svg.ghost")
    expect(ghost).to_be_visible()
    with_mouse(page, strokes_of(7))
    expect(ghost).to_have_count(0)
    clear(page)
    expect(ghost).to_have_count(0)
