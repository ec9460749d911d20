"""Evaluate in a real browser: what a click on the matrix, the slider and a file do."""

import re

import pytest
from playwright.sync_api import expect

from mnist_ann.network import Network
from mnist_ann.store.files import NETWORKS
from tools.windows import DESKTOP, PHONE

SECTIONS = {  # the name on its button, and a heading that it ends with
    "What it mixes up": "Which digits does it mix up?",
    "Its mistakes": "Which images trouble it?",
    "How sure it is": "What if it may keep silent?",
    "Disturbed digits": "How much can a digit be disturbed?",
    "Two networks": "Only the other reads these right",
    "Writer by writer": "The hand that it reads worst",
    "Training curves": "Why can validation be above training?",
    "How often it is right": "What does it say about the first five?",
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


def test_the_matrix_grows_from_the_pages_ground(another, server):
    for scheme, ground in (("light", "255, 255, 255"), ("dark", "23, 22, 20")):
        page = another(**DESKTOP, color_scheme=scheme)
        page.goto(f"{server.url}/evaluate?show=Confusions")
        table = page.get_by_role("table", name="Confusion matrix")
        for axis in ("What it is", "What the network said"):
            expect(table.get_by_text(axis, exact=True)).to_be_visible()
        assert not table.locator("th").filter(has_not_text=re.compile(r"\S")).count()
        fours = [
            page.get_by_role("button", name=f"4 read as {answer}:") for answer in (3, 9)
        ]
        few, many = (colour(each) for each in fours)  # 1 mistake, and 10
        paper = [int(part) for part in ground.split(",")]
        assert far(few, paper) < 40 and far(many, paper) > 80


def colour(button):
    """What a cell looks like on its page, red, green and blue."""
    return button.evaluate(
        """element => {
            const context = document.createElement("canvas").getContext("2d");
            const ground = getComputedStyle(document.querySelector(".stApp")).backgroundColor;
            for (const colour of [ground, getComputedStyle(element).backgroundColor]) {
                context.fillStyle = colour;
                context.fillRect(0, 0, 1, 1);
            }
            return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)];
        }"""
    )


def far(one, other):
    return sum(abs(a - b) for a, b in zip(one, other))


def test_the_quiz_tells_each_answer_and_the_result(phone, server):
    page = phone
    page.goto(f"{server.url}/evaluate")
    picture = page.get_by_alt_text("A handwritten digit that is hard to read")
    answers = page.get_by_role("group", name="Your answer")
    picture.wait_for()
    # What there is to do and what comes of it are on the screen together.
    for digit in "09":
        box = answers.get_by_role("button", name=digit, exact=True).bounding_box()
        assert box["y"] + box["height"] < 664 and box["height"] >= 40
    said = page.get_by_role("status")
    right = {"you": 0, "network": 0}
    for number in range(10):
        expect(page.get_by_text(f"Image {number + 1} of 10")).to_be_visible()
        if number % 2:
            page.keyboard.press("4")
        else:
            answers.get_by_role("button", name="9", exact=True).tap()
        expect(said).to_contain_text(f"You say {4 if number % 2 else 9}")
        own, network, label = re.search(
            r"You say (\d) .*network says (\d) .*It is (\d)", said.inner_text()
        ).groups()
        right["you"] += own == label
        right["network"] += network == label
        page.keyboard.press("Enter")  # the way on has the focus
    expect(said).to_have_text(
        f"You read {right['you']} of 10 right, the network {right['network']}."
    )
    # The quiz stays as it is while something else is looked at.
    page.get_by_role("radio", name="Two networks").tap()
    page.get_by_role("heading", name="Only the other reads these right").wait_for()
    expect(said).to_contain_text(f"You read {right['you']} of 10 right")
    page.get_by_role("button", name="Ten more").tap()
    expect(page.get_by_text("Image 1 of 10")).to_be_visible()


def test_a_chosen_section_takes_the_place_of_the_one_before_at_once(page, server):
    page.goto(f"{server.url}/evaluate")
    page.get_by_role(
        "heading", name="What does it say about the first five?"
    ).wait_for()
    # Whatever stands on the page together, from the click until all is computed.
    page.evaluate(
        """() => {
            window.seen = [];
            const look = () => window.seen.push(
                [...document.querySelectorAll("h2")].map(each => each.innerText).join()
            );
            new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
        }"""
    )
    page.get_by_role("radio", name="Disturbed digits").click(delay=80)
    page.get_by_text("every tenth of the test images").wait_for()
    seen = page.evaluate("window.seen")
    both = [s for s in seen if "disturbed?" in s and "first five?" in s]
    assert not both and any("disturbed?" in s for s in seen)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)


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
    warnings = []
    page.on("console", lambda said: warnings.append(said.text))
    page.goto(f"{server.url}/evaluate")
    main = page.get_by_test_id("stMain")
    for section, heading in SECTIONS.items():
        page.get_by_role("radio", name=section).click(delay=80)
        page.get_by_role("heading", name=heading).wait_for()
        page.wait_for_function(
            "!document.querySelector('[data-test-script-state=running]')"
        )
        assert main.evaluate("element => element.scrollWidth <= element.clientWidth")
        for chart in page.get_by_test_id("stVegaLiteChart").all():
            named = chart.locator("[aria-label]").first.get_attribute("aria-label")
            assert re.search(r"\d", named), section
        assert not [said for said in warnings if "WARN" in said], section
