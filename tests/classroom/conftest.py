import pytest

from mnist_ann.classroom.classroom import Classroom
from mnist_ann.store.engine import connect
from tests.classroom.joining import join


@pytest.fixture
def classroom(url):
    return Classroom(connect(url))


@pytest.fixture
def empty(classroom):
    """A class of "teacher" that nobody has joined."""
    return classroom.teaching.open("teacher")[0]


@pytest.fixture
def id(classroom, empty):
    """A class of "teacher" with two students."""
    join(classroom, empty, "Ada", "Ben")
    return empty
