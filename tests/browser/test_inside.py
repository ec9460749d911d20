"""Inside in a real browser: units by mouse and keyboard, a drawing on the map."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from mnist_ann.network import Network
from mnist_ann.store.files import NETWORKS
from tools.pens import CANVAS, strokes_of, with_mouse

SECTIONS = {  # the name on its button, and the function that it shows the code of
    "Why this digit?": "evidence",
    "What a unit looks for": "survey",
    "Switch units off": "operate",
    "Map of the digits": "fit",
    "Let it learn once": "gradient_step",
    "How a unit adds up": "unit_sum",
}


def unit(page, name):
    return page.get_by_role("button", name=re.compile(rf"^{name}:"))


def said(page):
    """What is said of the unit that is pointed at."""
    return page.locator(".unit p")


def test_a_unit_says_its_sum_and_opens(page, server):
    page.goto(f"{server.url}/inside?test=8")
    box = page.get_by_role("group", name="Layer 1: 300 units").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(said(page)).to_have_text(
        re.compile(r"Unit \d+ of layer 1\. Each pixel times its weight: −?\d+\.\d\d")
    )
    name, parts, total = re.search(
        r"(Unit \d+ of layer 1).*bias, (.*) = (.*?)\. [RI]", said(page).inner_text()
    ).groups()
    first, sign, second = parts.replace("−", "-").split()
    assert float(first) + float(sign + second) == pytest.approx(
        float(total.replace("−", "-"))
    )
    page.mouse.down()
    page.mouse.up()
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    expect(page).to_have_url(re.compile(f"unit=1-{name.split()[1]}"))
    # It stays shown when the pointer leaves, and no longer when it is pressed once more.
    page.mouse.move(box["x"], box["y"] - 100)
    expect(said(page)).to_contain_text(name)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.up()
    expect(page).not_to_have_url(re.compile("unit="))
    page.mouse.move(box["x"], box["y"] - 100)
    expect(said(page)).to_contain_text("The brighter a unit")


def test_a_unit_lights_what_it_is_connected_to(page, server, data):
    network = Network.load(NETWORKS / "article.keras")
    image = (data.x_test[8] / 255).astype(np.float32)
    outputs = network.activations([image])
    unit = int(outputs[1][0].argmax())
    into = outputs[0][0] * network.layers[1].kernel[:, unit]
    onward = outputs[1][0, unit] * network.layers[2].kernel[unit]
    page.goto(f"{server.url}/inside?test=8&unit=2-{unit}")
    expect(said(page)).to_contain_text(f"Unit {unit} of layer 2")
    expect(said(page)).to_contain_text(
        f"Driven most by unit {into.argmax()}, held back most by unit {into.argmin()}. It speaks most "
        f"for the {onward.argmax()}, most against the {onward.argmin()}."
    )


def test_a_finger_gets_the_units_around_the_one_it_taps(phone, server):
    page = phone
    page.goto(f"{server.url}/inside?test=8")
    page.locator(".lights").scroll_into_view_if_needed()
    box = page.get_by_role("group", name="Layer 1: 300 units").bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(said(page)).to_contain_text(re.compile(r"Unit \d+ of layer 1"))
    around = page.get_by_role("group", name="Units around it").get_by_role("button")
    expect(around).to_have_count(21)
    for each in around.all():
        size = each.bounding_box()
        assert min(size["width"], size["height"]) >= 40
    other = around.first.inner_text()
    around.first.tap()
    expect(said(page)).to_contain_text(f"Unit {other} of layer 1")
    expect(page.get_by_role("heading", name=f"Unit {other} of layer 1")).to_be_visible()


def test_the_map_shows_the_image_at_the_pointer_and_by_arrow_keys(page, server):
    page.goto(f"{server.url}/inside?look=Maps&layer=Output")
    dots = page.get_by_role("application", name="Map of 2,000 test images")
    dots.scroll_into_view_if_needed()
    shown = page.locator("figure")
    expect(shown).to_be_hidden()
    dots.focus()
    page.keyboard.press("ArrowRight")
    expect(shown).to_contain_text("Image ")
    first = shown.inner_text()
    page.keyboard.press("ArrowRight")
    expect(shown).not_to_have_text(first)
    number = int(re.search(r"Image (\d+)", shown.inner_text())[1])
    expect(shown.locator("img")).to_have_attribute("src", f"api/test/{number}.png")
    expect(shown.locator("img")).to_have_js_property("naturalWidth", 28)
    page.keyboard.press("Enter")
    expect(page.get_by_role("spinbutton")).to_have_value(str(number))


def test_arrow_keys_go_from_unit_to_unit(page, server):
    page.goto(f"{server.url}/inside?test=8")
    page.get_by_role("group", name="Layer 1: 300 units").focus()
    expect(said(page)).to_contain_text("Unit 0 of layer 1")
    page.keyboard.press("ArrowRight")
    expect(said(page)).to_contain_text("Unit 1 of layer 1")
    page.keyboard.press("Tab")
    expect(said(page)).to_contain_text("Unit 0 of layer 2")
    page.keyboard.press("Tab")
    for _ in range(5):
        page.keyboard.press("ArrowDown")
    expect(said(page)).to_contain_text("The output of digit 5")
    page.keyboard.press("Enter")
    expect(
        page.get_by_role("heading", name="The output unit of digit 5")
    ).to_be_visible()


def test_a_click_switches_a_unit_off_and_on(page, server):
    page.goto(f"{server.url}/inside?look=Without")
    unit(page, "Unit 5 of layer 2").click()
    expect(page.get_by_text("Hidden units that are off: 1.")).to_be_visible()
    expect(unit(page, "Unit 5 of layer 2")).to_have_attribute("aria-pressed", "true")
    unit(page, "Unit 5 of layer 2").click()
    expect(page.get_by_text("Hidden units that are off: 0.")).to_be_visible()


def test_an_image_that_drives_a_unit_is_followed_through_the_network(page, server):
    page.goto(f"{server.url}/inside?look=Units&unit=1-17")
    first = page.get_by_role("button", name="x_test[").first
    number = re.search(r"\[(\d+)\]", first.get_by_role("img").get_attribute("alt"))[1]
    first.click()
    expect(page.get_by_role("heading", name="What does a unit do")).to_be_visible()
    expect(page.get_by_role("spinbutton")).to_have_value(number)


def test_sections_and_epochs_stand_in_the_address(page, server):
    page.goto(f"{server.url}/inside")
    page.get_by_role("radio", name="Map of the digits").click(delay=80)
    heading = page.get_by_role("heading", name="How do layers sort the digits?")
    expect(heading).to_be_visible()
    slider = page.get_by_role("slider", name="After epoch")
    slider.focus()
    slider.press("Home")
    expect(page).to_have_url(re.compile("epoch=0"))
    page.reload()
    expect(heading).to_be_visible()
    expect(slider).to_have_attribute("aria-valuetext", "0")


def test_a_drawing_is_followed_and_placed_on_the_map(page, server):
    page.goto(f"{server.url}/inside?image=Your drawing")
    expect(page.get_by_text("Draw a digit from 0 to 9")).to_be_visible()
    page.locator(CANVAS).wait_for()
    with_mouse(page, strokes_of(3))
    expect(page.get_by_role("heading", name="The network says 3")).to_be_visible()
    page.get_by_role("radio", name="Map of the digits").click(delay=80)
    spoken = page.locator("[aria-label*='Your image is ringed']")
    expect(spoken.first).to_be_attached()
    # What was drawn is on Draw, too: there is one drawing for all pages.
    page.get_by_role("link", name="Draw", exact=True).click()
    expect(page.get_by_role("heading", name="This is a 3")).to_be_visible()


def test_nothing_is_wider_than_a_phone(phone, server):
    page = phone
    page.goto(f"{server.url}/inside")
    main = page.get_by_test_id("stMain")
    for section, code in SECTIONS.items():
        page.get_by_role("radio", name=section).click(delay=80)
        page.get_by_text(f"Show the code: {code}").wait_for()
        assert main.evaluate("element => element.scrollWidth <= element.clientWidth")
