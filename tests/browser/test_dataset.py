"""Dataset in a real browser: open an image in the grid, close it, go back to it."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def page(another, server):
    page = another()
    page.goto(f"{server.url}/dataset")
    return page


def image(page, number):
    return page.get_by_role("button", name=f"x_train_full[{number}],")


def dialog(page, name):
    return page.get_by_role("dialog").filter(has_text=name)


def test_a_click_opens_an_image_and_escape_closes_it(page, data):
    image(page, 5_003).click()
    opened = dialog(page, "x_train_full[5003]")
    expect(opened).to_be_visible()
    expect(opened.get_by_test_id("stMetricValue")).to_have_text(
        str(data.y_train_full[5_003])
    )
    expect(page).to_have_url(re.compile("image=train-5003"))
    page.keyboard.press("Escape")
    expect(opened).to_have_count(0)
    expect(page).not_to_have_url(re.compile("image="))
    # Closed for good: the next click opens the next one.
    image(page, 5_010).click()
    expect(dialog(page, "x_train_full[5010]")).to_be_visible()


def test_an_open_image_is_still_open_after_a_reload(page):
    image(page, 5_001).click()
    expect(dialog(page, "x_train_full[5001]")).to_be_visible()
    expect(page).to_have_url(re.compile("image=train-5001"))
    page.reload()
    expect(dialog(page, "x_train_full[5001]")).to_be_visible()


def test_back_returns_to_what_was_seen_before(page):
    image(page, 5_001).click()
    expect(dialog(page, "x_train_full[5001]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("link", name="Train", exact=True).click()
    expect(page.get_by_role("heading", name="Watch a network learn")).to_be_visible()
    page.go_back()
    expect(image(page, 5_001)).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_keyboard_opens_an_image_too(page):
    image(page, 5_000).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(dialog(page, "x_train_full[5001]")).to_be_visible()
