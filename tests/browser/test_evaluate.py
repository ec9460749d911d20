"""Evaluate in a real browser: what a click on the matrix, the slider and a file do."""

import re

import pytest
from playwright.sync_api import expect

from mnist_ann.network import Network
from mnist_ann.store.files import NETWORKS
from tools.windows import DESKTOP, PHONE

SECTIONS = {  # a heading that each of them ends with
    "Confusions": "Which digits does it mix up?",
    "Mistakes": "Which images trouble it?",
    "Confidence": "What if it may keep silent?",
    "Robustness": "How much can a digit be disturbed?",
    "Two networks": "Only the other reads these right",
    "Writers": "The hand that it reads worst",
    "Learning": "Why can validation be above training?",
    "Accuracy": "What does it say about the first five?",
}


@pytest.fixture(scope="module")
def confusion(data):
    """What the article's network took for what."""
    network = Network.load(NETWORKS / "article.keras")
    answers = network.forward(data.x_test / 255).argmax(axis=1)
    return lambda label, answer: int(
        ((data.y_test == label) & (answers == answer)).sum()
    )


def test_a_cell_opens_its_images_by_mouse_and_by_keyboard(page, server, confusion):
    page.goto(f"{server.url}/evaluate?show=Confusions")
    page.get_by_role("button", name="4 read as 9:").click()
    expect(page.get_by_role("heading", name="4 read as 9")).to_be_visible()
    images = page.get_by_role("button", name="x_test[")
    expect(images).to_have_count(confusion(4, 9))
    expect(images.first).to_contain_text("read as 9, is 4")
    expect(page).to_have_url(re.compile("cell=4-9"))
    page.get_by_role("button", name="7 read as 2:").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="7 read as 2")).to_be_visible()
    expect(images).to_have_count(confusion(7, 2))
    # The keyboard goes on from where it was.
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="7 read as 3")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="7 read as 3")).to_be_visible()


def test_an_image_leads_into_the_network_that_read_it(page, server):
    page.goto(f"{server.url}/evaluate?show=Mistakes&run=draw&epoch=12")
    first = page.get_by_role("button", name="x_test[").first
    number = re.search(r"\[(\d+)\]", first.get_by_role("img").get_attribute("alt"))[1]
    first.click()
    expect(page.get_by_role("heading", name="What happens inside?")).to_be_visible()
    expect(page.get_by_role("spinbutton")).to_have_value(number)
    expect(page).to_have_url(re.compile(rf"run=draw.*epoch=12.*test={number}"))
    expect(page.get_by_role("slider", name="After epoch")).to_have_attribute(
        "aria-valuetext", "12"
    )


def test_the_epoch_slider_moves_everything(page, server):
    page.goto(f"{server.url}/evaluate")
    accuracy = page.get_by_test_id("stMetricValue").first
    expect(accuracy).to_have_text("97.73%")
    slider = page.get_by_role("slider", name="After epoch")
    slider.focus()
    slider.press("Home")
    expect(accuracy).to_have_text(re.compile(r"^\d\.\d\d%$|^1\d\.\d\d%$"))
    expect(page).to_have_url(re.compile("epoch=0"))


def test_a_network_file_is_evaluated_and_stays_on_the_next_page(page, server):
    page.goto(f"{server.url}/evaluate")
    page.get_by_role("button", name="Your file").click()
    page.locator("input[type=file]").set_input_files(NETWORKS / "linear.keras")
    expect(page.get_by_text("linear.keras has no epochs")).to_be_visible()
    expect(page.get_by_test_id("stMetricValue").first).to_have_text("92.10%")
    page.get_by_role("link", name="Inside", exact=True).click()
    expect(page.get_by_text("linear.keras has no epochs")).to_be_visible()
    at_work = page.get_by_role(
        "img", name="The network at work: 784 pixels, ten outputs."
    )
    expect(at_work).to_be_visible()


def test_a_file_that_is_no_network_is_said_and_changes_nothing(page, server, tmp_path):
    wrong = tmp_path / "wrong.keras"
    wrong.write_bytes(b"PK not a network")
    page.goto(f"{server.url}/evaluate")
    page.get_by_role("button", name="Your file").click()
    page.locator("input[type=file]").set_input_files(wrong)
    expect(
        page.get_by_text("no .keras or .h5 file that can be read here")
    ).to_be_visible()
    expect(page.get_by_test_id("stMetricValue").first).to_have_text("97.73%")


@pytest.mark.parametrize("look", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_is_wider_than_the_page_and_charts_speak(another, server, look):
    page = another(**look)
    page.goto(f"{server.url}/evaluate")
    main = page.get_by_test_id("stMain")
    for section, heading in SECTIONS.items():
        page.get_by_role("radio", name=section).click()
        page.get_by_role("heading", name=heading).wait_for()
        page.wait_for_function(
            "!document.querySelector('[data-test-script-state=running]')"
        )
        assert main.evaluate("element => element.scrollWidth <= element.clientWidth")
        for chart in page.get_by_test_id("stVegaLiteChart").all():
            named = chart.locator("[aria-label]").first.get_attribute("aria-label")
            assert re.search(r"\d", named), section
