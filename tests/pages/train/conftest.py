"""A visitor without runs, and a run."""

import pytest

from tests.pages.steps import TINY
from tests.runs import trained
from ui.state import cached


@pytest.fixture
def empty_shelf():
    """The test finds the shelf of "ada" empty, as the one before left it."""
    yield
    for archived in (False, True):
        for run in cached.runs().of_visitor("ada", archived):
            if not run.shipped:
                cached.runs().delete(run.id, "ada")


@pytest.fixture(scope="module")
def tiny():
    """The id of a short run that has ended."""
    id = cached.runs().create(TINY, "ada")
    trained(id)
    return id
