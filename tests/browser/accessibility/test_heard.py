"""The way of somebody who goes by keyboard and hears what a screen reader says."""

from playwright.sync_api import expect

from tests.browser.accessibility.steps import focused, heard, listen, stops
from tests.browser.draw.steps import button
from tools.pens import CANVAS, strokes_of, with_mouse

MENU = ["Draw", "Perceptron", "Dataset", "Train", "Evaluate", "Inside", "Classroom"]


def test_draw_from_the_heading_to_the_answer(page, server):
    page.goto(server.url)
    page.locator(CANVAS).wait_for()
    button(page, "Clear").wait_for()
    expect(page.get_by_role("main")).to_match_aria_snapshot("""
      - navigation "Pages":
        - link "Draw"
      - heading "Draw a digit" [level=1]
      - radiogroup "Way in":
        - radio "Draw" [checked]
        - radio "Keyboard"
      - application /Canvas. Draw a digit/
      - button "Undo" [disabled]
      - button "Clear" [disabled]
      - paragraph: /Draw a digit from 0 to 9/
      - img "No image yet"
    """)
    listen(page)
    with_mouse(page, strokes_of(3))
    expect(page.get_by_role("main")).to_match_aria_snapshot("""
      - application /Canvas. Draw a digit/
      - button "Undo"
      - button "Clear"
      - status: /This is a 3. The network is .* sure/
      - heading "This is a 3" [level=2]
      - img /as the network sees it/
      - img /The network at work/
      - list "Probabilities":
        - listitem: /^0/
    """)
    page.wait_for_timeout(700)  # a second answer would have come
    assert len(heard(page)) == 1
    button(page, "Clear").focus()
    page.keyboard.press("Enter")
    assert focused(page).startswith("Canvas.")


def test_a_digit_is_drawn_by_keys(page, server):
    page.goto(server.url)
    page.locator(CANVAS).focus()
    listen(page)
    for _ in range(7):
        page.keyboard.press("ArrowUp")
    page.keyboard.down("Shift")
    for _ in range(14):
        page.keyboard.press("ArrowDown")
    page.keyboard.up("Shift")
    expect(page.get_by_role("heading", name="This is a 1")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="This is a 1")).to_have_count(1)
    assert len(heard(page)) == 1
    page.keyboard.press("Backspace")
    expect(button(page, "Undo")).to_be_disabled()


def test_the_keys_reach_what_is_seen_in_its_order(page, server):
    page.goto(server.url)
    page.locator(CANVAS).wait_for()
    with_mouse(page, strokes_of(3))
    page.get_by_role("radio", name="Nearest training digits").wait_for()
    page.reload()
    page.get_by_role("radio", name="Nearest training digits").wait_for()
    wanted = [
        "Skip to main content", *MENU, "Draw", "Canvas", "Undo", "Clear", "Layer 1",
        "Layer 2", "The ten outputs", "Network", "Your file", "What was it?", "Steps",
    ]  # fmt: skip
    reached = stops(page, until=wanted[-1])
    places = [
        next(i for i, each in enumerate(reached) if each.startswith(name))
        for name in dict.fromkeys(wanted)
    ]
    assert places == sorted(places), reached


def test_a_run_from_the_preset_to_its_end(page, server):
    page.goto(f"{server.url}/train")
    page.get_by_role("button", name="Start training").wait_for()
    preset = page.get_by_role("combobox", name="Start from a preset")
    preset.focus()
    page.keyboard.type("Two min")
    page.get_by_role("option", name="Two minutes").wait_for()
    page.keyboard.press("Enter")
    expect(
        page.get_by_role("img", name="784 pixels, 78,500 parameters")
    ).to_be_visible()
    expect(preset).to_have_value("Two minutes for a class")
    expect(preset).to_be_focused()
    page.keyboard.press("Tab")
    assert focused(page) == "Start training"
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", level=2, name="Two minutes")
    expect(heading).to_be_focused()
    done = page.get_by_role("status").filter(has_text="Done: 4 epochs")
    expect(done).to_have_count(1)
    assert stops(page, until="Draw a digit for it")


def test_a_section_keeps_the_focus(page, server):
    page.goto(f"{server.url}/evaluate")
    page.get_by_role("heading", name="How good is it?").wait_for()
    page.get_by_role("radio", name="How often it is right").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    page.get_by_role("heading", name="Which digits does it mix up?").wait_for()
    expect(page.get_by_role("radio", name="What it mixes up")).to_be_focused()
    expect(page.get_by_role("radio", name="What it mixes up")).to_be_checked()
