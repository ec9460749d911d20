"""What a worker reads and writes while it trains a run.

Every write carries the attempt that it works for, so that a worker that was given up changes nothing.
"""

import json
import time
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from mnist_ann.network import Network
from mnist_ann.store.engine import reading
from mnist_ann.store.files import SNAPSHOTS
from mnist_ann.store.queue import change, orders
from mnist_ann.store.rows import Epoch, Insight, Orders, UnderWay
from mnist_ann.store.tables import checkpoints, epochs, runs, snapshots


class GivenUp(Exception):
    """This attempt is over: another one owns the run, or it was ended."""


class Attempts:
    """What workers do with the runs of a database. Each call is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._writing = engine
        self._reading = reading(engine)

    def checkpoint(self, id: str) -> bytes | None:
        """A run's latest training.Checkpoint, or None before its first epoch ended."""
        query = sa.select(checkpoints.c.state).where(checkpoints.c.run == id)
        with self._reading.begin() as connection:
            return connection.execute(query).scalar()

    def beat(self, id: str, attempt: int, under_way: UnderWay | None = None) -> Orders:
        """Say that this attempt is alive, and how far its epoch is; returns its Orders.

        Raises GivenUp if the attempt is over, as every call below does.
        """
        with self._writing.begin() as connection:
            row = _row(connection, id, attempt)
            shown = under_way and json.dumps(asdict(under_way))
            change(connection, id, heartbeat=time.time(), under_way=shown)
            return orders(connection, row)

    def write_start(self, id: str, attempt: int, network: Network) -> None:
        """Keep the network as it is before training, as the snapshot of epoch 0."""
        with self._writing.begin() as connection:
            _row(connection, id, attempt)
            keep_snapshot(connection, id, 0, network)

    def write_epoch(self, id: str, attempt: int, result: Any) -> Orders:
        """Write a training.EpochResult; returns the run's Orders."""
        state = result.checkpoint.to_bytes()
        with self._writing.begin() as connection:
            row = _row(connection, id, attempt)
            numbers = asdict(Epoch.of(result))
            keep_epoch(connection, id, **numbers, insight=Insight.of(result).kept)
            if row.epoch not in SNAPSHOTS:
                _forget_snapshot(connection, id, row.epoch)
            keep_snapshot(connection, id, result.epoch, result.network)
            connection.execute(checkpoints.delete().where(checkpoints.c.run == id))
            connection.execute(checkpoints.insert().values(run=id, state=state))
            change(connection, id, epoch=result.epoch, heartbeat=time.time(), losses=0)
            return orders(connection, row, began=result.epoch == 1)

    def finish(
        self,
        id: str,
        attempt: int,
        status: str,
        test_loss: float | None = None,
        test_accuracy: float | None = None,
        error: str | None = None,
    ) -> None:
        """End this attempt: status done, paused, stopped or failed, or queued, at the end of the
        queue, to give way."""
        again = {"queued": time.time()} if status == "queued" else {}
        with self._writing.begin() as connection:
            _row(connection, id, attempt)
            change(
                connection,
                id,
                status=status,
                leave="",
                test_loss=test_loss,
                test_accuracy=test_accuracy,
                error=error,
                **again,
            )


def keep_epoch(connection: Connection, id: str, insight=None, **numbers: Any) -> None:
    """Write an epoch's numbers. insight: as Insight.kept, or None."""
    text = insight and json.dumps(insight)
    connection.execute(epochs.insert().values(run=id, **numbers, insight=text))


def keep_snapshot(
    connection: Connection, id: str, epoch: int, network: Network
) -> None:
    """Keep a run's network after an epoch, in place of what is there."""
    _forget_snapshot(connection, id, epoch)
    connection.execute(
        snapshots.insert().values(run=id, epoch=epoch, network=network.to_bytes())
    )


def _forget_snapshot(connection, id, epoch):
    connection.execute(
        snapshots.delete().where(snapshots.c.run == id, snapshots.c.epoch == epoch)
    )


def _row(connection, id, attempt):
    row = connection.execute(sa.select(runs).where(runs.c.id == id)).first()
    if row is None or row.attempt != attempt or row.status != "running":
        raise GivenUp
    return row
