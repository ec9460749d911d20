"""The run store: what is known of every run, in one database that all processes share.

It owns the truth: recipe, status, place in the queue, epochs, snapshots, stop flag. Workers execute,
pages show. Every write of a worker carries the attempt that it works for, so that a worker that was
given up changes nothing.
"""

import functools
import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from mnist_ann import database, run_files
from mnist_ann.collection import Digits, Lesson
from mnist_ann.database import (
    checkpoints,
    cluster,
    epochs,
    lessons,
    runs,
    snapshots,
)
from mnist_ann.errors import Problem
from mnist_ann.network import Network
from mnist_ann.recipe import Recipe
from mnist_ann.settings import settings

SHIPPED = ""  # the visitor that the project's own runs belong to: nobody
SILENCE = 15  # seconds without a heartbeat after which a worker counts as lost
MOST_LOSSES = 3  # a run that lost so many workers in a row is stopped
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that reads like something else


class GivenUp(Exception):
    """This attempt is over: another one owns the run, or it was ended."""


@dataclass(frozen=True)
class Epoch:
    """The numbers of one epoch; losses in nats, accuracies 0 to 1."""

    epoch: int
    loss: float
    accuracy: float
    val_loss: float
    val_accuracy: float
    seconds: float


@dataclass(frozen=True)
class Run:
    """One training by one recipe. status: queued, running, stopped, done or failed. epoch: the last
    one that ended. error: what a person should know about how it ended, or None."""

    id: str
    name: str
    recipe: Recipe
    visitor: str
    created: datetime
    status: str
    epoch: int
    attempt: int
    stop: bool
    test_loss: float | None
    test_accuracy: float | None
    error: str | None

    @property
    def shipped(self):
        return self.visitor == SHIPPED

    @property
    def live(self):
        """Whether it waits or trains, so that there is something to wait for."""
        return self.status in ("queued", "running")

    @property
    def resumable(self):
        return self.status == "stopped" and self.epoch < self.recipe.epochs


@dataclass(frozen=True)
class Cluster:
    """The workers as last seen. epoch_seconds: of the article's recipe, measured on them."""

    workers: int
    epoch_seconds: float | None


class RunStore:
    """The runs in one database. Safe to share between threads; each call is one transaction."""

    def __init__(self, engine):
        self._writing = engine
        self._reading = database.reading(engine)

    def prepare(self):
        """Make the tables, or bring them up to date, and put the shipped runs in."""
        database.upgrade(self._writing)
        for id in run_files.shipped():
            self._ship(id, run_files.read(id))

    def _ship(self, id, saved):
        """Put a run that comes with the project into the store, unless this very one is there."""
        recipe = saved.recipe.to_json()
        with self._writing.begin() as connection:
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
                connection.execute(epochs.insert().values(run=id, **numbers))
            for epoch, path in saved.snapshots.items():
                _keep(connection, id, epoch, Network.load(path))

    # What pages ask

    def get(self, id):
        """The Run of an id. Raises Problem if there is none."""
        with self._reading.begin() as connection:
            row = connection.execute(sa.select(runs).where(runs.c.id == id)).first()
        if row is None:
            raise Problem(
                f"There is no run {str(id)[:20]!r} here. The address may be mistyped, or the run "
                "was made in another installation."
            )
        return _run(row)

    def list(self, visitor):
        """The shipped runs, then this visitor's own, newest first."""
        query = (
            sa.select(runs)
            .where(runs.c.visitor.in_([SHIPPED, visitor]))
            .order_by(
                runs.c.visitor != SHIPPED, runs.c.created.desc(), runs.c.id.desc()
            )
        )
        with self._reading.begin() as connection:
            return [_run(row) for row in connection.execute(query)]

    def epochs(self, id):
        """The epochs that ended, in order."""
        query = sa.select(epochs).where(epochs.c.run == id).order_by(epochs.c.epoch)
        with self._reading.begin() as connection:
            return [Epoch(*row[1:]) for row in connection.execute(query)]

    def snapshots(self, id):
        """The epochs whose weights are kept, in order; 0 is before training."""
        query = sa.select(snapshots.c.epoch).where(snapshots.c.run == id)
        with self._reading.begin() as connection:
            return list(connection.execute(query.order_by(snapshots.c.epoch)).scalars())

    def network(self, id, epoch=None):
        """The Network of a run after an epoch, the latest if none is named.

        Raises Problem if the run has no weights of that epoch.
        """
        query = sa.select(snapshots.c.network).where(snapshots.c.run == id)
        if epoch is not None:
            query = query.where(snapshots.c.epoch == epoch)
        with self._reading.begin() as connection:
            content = connection.execute(
                query.order_by(snapshots.c.epoch.desc()).limit(1)
            ).scalar()
        if content is None:
            raise Problem(
                "This run has no network yet: its first epoch hasn't ended."
                if epoch is None
                else f"The weights after epoch {epoch} of this run were not kept."
            )
        return Network.load(content)

    def place(self, id):
        """How many runs start before this one, plus one; None if it doesn't wait."""
        with self._reading.begin() as connection:
            order = [row.id for row in _queue(connection)]
        return order.index(id) + 1 if id in order else None

    def cluster(self):
        """The Cluster, with 0 workers if nothing was heard of it lately."""
        with self._reading.begin() as connection:
            row = connection.execute(sa.select(cluster)).first()
        if row is None:
            return Cluster(0, None)
        heard = time.time() - row.seen < SILENCE
        return Cluster(row.workers if heard else 0, row.epoch_seconds)

    # What visitors do

    def create(self, recipe, visitor, name="", lesson=None):
        """Put a new run into the queue and return its id. lesson: a collection.Lesson to train on
        from, instead of from new weights. Raises Problem if too many wait."""
        id = "".join(secrets.choice(LETTERS) for _ in range(10))
        now = time.time()
        with self._writing.begin() as connection:
            _check_room(connection, visitor)
            connection.execute(
                runs.insert().values(
                    id=id,
                    name=name,
                    recipe=recipe.to_json(),
                    visitor=visitor,
                    created=now,
                    queued=now,
                    status="queued",
                )
            )
            if lesson:
                connection.execute(
                    lessons.insert().values(
                        run=id,
                        network=lesson.network.to_bytes(),
                        digits=lesson.digits.to_npz(),
                    )
                )
        return id

    def stop(self, id, visitor):
        """Ask a run to stop; what it learned is kept. Raises Problem if it isn't the visitor's."""
        with self._writing.begin() as connection:
            row = _own(connection, id, visitor)
            silent = row.heartbeat < time.time() - SILENCE
            if row.status == "queued" or (row.status == "running" and silent):
                _set(connection, id, status="stopped")
            elif row.status == "running":
                _set(connection, id, stop=True)

    def resume(self, id, visitor):
        """Put a stopped run back into the queue. Raises Problem if it isn't the visitor's, has
        nothing left to train, or too many wait."""
        with self._writing.begin() as connection:
            row = _own(connection, id, visitor)
            if not _run(row).resumable:
                raise Problem("This run isn't stopped, so there is nothing to resume.")
            _check_room(connection, visitor)
            _set(
                connection,
                id,
                status="queued",
                queued=time.time(),
                stop=False,
                losses=0,
                error=None,
                test_loss=None,
                test_accuracy=None,
            )

    # What the dispatcher does

    def take(self, workers):
        """The next run's (id, attempt), now running; None if nothing can start on so many workers.

        Fair: a visitor trains one run at a time, and everyone's first comes before anyone's second.
        """
        with self._writing.begin() as connection:
            running = connection.execute(
                sa.select(runs.c.visitor).where(runs.c.status == "running")
            ).scalars()
            busy = list(running)
            if len(busy) >= workers:
                return None
            for row in _queue(connection):
                if row.visitor not in busy:
                    attempt = row.attempt + 1
                    _set(
                        connection,
                        row.id,
                        status="running",
                        attempt=attempt,
                        heartbeat=time.time(),
                    )
                    return row.id, attempt
        return None

    def waiting(self):
        """Whether anything waits in the queue; cheap, for asking often."""
        query = sa.select(runs.c.id).where(runs.c.status == "queued").limit(1)
        with self._reading.begin() as connection:
            return connection.execute(query).first() is not None

    def lost(self):
        """(id, attempt) of runs whose worker hasn't been heard of for SILENCE seconds."""
        query = sa.select(runs.c.id, runs.c.attempt).where(
            runs.c.status == "running", runs.c.heartbeat < time.time() - SILENCE
        )
        with self._reading.begin() as connection:
            return [tuple(row) for row in connection.execute(query)]

    def requeue(self, id, attempt):
        """Put a run whose worker was lost back into the queue, to go on from its last checkpoint.

        After MOST_LOSSES without a finished epoch in between it is stopped instead.
        """
        with self._writing.begin() as connection:
            row = connection.execute(sa.select(runs).where(runs.c.id == id)).first()
            if row is None or row.attempt != attempt or row.status != "running":
                return
            losses = row.losses + 1
            if row.stop:
                _set(connection, id, status="stopped")
            elif losses < MOST_LOSSES:
                _set(connection, id, status="queued", losses=losses)
            else:
                _set(
                    connection,
                    id,
                    status="stopped",
                    losses=losses,
                    error=f"The worker ended without a word {losses} times, after epoch "
                    f"{row.epoch}. The machine may be short of memory. Nothing is lost: press "
                    "Resume to go on from there.",
                )

    def report(self, workers=None, epoch_seconds=None):
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

    # What workers do

    def lesson(self, id):
        """The collection.Lesson that a run starts from, or None."""
        query = sa.select(lessons).where(lessons.c.run == id)
        with self._reading.begin() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        return Lesson(Network.load(row.network), Digits.from_npz(row.digits))

    def checkpoint(self, id):
        """The bytes of a run's latest checkpoint, or None before its first epoch ended."""
        query = sa.select(checkpoints.c.state).where(checkpoints.c.run == id)
        with self._reading.begin() as connection:
            return connection.execute(query).scalar()

    def beat(self, id, attempt):
        """Say that this attempt is alive; returns whether it was asked to stop.

        Raises GivenUp if the attempt is over, as every call below does.
        """
        with self._writing.begin() as connection:
            row = _attempt(connection, id, attempt)
            _set(connection, id, heartbeat=time.time())
            return row.stop

    def write_start(self, id, attempt, network):
        """Keep the network as it is before training, as the snapshot of epoch 0."""
        with self._writing.begin() as connection:
            _attempt(connection, id, attempt)
            _keep(connection, id, 0, network)

    def write_epoch(self, id, attempt, result):
        """Write an EpochResult; returns whether the run was asked to stop."""
        numbers = {name: getattr(result, name) for name in Epoch.__dataclass_fields__}
        state = result.checkpoint.to_bytes()
        with self._writing.begin() as connection:
            row = _attempt(connection, id, attempt)
            connection.execute(epochs.insert().values(run=id, **numbers))
            if row.epoch not in run_files.SNAPSHOTS:
                connection.execute(
                    snapshots.delete().where(
                        snapshots.c.run == id, snapshots.c.epoch == row.epoch
                    )
                )
            _keep(connection, id, result.epoch, result.network)
            connection.execute(checkpoints.delete().where(checkpoints.c.run == id))
            connection.execute(checkpoints.insert().values(run=id, state=state))
            _set(connection, id, epoch=result.epoch, heartbeat=time.time(), losses=0)
            return row.stop

    def finish(
        self, id, attempt, status, test_loss=None, test_accuracy=None, error=None
    ):
        """End this attempt: status done, stopped or failed."""
        with self._writing.begin() as connection:
            _attempt(connection, id, attempt)
            _set(
                connection,
                id,
                status=status,
                test_loss=test_loss,
                test_accuracy=test_accuracy,
                error=error,
            )


@functools.cache
def connect(url=None):
    """The RunStore of a database URL, that of the settings by default; one a process.

    For workers, which find the tables made.
    """
    return RunStore(database.connect(url or settings().database_url))


@functools.cache
def open_store(url=None):
    """The same RunStore, with its tables brought up to date and the shipped runs in it.

    Raises Problem if the database can't be used.
    """
    store = connect(url)
    store.prepare()
    return store


def _queue(connection):
    """Waiting rows, in the order in which they start: everyone's first run before anyone's second,
    and within a round the one that has waited longest."""
    query = sa.select(
        runs.c.id, runs.c.visitor, runs.c.attempt, runs.c.queued, runs.c.status
    ).where(runs.c.status.in_(["queued", "running"]))
    rows = connection.execute(query.order_by(runs.c.queued, runs.c.id)).all()
    turns, waiting = {}, []
    for row in sorted(rows, key=lambda row: row.status != "running"):
        turns[row.visitor] = turns.get(row.visitor, 0) + 1
        if row.status == "queued":
            waiting.append((turns[row.visitor], row.queued, row))
    return [row for _, _, row in sorted(waiting, key=lambda item: item[:2])]


def _check_room(connection, visitor):
    live = runs.c.status.in_(["queued", "running"])
    count = sa.select(sa.func.count()).select_from(runs).where(live)
    own = connection.execute(count.where(runs.c.visitor == visitor)).scalar()
    if own >= settings().waiting:
        raise Problem(
            f"You already have {own} runs waiting or training, the most at once. "
            "Wait until one is done, or stop one."
        )
    if connection.execute(count).scalar() >= settings().queue:
        raise Problem(
            f"The queue is full: {settings().queue} runs wait or train. "
            "Try again in a few minutes."
        )


def _own(connection, id, visitor):
    row = connection.execute(sa.select(runs).where(runs.c.id == id)).first()
    if row is None:
        raise Problem("This run no longer exists.")
    if row.visitor != visitor or visitor == SHIPPED:
        raise Problem("Only the one who started a run can stop or resume it.")
    return row


def _attempt(connection, id, attempt):
    row = connection.execute(sa.select(runs).where(runs.c.id == id)).first()
    if row is None or row.attempt != attempt or row.status != "running":
        raise GivenUp
    return row


def _set(connection, id, **values):
    connection.execute(runs.update().where(runs.c.id == id).values(**values))


def _keep(connection, id, epoch, network):
    connection.execute(
        snapshots.delete().where(snapshots.c.run == id, snapshots.c.epoch == epoch)
    )
    connection.execute(
        snapshots.insert().values(run=id, epoch=epoch, network=network.to_bytes())
    )


def _run(row):
    return Run(
        row.id,
        row.name,
        Recipe.from_json(row.recipe),
        row.visitor,
        datetime.fromtimestamp(row.created, UTC),
        row.status,
        row.epoch,
        row.attempt,
        row.stop,
        row.test_loss,
        row.test_accuracy,
        row.error,
    )
