"""A real server and a real Chromium, and windows of it for the visitors that a test needs.

`page` is a visitor at a desk, `phone` one with a phone, `another(**look)` any further one. A window is
cleared and used again by later tests: what it has loaded of the app, it needn't load once more.
"""

import pytest
from playwright.sync_api import expect

from tools import served
from tools.windows import PATIENCE, PHONE, Windows


@pytest.fixture(scope="session")
def browser():
    expect.set_options(timeout=PATIENCE)
    with served.chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def server():
    """The app, on a data folder of its own. Its workers get warm meanwhile; where a test trains, its
    folder waits for them."""
    with served.app(MNIST_ANN_WORKERS="2") as server:
        yield server


@pytest.fixture(scope="session")
def windows(browser, server):
    return Windows(browser, server.url)


@pytest.fixture
def another(windows):
    """A function that gives the page of one more visitor."""
    yield windows.new_visitor
    windows.clear()


@pytest.fixture
def page(another):
    """A desktop-sized page of a visitor of its own."""
    return another()


@pytest.fixture
def phone(another):
    """A page on a phone, of a visitor of its own."""
    return another(**PHONE)
