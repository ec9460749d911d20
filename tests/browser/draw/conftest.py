"""Visitors who have just opened Draw, and must have met no error when they go."""

import pytest
from playwright.sync_api import expect

from tests.browser.draw.steps import PROMPT
from tools.pens import CANVAS
from tools.windows import DESKTOP, PHONE


@pytest.fixture
def open_page(another, server):
    """Opens the page for a new visitor; at the end, it must have had no error and no request to
    anywhere but the server."""
    errors = []

    def heard(said):
        # That a question came too soon, Chromium writes down by itself.
        if said.type == "error" and "429" not in said.text:
            errors.append(said.text)

    def asked(request):
        if not request.url.startswith((server.url, "data:", "blob:")):
            errors.append(request.url)

    def open_page(**look):
        page = another(**look)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", heard)
        page.on("request", asked)
        page.goto(server.url)
        expect(page.get_by_text(PROMPT)).to_be_visible()
        page.locator(CANVAS).wait_for()
        return page

    yield open_page
    assert not errors


@pytest.fixture
def page(open_page):
    return open_page(**DESKTOP)


@pytest.fixture
def phone(open_page):
    return open_page(**PHONE)
