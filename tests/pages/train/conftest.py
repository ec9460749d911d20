"""A visitor without runs."""

import pytest

from ui.state import cached


@pytest.fixture
def empty_shelf():
    """The test finds the shelf of "ada" empty, as the one before left it."""
    yield
    for archived in (False, True):
        for run in cached.runs().of_visitor("ada", archived):
            if not run.shipped:
                cached.runs().delete(run.id, "ada")
