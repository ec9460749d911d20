"""A data folder of an earlier version: every run, class, drawing and vote is there after the upgrade.

How it was made, `tests/data/README.md` says.
"""

import gzip
import sqlite3
from pathlib import Path

import numpy as np
import pytest

from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.attempts import Attempts
from mnist_ann.store.digits import OwnDigits
from mnist_ann.store.engine import connect
from mnist_ann.store.experiments import Experiments
from mnist_ann.store.queue import Queue
from mnist_ann.store.rows import SHIPPED, Epoch, Insight
from mnist_ann.store.runs import Runs
from mnist_ann.store.start import prepare

FILE = Path(__file__).parents[1] / "data" / "earlier.db.gz"
QUICK = Recipe(hidden=(1,), epochs=1, images=100)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """The database file as it was."""
    path = tmp_path_factory.mktemp("earlier") / "mnist_ann.db"
    path.write_bytes(gzip.decompress(FILE.read_bytes()))
    return path


@pytest.fixture(scope="module")
def before(file):
    """{table: its rows} of the file, read before anything else opens it."""
    return rows(file)


@pytest.fixture(scope="module")
def engine(file, before):
    """Its engine, after the start of the app as it is now."""
    engine = connect(f"sqlite:///{file}")
    prepare(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def after(file, engine):
    """{table: its rows} after that start."""
    return rows(file)


@pytest.fixture(scope="module")
def runs(engine, after):
    """{name: Run} of those that weren't shipped; of several of one name, the first that was started."""
    found = [*Runs(engine).of_visitor("ada"), *Runs(engine).of_visitor("teacher")]
    found += Runs(engine).of_visitor("ada", archived=True)
    return {run.name: run for run in found[::-1] if not run.shipped}


def rows(file):
    database = sqlite3.connect(file)
    database.row_factory = sqlite3.Row
    found = "SELECT name FROM sqlite_master WHERE type = 'table'"
    names = {row["name"] for row in database.execute(found)} - {"alembic_version"}
    tables = {
        name: [dict(row) for row in database.execute(f"SELECT * FROM {name}")]
        for name in names
    }
    database.close()
    return tables


def test_every_row_is_as_it_was(before, after):
    shipped = {row["id"] for row in after["runs"] if row["visitor"] == SHIPPED}
    assert len(shipped) == 3  # they came back
    for name, old in before.items():
        kept = [
            {column: row[column] for column in old[0]}
            for row in after[name]
            if not {row.get("run"), row.get("id")} & shipped
        ]
        assert kept == old, name
    assert {name: len(old) for name, old in before.items()} == {
        "runs": 10, "epochs": 8, "snapshots": 14, "checkpoints": 6, "lessons": 2,
        "experiments": 1, "digits": 4, "cluster": 1, "classes": 1, "teachers": 1,
        "members": 4, "activities": 5, "answers": 8, "class_digits": 6,
    }  # fmt: skip


def test_a_run_that_ended_is_read_with_all_it_has(engine, runs):
    run, store = runs["Whole"], Runs(engine)
    assert (run.status, run.epoch, run.test_accuracy) == ("done", 2, 0.0979)
    assert run.note == "It was late.\nStill, it learned."
    assert run.recipe == Recipe(hidden=(1,), epochs=2, images=100)
    assert store.epochs(run.id)[1] == Epoch(
        epoch=2, loss=2.301119565963745, accuracy=0.1, val_loss=2.3035738468170166,
        val_accuracy=0.0924, seconds=0.14345328900026288,
        end_loss=2.3009870052337646, end_accuracy=0.11,
    )  # fmt: skip
    assert store.insights(run.id)[1] == Insight(
        2, (2.3009, 2.302, 2.3001, 2.3044), (0.078211, 0.004005), (0.0,)
    )
    assert store.snapshots(run.id) == [0, 1, 2]
    first, last = store.network(run.id, 0), store.network(run.id)
    assert first.fingerprint != last.fingerprint
    assert last.parameters == run.recipe.parameters == 784 + 1 + 10 + 10


def test_a_run_that_was_stopped_can_go_on(engine, runs):
    run = runs["Part"]
    assert (run.status, run.epoch, run.resumable) == ("stopped", 1, True)
    assert run.recipe.rates == ((2, 0.05),)
    assert Attempts(engine).checkpoint(run.id)
    Runs(engine).resume(run.id, "ada")
    assert Queue(engine).take(1) == (run.id, 2)
    assert Attempts(engine).beat(run.id, 2).recipe == run.recipe
    Attempts(engine).finish(run.id, 2, "stopped")


def test_a_run_that_went_on_from_another_keeps_what_it_learned(engine, runs, data):
    run = runs["Onward"]
    assert run.archived
    assert (run.parent, run.parent_epoch) == (runs["Whole"].id, 2)
    lesson = Runs(engine).lesson(run.id)
    whole = Runs(engine).network(runs["Whole"].id)
    assert lesson.network.fingerprint == whole.fingerprint
    own = OwnDigits(engine).of("ada")
    for digits in (lesson.digits, own):
        np.testing.assert_array_equal(digits.images, data.x_test[:4])
        assert digits.labels.tolist() == [7, 2, 1, 0]


def test_an_experiment_has_its_runs(engine):
    (found,) = Experiments(engine).of_visitor("ada")
    assert (found.name, found.choices) == ("Two rates", ("learning_rate",))
    _, members = Experiments(engine).get(found.id)
    assert [(run.name, run.status) for run in members] == [
        ("learning rate 0.01", "done"), ("learning rate 0.1", "stopped"),
    ]  # fmt: skip
    assert members[0].recipe == QUICK
