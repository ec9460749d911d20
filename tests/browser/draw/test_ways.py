"""Other ways to draw, and a closer look at the answer."""

from playwright.sync_api import expect

from tests.browser.draw.steps import answer, button, clear, way
from tools.drawings import DATA, Drawings
from tools.pens import strokes_of, with_mouse
from tools.photographs import SCENES, as_jpeg, photograph

STEPS = ("Ink", "Crop", "Straighten", "Pen", "Scale", "Centre")


def heading(page, words):
    """The title of a film's picture."""
    return page.get_by_role("heading", name=words)


def test_a_closer_look_stays_chosen_for_the_next_drawing(page):
    with_mouse(page, strokes_of(5))
    way(page, "Steps")
    expect(heading(page, "6. Centre")).to_be_visible()  # it plays to its end
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    shown = page.locator(".frame img")
    seen = set()
    for number, name in enumerate(STEPS, 1):
        page.get_by_role("button", name=name, exact=True).click()
        expect(heading(page, f"{number}. {name}")).to_be_visible()
        expect(shown).to_have_attribute("alt", f"The drawing after step {number}")
        last = shown.get_attribute("src")
        seen.add(last)
    assert len(seen) == 6
    clear(page)
    with_mouse(page, strokes_of(2))
    expect(answer(page)).to_have_text("This is a 2")
    expect(shown).not_to_have_attribute("src", last)
    expect(heading(page, "6. Centre")).to_be_visible()


def test_a_one_by_keyboard_alone(page):
    way(page, "Keyboard")
    button(page, "Undo").wait_for(state="detached")  # of the canvas before
    page.locator("canvas[role=application]").focus()
    for _ in range(9):
        page.keyboard.press("ArrowUp")
    expect(page.get_by_text("Row 6, column 15: no ink")).to_be_visible()
    for _ in range(16):
        page.keyboard.press("Shift+ArrowDown")
    expect(answer(page)).to_have_text("This is a 1")


def test_over_the_epochs_is_a_film_that_can_be_stepped_through(page):
    with_mouse(page, strokes_of(3))
    way(page, "Over the epochs")
    expect(heading(page, "After epoch 1: ")).to_be_visible()  # while it plays
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("group", name="After epoch").get_by_role("button").last.click()
    expect(heading(page, "a 3, >99.9%")).to_be_visible()
    shares = page.locator(".film .bar").evaluate_all(
        "bars => bars.map(bar => Number(bar.style.getPropertyValue('--share')))"
    )
    assert abs(sum(shares) - 1) < 1e-3 and max(shares) == shares[3]


def test_what_flips_the_answer_is_read_as_a_sum(page):
    page.set_viewport_size({"width": 320, "height": 664})
    with_mouse(page, strokes_of(3))
    way(page, "What would flip it")
    pictures = page.locator(".sum img")
    expect(pictures).to_have_count(3)
    expect(page.locator(".sum .sign")).to_have_text(["+", "="])
    boxes = [picture.bounding_box() for picture in pictures.all()]
    assert len({round(box["y"]) for box in boxes}) == 1  # on one line, however narrow
    assert boxes[-1]["x"] + boxes[-1]["width"] <= 320
    page.set_viewport_size({"width": 1280, "height": 900})


def test_a_fast_pointer_leaves_no_gap_on_the_pixels(page):
    way(page, "Keyboard")
    button(page, "Undo").wait_for(state="detached")  # of the canvas before
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
