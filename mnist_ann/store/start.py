"""What the database needs when the app starts: its tables up to date and the shipped runs in it."""

import functools
import time

import sqlalchemy as sa
from sqlalchemy import Engine

from mnist_ann.network import Network
from mnist_ann.store import files
from mnist_ann.store.attempts import keep_epoch, keep_snapshot
from mnist_ann.store.engine import engine, upgrade
from mnist_ann.store.rows import SHIPPED
from mnist_ann.store.runs import KEPT_DELETED
from mnist_ann.store.tables import experiments, runs


@functools.cache
def database(url: str | None = None) -> Engine:
    """The engine of a database URL, that of the settings by default, prepared once a process.

    Raises Problem if the database can't be used.
    """
    prepare(engine(url))
    return engine(url)


def prepare(engine: Engine) -> None:
    """Make the tables, or bring them up to date, forget what was deleted long ago, and put the shipped
    runs in. Raises Problem if the database can't be used."""
    upgrade(engine)
    with engine.begin() as connection:
        long_ago = time.time() - KEPT_DELETED
        connection.execute(runs.delete().where(runs.c.deleted < long_ago))
        used = sa.select(runs.c.experiment).where(runs.c.experiment.is_not(None))
        connection.execute(experiments.delete().where(experiments.c.id.not_in(used)))
    for id in files.shipped():
        _ship(engine, id, files.read(id))


def _ship(engine, id, saved):
    """Put a run that comes with the project into the store, unless this very one is there."""
    recipe = saved.recipe.to_json()
    with engine.begin() as connection:
        row = connection.execute(sa.select(runs).where(runs.c.id == id)).first()
        if row and (row.recipe, row.test_loss) == (recipe, saved.test_loss):
            return
        connection.execute(runs.delete().where(runs.c.id == id))
        connection.execute(
            runs.insert().values(
                id=id,
                name=saved.name,
                recipe=recipe,
                visitor=SHIPPED,
                created=0.0,
                queued=0.0,
                status="done",
                epoch=len(saved.epochs),
                test_loss=saved.test_loss,
                test_accuracy=saved.test_accuracy,
            )
        )
        for numbers in saved.epochs:
            keep_epoch(connection, id, **numbers)
        for epoch, path in saved.snapshots.items():
            keep_snapshot(connection, id, epoch, Network.load(path))
