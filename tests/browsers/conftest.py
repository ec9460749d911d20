"""The real app before Firefox and WebKit. `window` opens a page for a visitor who is new; at the end, it
must have had no error."""

import pytest

from tools import served
from tools.other_browsers import firefox, webkit
from tools.webdriver import Window

BROWSERS = {"Firefox": firefox, "WebKit": webkit}


@pytest.fixture(scope="session")
def server():
    with served.app(MNIST_ANN_WORKERS="1") as server:
        yield server


@pytest.fixture(params=BROWSERS)
def send(request):
    """Sends a command to a browser that was just started."""
    with BROWSERS[request.param]() as send:
        yield send


@pytest.fixture(params=[(1440, 900), (390, 664)], ids=["desk", "phone"])
def window(request, send):
    window = Window(send, *request.param)
    yield window
    assert window.errors() == []
