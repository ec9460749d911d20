"""Other ways to draw, and a closer look at the answer."""

import re

from playwright.sync_api import expect

from tests.browser.draw.steps import answer, clear, way
from tools.drawings import DATA, Drawings
from tools.pens import strokes_of, with_mouse
from tools.photographs import SCENES, as_jpeg, photograph


def test_a_closer_look_stays_chosen_for_the_next_drawing(page):
    with_mouse(page, strokes_of(5))
    way(page, "Steps")
    for name in ("Ink", "Crop", "Straighten", "Pen", "Scale", "Centre"):
        expect(page.get_by_text(re.compile(rf"^\d\. {name}$"))).to_be_visible()
    clear(page)
    with_mouse(page, strokes_of(2))
    expect(answer(page)).to_have_text("This is a 2")
    expect(page.get_by_text("6. Centre")).to_be_visible()


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


def test_a_photograph_on_its_side_is_turned_and_cropped(page):
    way(page, "Photo")
    chooser = page.locator("input[type=file]")
    chooser.set_input_files(DATA / "pictures" / "photo_rotated90_4.jpg")
    found = page.get_by_role("img", name="the ink that is read in orange")
    found.wait_for()
    expect(page.get_by_text("Camera", exact=True)).to_be_visible()  # on this machine
    page.get_by_role("button", name="Turn right").click()
    expect(answer(page)).to_have_text("This is a 4")
    upright = found.evaluate("image => image.naturalWidth / image.naturalHeight")
    assert upright < 1
    page.get_by_text("Crop", exact=True).click()
    ends = page.get_by_role("slider", name="From left to right")
    ends.last.focus()
    for _ in range(10):
        page.keyboard.press("ArrowLeft")
    page.wait_for_function(
        """before => {
            const image = document.querySelector("img[alt*='ink that is read']");
            return image && image.naturalWidth / image.naturalHeight < before - 0.02;
        }""",
        arg=upright,
    )
    expect(answer(page)).to_have_text("This is a 4")
