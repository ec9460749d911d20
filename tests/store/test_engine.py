import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import sqlalchemy as sa

from mnist_ann.errors import Problem
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.settings import settings
from mnist_ann.store.engine import connect, upgrade
from mnist_ann.store.engine import engine as engine_of
from mnist_ann.store.start import database


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_writer_waits_long_for_one_that_is_slow(runs, engine):
    with ThreadPoolExecutor() as pool, engine.begin():
        waiting = pool.submit(runs.create, Recipe(), "ada")
        time.sleep(1)
        assert not waiting.done()
    assert runs.get(waiting.result()).status == "queued"
    with (
        engine.connect() as connection
    ):  # five seconds were not enough on a busy machine
        patience = connection.execute(sa.text("PRAGMA busy_timeout")).scalar()
    assert patience == 30_000  # milliseconds


def test_sqlite_uses_the_rollback_journal_and_full_sync(tmp_path):
    engine = connect(f"sqlite:///{tmp_path / 'runs.db'}")
    with engine.connect() as connection:
        assert connection.execute(sa.text("PRAGMA journal_mode")).scalar() == "delete"
        assert connection.execute(sa.text("PRAGMA synchronous")).scalar() == 2


def test_a_database_that_is_none_is_explained(tmp_path):
    (tmp_path / "runs.db").write_bytes(np.random.default_rng(0).bytes(4096))
    with pytest.raises(Problem, match="can't be used"):
        upgrade(connect(f"sqlite:///{tmp_path / 'runs.db'}"))
    with pytest.raises(Problem, match="no database address"):
        connect("nonsense")


def test_a_process_has_one_engine_for_a_database(url):
    assert engine_of(url) is engine_of(url)
    assert engine_of() is engine_of(settings().database_url) is database()
