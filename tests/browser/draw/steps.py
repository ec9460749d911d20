"""What the tests of Draw do, and what they look at."""

import re

import numpy as np
from playwright.sync_api import expect

PROMPT = "Draw a digit from 0 to 9"
ACROSS = [np.array([[60.0, 200.0], [140.0, 150.0], [220.0, 100.0]])]
STAYS = """() => {
    const now = document.querySelector('img[alt*="network sees"]')?.getAttribute("src");
    if (now !== window.seen) Object.assign(window, { seen: now, since: performance.now() });
    return now && performance.now() - since > 700;
}"""

SAME = "src => document.querySelector('img[alt*=\"network sees\"]')?.getAttribute('src') === src"
CHANGED = SAME.replace("===", "!==")


def answer(page):
    return page.get_by_role("heading", name=re.compile("^This is an? [0-9]$"))


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def clear(page):
    button(page, "Clear").click()
    expect(page.get_by_text(PROMPT)).to_be_visible()
    expect(answer(page)).to_have_count(0)


def image(page):
    """The address of the image that the network saw, once it stays: it is made of the image's own
    bytes, and changes while a stroke is drawn."""
    page.wait_for_function(STAYS)
    return page.get_by_role("img", name="as the network sees it").get_attribute("src")


def settled(page):
    """The image when it has stopped changing: answers come while the pen moves, too."""
    before = None
    while (now := image(page)) != before:
        before = now
        page.wait_for_timeout(500)
    return now


def way(page, name):
    page.get_by_role("radio", name=name, exact=True).click()
