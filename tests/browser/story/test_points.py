"""Points of one's own in a real browser, and a link that keeps them."""

import re

import numpy as np
from playwright.sync_api import expect

from mnist_ann.story.problems import Points
from tests.browser.story.steps import click_at, open_chapter, place, tool


def points_in(page):
    """The points in the address."""
    found = re.search(r"points=([^&]*)", page.url)
    return Points.from_text(found.group(1)) if found else None


def test_points_are_added_moved_and_deleted_and_a_link_keeps_them(
    page, server, another
):
    open_chapter(page, server, 3, query="&line=Your+own+points&points=0_-100_0")
    expect(page.locator(".count")).to_contain_text("1 of 1 right")
    tool(page, "Add blue")
    click_at(page, 1, 2)
    page.wait_for_url(re.compile("points=0_-100_0.1_"))
    tool(page, "Move")
    page.mouse.move(*place(page, 1, 2))
    page.mouse.down()
    page.mouse.move(*place(page, 0, 1))
    page.mouse.move(*place(page, -2, -1))
    page.mouse.up()
    page.wait_for_url(re.compile(r"points=0_-100_0.1_-"))
    found = points_in(page)
    assert np.abs(found.inputs - [[-1, 0], [-2, -1]]).max() < 0.03
    assert found.labels.tolist() == [0, 1]

    other = another()
    other.goto(page.url)
    expect(other.locator(".count")).to_contain_text("of 2 right")

    tool(page, "Delete")
    click_at(page, -2, -1)
    page.wait_for_url(re.compile(r"points=0_-100_0$"))


def test_points_can_be_changed_from_the_keyboard(page, server):
    open_chapter(page, server, 3, query="&line=Your+own+points&points=0_-100_0")
    tool(page, "Add blue")
    page.locator("canvas[role=application]").focus()
    for key in ("ArrowRight", "ArrowUp", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url(re.compile(r"points=0_-100_0.1_15_30"))  # steps of 6 / 40
    page.keyboard.press("Delete")
    page.wait_for_url(re.compile(r"points=0_-100_0$"))


def test_changed_problems_become_ones_own(page, server):
    open_chapter(page, server, 3)
    tool(page, "Add blue")
    click_at(page, 0.5, 2.5)
    page.wait_for_url(re.compile("points="))
    expect(page.locator(".count")).to_contain_text("of 161 right")
    expect(page.get_by_role("radio", name="Your own points")).to_be_checked()
    assert len(points_in(page)) == 161


def test_the_tool_and_the_line_stay_while_one_adds_point_after_point(page, server):
    """Each point has the page run anew; what it answers may be older than the next point."""
    open_chapter(page, server, 3)
    page.get_by_role("slider", name="Move the line").press("Shift+ArrowLeft")
    line = page.locator(".formula").inner_text()
    tool(page, "Add blue")
    for step in range(6):
        click_at(page, 0, 2.8 - 0.2 * step)
    page.wait_for_url(lambda url: url.count("_") == 2 * 166)
    expect(page.get_by_role("radio", name="Your own points")).to_be_checked()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".count")).to_contain_text("of 166 right")
    expect(page.get_by_role("radio", name="Add blue")).to_be_checked()
    assert page.locator(".formula").inner_text() == line
    page.get_by_role("radio", name="Spiral").click()
    expect(page.locator(".count")).to_contain_text("of 160 right")
    expect(page.get_by_role("radio", name="Add blue")).to_be_checked()


def test_a_damaged_link_is_explained_and_leaves_the_page_usable(page, server):
    open_chapter(page, server, 3, query="&line=Your+own+points&points=9_9")
    expect(page.get_by_text("can't be read; it may have been cut short")).to_be_visible()  # fmt: skip
    page.get_by_role("radio", name="Spiral").click()
    expect(page.locator(".count")).to_contain_text("of 160 right")


def test_a_finger_can_draw_points_on_a_phone(phone, server):
    page = phone
    open_chapter(page, server, 3, query="&line=Your+own+points&points=0_-100_0")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    tool(page, "Add blue")
    page.touchscreen.tap(*place(page, 1, 1))
    page.wait_for_url(re.compile("points=0_-100_0.1_"))
