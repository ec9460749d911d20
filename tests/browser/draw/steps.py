"""What the tests of Draw do, and what they look at."""

import re

import numpy as np
from playwright.sync_api import expect

PROMPT = "Draw a digit from 0 to 9"
ACROSS = [np.array([[60.0, 200.0], [140.0, 150.0], [220.0, 100.0]])]


def answer(page):
    return page.get_by_role("heading", name=re.compile("^This is an? [0-9]$"))


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def clear(page):
    button(page, "Clear").click()
    expect(page.get_by_text(PROMPT)).to_be_visible()
    expect(answer(page)).to_have_count(0)


def picture(page):
    return page.get_by_role("img", name="as the network sees it")


def image(page):
    """The address of the image that the network saw, once all that is drawn was read: it is made of the
    image's own bytes, and changes while a stroke is drawn."""
    expect(page.locator(".drawing[aria-busy=true]")).to_have_count(0)
    return picture(page).get_attribute("src")


def expect_other(page, before):
    """The network sees another image than before."""
    expect(picture(page)).not_to_have_attribute("src", before)


def expect_same(page, before):
    """The network sees the image of before."""
    expect(picture(page)).to_have_attribute("src", before)


def way(page, name):
    page.get_by_role("radio", name=name, exact=True).click()
