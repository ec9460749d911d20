"""The parts of one store, over a database of the test's own."""

import pytest

from mnist_ann.store.attempts import Attempts
from mnist_ann.store.experiments import Experiments
from mnist_ann.store.queue import Queue
from mnist_ann.store.runs import Runs


@pytest.fixture
def runs(engine):
    return Runs(engine)


@pytest.fixture
def experiments(engine):
    return Experiments(engine)


@pytest.fixture
def queue(engine):
    return Queue(engine)


@pytest.fixture
def attempts(engine):
    return Attempts(engine)
