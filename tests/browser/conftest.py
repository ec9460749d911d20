"""A real server and a real Chromium for the tests in this folder."""

import pytest

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
