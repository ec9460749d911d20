"""The way through the chapters: where one lands, what one sees first, and what shares an edge."""

import pytest
from playwright.sync_api import expect

from tests.browser.story.steps import open_chapter

CHAPTERS = range(1, 8)
MENU = 64  # pixels at the most


def lands(page, press):
    """Go through all chapters; each is left from its end."""
    for chapter in CHAPTERS[1:]:
        press(page.get_by_role("button", name="Next: "))
        heading = page.locator(f"#chapter-{chapter}")
        expect(heading).to_be_focused()
        page.wait_for_function(
            """id => {
                const { top } = document.getElementById(id).getBoundingClientRect();
                const main = document.querySelector("[data-testid=stMain]");
                const end = main.scrollHeight - main.clientHeight - main.scrollTop;
                return top >= 40 && (top <= 70 || end < 2);
            }""",
            arg=f"chapter-{chapter}",
        )
        page.wait_for_timeout(1_600)  # until what comes late has come
        assert 40 <= heading.bounding_box()["y"] <= MENU + 6 or chapter == 7


def test_next_lands_at_the_heading(page, server):
    open_chapter(page, server, 1)
    lands(page, lambda button: button.click(delay=80))


def test_next_lands_at_the_heading_on_a_phone(phone, server):
    open_chapter(phone, server, 1)
    lands(phone, lambda button: button.tap())


def test_who_chooses_a_chapter_above_stays_there(page, server):
    open_chapter(page, server, 1)
    page.get_by_role("radio", name="4 In sequence").click()
    page.locator("#chapter-4").wait_for()
    expect(page.get_by_role("radio", name="4 In sequence")).to_be_focused()


@pytest.mark.parametrize("chapter", CHAPTERS)
@pytest.mark.parametrize("visitor", ["page", "phone"])
def test_text_and_figures_share_an_edge(request, server, visitor, chapter):
    page = request.getfixturevalue(visitor)
    page.goto(f"{server.url}/perceptron?chapter={chapter}")
    figures = page.locator(".plane, .by-hand, .at-work .stage")
    figures.first.wait_for()
    edge = page.get_by_role("heading", level=2).first.bounding_box()["x"]
    for figure in figures.all():
        assert figure.bounding_box()["x"] == pytest.approx(edge, abs=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # fmt: skip


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_what_can_be_played_begins_on_the_first_screen_of_a_phone(
    phone, server, chapter
):
    page = phone
    page.goto(f"{server.url}/perceptron?chapter={chapter}")
    figure = page.locator(".plane, .by-hand, .at-work .stage").first
    figure.wait_for()
    assert figure.bounding_box()["y"] < 664 * 3 / 4
    for each in page.locator(".player > *").all()[:4]:
        box = each.bounding_box()
        assert box["y"] + box["height"] < figure.bounding_box()["y"] and box["height"] >= 40  # fmt: skip


def test_the_digit_that_is_chosen_goes_through_the_network(page, server):
    page.goto(f"{server.url}/perceptron?chapter=7")
    page.get_by_role("radio", name="4", exact=True).click()
    expect(page.get_by_role("heading", name="The network says 4")).to_be_visible()
    page.get_by_role("button", name="Another 4").click()
    expect(page.get_by_text("Without hidden layers: ")).to_be_visible()
    page.wait_for_url("**show=4**which=1**")
