from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store import tables
from mnist_ann.store.attempts import Attempts
from mnist_ann.store.engine import connect, upgrade
from mnist_ann.store.queue import Queue
from mnist_ann.store.rows import Epoch
from mnist_ann.store.runs import Runs
from mnist_ann.store.start import prepare
from tests.runs import Result, weight

MIGRATIONS = Path(tables.__file__).parent / "migrations"


def test_the_tables_are_those_that_the_migrations_make(tmp_path):
    engine = connect(f"sqlite:///{tmp_path / 'runs.db'}")
    upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, tables.metadata) == []


def test_a_store_of_an_earlier_version_keeps_its_runs(tmp_path):
    """Its tables as migration 0002 made them, with a run that trained and was stopped."""
    engine = connect(f"sqlite:///{tmp_path / 'runs.db'}")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    network = Result(7).network.to_bytes()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        connection.execute(
            sa.text(
                "INSERT INTO runs (id, name, recipe, visitor, created, queued, status, attempt, "
                "losses, heartbeat, stop, epoch) VALUES ('old', 'Mine', '{\"epochs\": 9}', 'ada', "
                "5, 5, 'stopped', 1, 0, 5, 1, 1)"
            )
        )
        connection.execute(
            sa.text("INSERT INTO epochs VALUES ('old', 1, 0.5, 0.8, 0.4, 0.9, 0.1)")
        )
        for table in (
            "snapshots VALUES ('old', 1, :bytes)",
            "checkpoints VALUES ('old', :bytes)",
            "lessons VALUES ('old', :bytes, :bytes)",
        ):
            connection.execute(sa.text(f"INSERT INTO {table}"), {"bytes": network})
    prepare(engine)
    runs = Runs(engine)
    run = runs.get("old")
    assert (run.name, run.status, run.epoch, run.recipe) == (
        "Mine", "stopped", 1, Recipe(epochs=9),
    )  # fmt: skip
    assert (run.note, run.experiment, run.archived, run.leave) == ("", None, False, "")
    assert runs.epochs("old") == [Epoch(1, 0.5, 0.8, 0.4, 0.9, 0.1)]
    assert runs.insights("old") == []
    assert weight(runs.network("old", 1)) == 7
    assert Attempts(engine).checkpoint("old") == network
    runs.resume("old", "ada")
    assert Queue(engine).take(1) == ("old", 2)
