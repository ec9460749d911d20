"""Drawing in the real app, with a real mouse and a real finger."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from tools.drawings import Drawings
from tools.pens import CANVAS, EDITING, strokes_of, with_finger, with_mouse
from tools.photographs import SCENES, as_jpeg, photograph

WAIT = 30_000  # milliseconds; the first answer of a fresh server takes longest
PROMPT = "Draw a digit from 0 to 9"
ACROSS = [np.array([[60.0, 200.0], [140.0, 150.0], [220.0, 100.0]])]


@pytest.fixture
def open_page(browser, server):
    """Opens the page in a window of its own; at the end, it must have had no error and no request
    to anywhere but the server."""
    errors, contexts = [], []

    def open_page(**window):
        context = browser.new_context(**window)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(WAIT)
        expect.set_options(timeout=WAIT)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console",
            lambda said: errors.append(said.text) if said.type == "error" else None,
        )
        page.on(
            "request",
            lambda sent: (
                errors.append(sent.url)
                if not sent.url.startswith((server.url, "data:", "blob:"))
                else None
            ),
        )
        page.goto(server.url)
        expect(page.get_by_text(PROMPT)).to_be_visible()
        page.locator(CANVAS).wait_for()
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not errors


@pytest.fixture
def page(open_page):
    return open_page(viewport={"width": 1440, "height": 1000})


@pytest.fixture
def phone(open_page):
    return open_page(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )


def answer(page):
    return page.get_by_role("heading", name=re.compile("^This is an? [0-9]$"))


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def clear(page):
    button(page, "Clear").click()
    expect(page.get_by_text(PROMPT)).to_be_visible()
    expect(answer(page)).to_have_count(0)


def image(page):
    """The address of the image that the network saw, once it stays: it is made of the image's own
    bytes, and changes while a stroke is drawn."""
    page.wait_for_function(STAYS)
    return page.get_by_role("img", name="as the network sees it").get_attribute("src")


def settled(page):
    """The image when it has stopped changing: answers come while the pen moves, too."""
    before = None
    while (now := image(page)) != before:
        before = now
        page.wait_for_timeout(500)
    return now


STAYS = """() => {
    const now = document.querySelector('img[alt*="network sees"]')?.getAttribute("src");
    if (now !== window.seen) Object.assign(window, { seen: now, since: performance.now() });
    return now && performance.now() - since > 700;
}"""


def test_an_empty_canvas_asks_for_a_digit(page):
    expect(answer(page)).to_have_count(0)
    for name in ("Undo", "Clear"):
        expect(button(page, name)).to_be_disabled()


def test_ten_digits_by_mouse(page):
    for digit in range(10):
        with_mouse(page, strokes_of(digit))
        expect(answer(page)).to_have_text(re.compile(f"{digit}$"))
        clear(page)


def test_ten_digits_by_finger_on_a_phone(phone):
    for digit in range(10):
        with_finger(phone, strokes_of(digit))
        expect(answer(phone)).to_have_text(re.compile(f"{digit}$"))
        clear(phone)


def test_a_phone_scrolls_down_only_and_shows_the_canvas_first(phone):
    canvas = phone.locator(CANVAS).bounding_box()
    assert canvas["y"] + canvas["height"] < 844
    with_finger(phone, strokes_of(3))
    expect(answer(phone)).to_be_visible()
    assert answer(phone).bounding_box()["y"] > canvas["y"] + canvas["height"]
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_answer_comes_with_all_that_led_to_it(page):
    with_mouse(page, strokes_of(5))
    expect(answer(page)).to_have_text("This is a 5")
    expect(page.get_by_text(re.compile(r"^The network is .*% sure\.$"))).to_be_visible()
    expect(page.get_by_role("img", name="as the network sees it")).to_be_visible()


def test_a_closer_look_stays_chosen_for_the_next_drawing(page):
    with_mouse(page, strokes_of(5))
    way(page, "Steps")
    for name in ("Ink", "Crop", "Straighten", "Pen", "Scale", "Centre"):
        expect(page.get_by_text(re.compile(rf"^\d\. {name}$"))).to_be_visible()
    clear(page)
    with_mouse(page, strokes_of(2))
    expect(answer(page)).to_have_text("This is a 2")
    expect(page.get_by_text("6. Centre")).to_be_visible()


def test_undo_takes_one_stroke_after_another(page):
    with_mouse(page, strokes_of(0))
    expect(answer(page)).to_have_text("This is a 0")
    before = image(page)
    with_mouse(page, ACROSS)
    page.wait_for_function(CHANGED, arg=before)
    button(page, "Undo").click()
    page.wait_for_function(SAME, arg=before)
    expect(answer(page)).to_have_text("This is a 0")
    button(page, "Undo").click()
    expect(page.get_by_text(PROMPT)).to_be_visible()
    expect(button(page, "Undo")).to_be_disabled()


SAME = "src => document.querySelector('img[alt*=\"network sees\"]')?.getAttribute('src') === src"
CHANGED = SAME.replace("===", "!==")


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
    page.wait_for_function(CHANGED, arg=before)
    button(page, "Undo").click()
    page.wait_for_function(SAME, arg=before)
    clear(page)


def test_a_dot_is_no_answer(page):
    page.locator(CANVAS).click()
    expect(page.get_by_text("This is only a dot")).to_be_visible()
    expect(answer(page)).to_have_count(0)


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


def test_another_network_reads_the_same_drawing(page):
    with_mouse(page, strokes_of(6))
    expect(answer(page)).to_have_text("This is a 6")
    before = image(page)
    page.get_by_role("combobox", name="Network").click()
    page.get_by_role("option", name=re.compile("article")).click()
    page.wait_for_url(re.compile("run=article"))
    expect(answer(page)).to_have_text("This is a 6")
    assert image(page) == before


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_canvas_is_black_in_either_theme(open_page, theme):
    page = open_page(viewport={"width": 1440, "height": 1000}, color_scheme=theme)
    with_mouse(page, strokes_of(4))
    expect(answer(page)).to_have_text("This is a 4")
    assert image(page) == IMAGES.setdefault(4, image(page))


IMAGES = {}


def way(page, name):
    page.get_by_role("radio", name=name, exact=True).click()


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
    browser, server
):
    page = browser.new_page()
    page.goto(server.url)
    page.locator(CANVAS).wait_for()
    with_mouse(page, strokes_of(4)[:1])
    page.wait_for_timeout(1_000)
    page.context.set_offline(True)
    with_mouse(page, strokes_of(4)[1:])
    expect(page.get_by_text("The server does not answer")).to_be_visible()
    page.context.set_offline(False)
    expect(answer(page)).to_have_text("This is a 4")
    expect(page.get_by_text("The server does not answer")).to_have_count(0)
    page.close()


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
    page.wait_for_function(CHANGED, arg=alone)
    drawn = settled(page)
    way(page, "Edit strokes")
    page.locator(EDITING).wait_for()
    assert image(page) == drawn
    page.locator(EDITING).hover()
    button(page, "Edit").click()
    box = page.locator(EDITING).bounding_box()
    start = np.array([box["x"] + 140, box["y"] + 150])
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*(start + [0, 30]))
    page.mouse.move(*(start + [0, 60]))
    page.mouse.up()
    page.wait_for_function(CHANGED, arg=drawn)
    moved = settled(page)
    way(page, "Draw")
    page.locator(CANVAS).wait_for()
    assert image(page) == moved
    page.locator(EDITING).wait_for(state="detached")  # it has an Undo of its own
    button(page, "Undo").click()  # the live canvas has the strokes, too
    page.wait_for_function(CHANGED, arg=moved)
    expect(answer(page)).to_have_text("This is a 0")


def test_a_one_by_keyboard_alone(page):
    way(page, "Keyboard")
    page.locator("canvas[role=application]").wait_for()
    page.locator("canvas[role=application]").focus()
    for _ in range(9):
        page.keyboard.press("ArrowUp")
    expect(page.get_by_text("Row 6, column 15: no ink")).to_be_visible()
    for _ in range(16):
        page.keyboard.press("Shift+ArrowDown")
    expect(answer(page)).to_have_text("This is a 1")


def test_no_probability_over_the_epochs_becomes_a_quotation(page):
    with_mouse(page, strokes_of(3))
    way(page, "Over the epochs")
    cell = page.get_by_role("cell", name=">99.9%", exact=True)
    expect(cell.first).to_be_visible()
    expect(page.locator("td blockquote")).to_have_count(0)


def test_a_fast_pointer_leaves_no_gap_on_the_pixels(page):
    way(page, "Keyboard")
    pixels = page.locator("canvas[role=application]")
    pixels.wait_for()
    box = pixels.bounding_box()
    page.mouse.move(box["x"] + 174, box["y"] + 54)
    page.mouse.down()
    page.mouse.move(box["x"] + 174, box["y"] + 270)
    page.mouse.up()
    expect(answer(page)).to_have_text("This is a 1")


def test_a_photograph_and_a_file_that_is_none(page):
    way(page, "Photo")
    chooser = page.locator("input[type=file]")
    picture = photograph([Drawings().strokes(7_524 + 7)], SCENES["lamp at one side"])
    chooser.set_input_files(
        {"name": "seven.jpg", "mimeType": "image/jpeg", "buffer": as_jpeg(picture)}
    )
    expect(answer(page)).to_have_text("This is a 7")
    chooser.set_input_files(
        {"name": "none.png", "mimeType": "image/png", "buffer": b"no picture"}
    )
    expect(page.get_by_text("can't be read as a picture")).to_be_visible()


def test_two_digits_are_one_too_many(page):
    for shift in (-70, 70):
        strokes = [(s - 140) * 0.5 + 140 + [shift, 0] for s in strokes_of(3)]
        with_mouse(page, strokes)
    expect(page.get_by_text("2 digits here")).to_be_visible()
