"""The queue: which run starts next, which was lost with its worker, and the workers that take them.

The dispatcher takes runs from here and gives them back; Dask only executes.
"""

import time
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, Row

from mnist_ann.errors import Problem
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.settings import settings
from mnist_ann.store.engine import reading
from mnist_ann.store.names import new_id, without_formatting
from mnist_ann.store.rights import check_not_frozen, teaching
from mnist_ann.store.rows import Cluster, Orders
from mnist_ann.store.tables import cluster, runs

SILENCE = 15  # seconds without a heartbeat after which a worker counts as lost
MOST_LOSSES = 3  # a run that lost so many workers in a row is stopped


class Queue:
    """The runs of a database that wait. Safe to share between threads; each call is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._writing = engine
        self._reading = reading(engine)

    def ids(self) -> list[str]:
        """The ids of the runs that wait, in the order in which they start."""
        with self._reading.begin() as connection:
            return [row.id for row in _waiting(connection)]

    def place(self, id: str) -> int | None:
        """How many runs start before this one, plus one; None if it doesn't wait."""
        order = self.ids()
        return order.index(id) + 1 if id in order else None

    def cluster(self) -> Cluster:
        """The Cluster, with 0 workers if nothing was heard of it lately."""
        with self._reading.begin() as connection:
            row = connection.execute(sa.select(cluster)).first()
        if row is None:
            return Cluster(0, None)
        heard = time.time() - row.seen < SILENCE
        return Cluster(row.workers if heard else 0, row.epoch_seconds)

    # The dispatcher

    def take(self, workers: int) -> tuple[str, int] | None:
        """The next run's (id, attempt), now running; None if nothing can start on so many workers.

        Fair: everyone's first comes before anyone's second, a second one that trains because nobody
        waited gives way when somebody does, and each lets others begin after its first epoch (see
        `orders`). Whoever teaches a class comes before all, since a class waits for that run.
        """
        with self._writing.begin() as connection:
            waiting = _waiting(connection)
            if not waiting or len(_running(connection)) >= workers:
                return None
            attempt = waiting[0].attempt + 1
            change(
                connection,
                waiting[0].id,
                status="running",
                attempt=attempt,
                heartbeat=time.time(),
            )
            return waiting[0].id, attempt

    def waiting(self) -> bool:
        """Whether anything waits; cheap, for asking often."""
        query = sa.select(runs.c.id).where(runs.c.status == "queued").limit(1)
        with self._reading.begin() as connection:
            return connection.execute(query).first() is not None

    def lost(self) -> list[tuple[str, int]]:
        """(id, attempt) of runs whose worker hasn't been heard of for SILENCE seconds."""
        query = sa.select(runs.c.id, runs.c.attempt).where(
            runs.c.status == "running", runs.c.heartbeat < time.time() - SILENCE
        )
        with self._reading.begin() as connection:
            return [(row.id, row.attempt) for row in connection.execute(query)]

    def requeue(self, id: str, attempt: int) -> None:
        """Put a run whose worker was lost back into the queue, to go on from its last checkpoint.

        After MOST_LOSSES without a finished epoch in between it is stopped instead.
        """
        with self._writing.begin() as connection:
            row = connection.execute(sa.select(runs).where(runs.c.id == id)).first()
            if row is None or row.attempt != attempt or row.status != "running":
                return
            losses = row.losses + 1
            if row.leave:
                change(connection, id, status=row.leave, leave="")
            elif losses < MOST_LOSSES:
                change(connection, id, status="queued", losses=losses)
            else:
                change(
                    connection,
                    id,
                    status="stopped",
                    losses=losses,
                    error=f"The worker ended without a word {losses} times, after epoch "
                    f"{row.epoch}. The machine may be short of memory. Nothing is lost: press "
                    "Resume to go on from there.",
                )

    def report(
        self, workers: int | None = None, epoch_seconds: float | None = None
    ) -> None:
        """Note how many workers there are, or how long the article's epoch takes on one."""
        values = {"workers": workers, "epoch_seconds": epoch_seconds}
        values = {name: value for name, value in values.items() if value is not None}
        with self._writing.begin() as connection:
            found = connection.execute(
                cluster.update().values(seen=time.time(), **values)
            )
            if not found.rowcount:
                values = {"workers": 0} | values
                connection.execute(
                    cluster.insert().values(id=1, seen=time.time(), **values)
                )


# What others who write to runs need in their transactions


def check_room(connection: Connection, visitor: str, new: int) -> None:
    """Raises Problem if a visitor can't put so many new runs into the queue now."""
    check_not_frozen(connection, visitor)
    live = runs.c.status.in_(["queued", "running"])
    count = sa.select(sa.func.count()).select_from(runs).where(live)
    own = connection.execute(count.where(runs.c.visitor == visitor)).scalar_one()
    if own + new > settings().waiting:
        raise Problem(
            f"You already have {own} runs waiting or training; at most {settings().waiting} can at "
            "once. Wait until some are done, or stop some."
        )
    if connection.execute(count).scalar_one() + new > settings().queue:
        raise Problem(
            f"The queue is full: {settings().queue} runs wait or train. "
            "Try again in a few minutes."
        )


def put(
    connection: Connection, recipe: Recipe, visitor: str, name: str, **values: Any
) -> str:
    """Put a new run at the end of the queue; returns its id. values: of more columns."""
    id, now = new_id(), time.time()
    connection.execute(
        runs.insert().values(
            id=id,
            # A name can come from a file's; pages show names to others, by a link.
            name=without_formatting(name),
            recipe=recipe.to_json(),
            visitor=visitor,
            created=now,
            queued=now,
            status="queued",
            **values,
        )
    )
    return id


def leave(connection: Connection, row: Row, status: str) -> None:
    """Have a run that waits or trains take another status: at once, or after the running epoch."""
    silent = row.heartbeat < time.time() - SILENCE
    if row.status in ("queued", "paused") or (row.status == "running" and silent):
        change(connection, row.id, status=status, leave="")
    elif row.status == "running":
        change(connection, row.id, leave=status)


def orders(connection: Connection, row: Row, began: bool = False) -> Orders:
    """What the worker of a run should do next.

    began: whether its first epoch has just ended. Then it gives way, once, to whoever waits and has
    nothing that trains, so that a whole class soon sees a first epoch; a visitor's second run does so
    after any epoch. A teacher's run goes on, since the class waits for it.
    """
    leave = row.leave
    if not leave:
        running = _running(connection)
        second = running.count(row.visitor) > 1
        if (second or (began and row.visitor not in teaching(connection))) and any(
            waiting.visitor not in running for waiting in _waiting(connection)
        ):
            leave = "queued"
    return Orders(Recipe.from_json(row.recipe), leave)


def change(connection: Connection, id: str, **values: Any) -> None:
    """Set columns of a run."""
    connection.execute(runs.update().where(runs.c.id == id).values(**values))


def _waiting(connection):
    """Waiting rows, in the order in which they start: those of teachers of an open class, then
    everyone's first run before anyone's second, and within a round the one that has waited longest."""
    query = sa.select(
        runs.c.id, runs.c.visitor, runs.c.attempt, runs.c.queued, runs.c.status
    ).where(runs.c.status.in_(["queued", "running"]))
    rows = connection.execute(query.order_by(runs.c.queued, runs.c.id)).all()
    teachers = teaching(connection)
    turns, waiting = {}, []
    for row in sorted(rows, key=lambda row: row.status != "running"):
        turns[row.visitor] = turns.get(row.visitor, 0) + 1
        if row.status == "queued":
            student = row.visitor not in teachers
            waiting.append((student, turns[row.visitor], row.queued, row))
    return [row for *_, row in sorted(waiting, key=lambda item: item[:3])]


def _running(connection):
    """The visitors of the runs that train, one a run."""
    query = sa.select(runs.c.visitor).where(runs.c.status == "running")
    return connection.execute(query).scalars().all()
