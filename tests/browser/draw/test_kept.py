"""What a visitor brought to Draw is kept: the drawing, and a network's file."""

from playwright.sync_api import expect

from mnist_ann.store.files import NETWORKS
from tests.browser.draw.steps import PROMPT, answer, button, image, way
from tools.pens import CANVAS, EDITING, strokes_of, with_mouse


def test_a_reload_keeps_the_drawing(page):
    with_mouse(page, strokes_of(4))
    expect(answer(page)).to_have_text("This is a 4")
    before = image(page)
    page.reload()
    expect(answer(page)).to_have_text("This is a 4")
    assert image(page) == before
    # The page's new session has heard of it, too.
    way(page, "Edit strokes")
    page.locator(EDITING).wait_for()
    expect(answer(page)).to_have_text("This is a 4")


def test_who_leaves_as_soon_as_the_pen_lifts_loses_no_stroke(page):
    with_mouse(page, strokes_of(4))  # two strokes
    page.get_by_role("link", name="Dataset", exact=True).click()
    expect(answer(page)).to_have_count(0)
    page.get_by_role("link", name="Draw", exact=True).click()
    page.locator(CANVAS).wait_for()
    expect(answer(page)).to_have_text("This is a 4")
    button(page, "Clear").click()
    page.get_by_role("link", name="Dataset", exact=True).click()
    expect(answer(page)).to_have_count(0)
    page.get_by_role("link", name="Draw", exact=True).click()
    expect(button(page, "Undo")).to_be_disabled()
    expect(page.get_by_text(PROMPT)).to_be_visible()


def test_a_second_file_takes_the_place_of_the_first(page):
    network = page.get_by_role("combobox", name="Network")
    page.get_by_role("button", name="Your file").click()
    chooser = page.locator("input[type=file]")
    for name in ("article.keras", "linear.keras"):
        chooser.set_input_files(NETWORKS / name)
        expect(network).to_have_value(f"{name} · your file")
    page.keyboard.press("Escape")
    with_mouse(page, strokes_of(1))
    expect(answer(page)).to_have_text("This is a 1")
    image(page)
    way(page, "Steps")
    expect(page.get_by_text("6. Centre")).to_be_visible()
    expect(network).to_have_value("linear.keras · your file")
    assert page.url.endswith("?run=file")
