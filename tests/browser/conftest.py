"""A real server and a real Chromium for the tests in this folder."""

import pytest
from playwright.sync_api import expect

from tools import served


@pytest.fixture(scope="session")
def browser():
    with served.chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def server():
    """The app, on a data folder of its own, with its workers warm."""
    with served.app(MNIST_ANN_WORKERS="2") as server:
        server.wait_until_warm()
        yield server


@pytest.fixture
def page(browser):
    """A desktop-sized page of a visitor of its own."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(20_000)
    expect.set_options(timeout=20_000)
    yield page
    context.close()


@pytest.fixture
def phone(browser):
    """A page on a phone, of a visitor of its own."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    expect.set_options(timeout=60_000)
    yield page
    context.close()
