"""What people hear and see of a run needs workers that are warm."""

import pytest


@pytest.fixture(scope="session")
def server(server):
    server.wait_until_warm()
    return server
