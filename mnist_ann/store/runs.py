"""The run store: what is known of every run, in one database that all processes share.

It owns the truth: recipe, status, place in the queue, epochs, snapshots, stop flag. Workers execute,
pages show. Every write of a worker carries the attempt that it works for, so that a worker that was
given up changes nothing.
"""

import functools
import json
import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import sqlalchemy as sa

from mnist_ann.errors import FROZEN, Problem
from mnist_ann.network import Network
from mnist_ann.recipe.choices import CHOICES
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.settings import settings
from mnist_ann.store import files, tables
from mnist_ann.store.digits import Digits, Lesson
from mnist_ann.store.tables import (
    checkpoints,
    classes,
    cluster,
    epochs,
    experiments,
    lessons,
    members,
    runs,
    snapshots,
    teachers,
)

SHIPPED = ""  # the visitor that the project's own runs belong to: nobody
SILENCE = 15  # seconds without a heartbeat after which a worker counts as lost
MOST_LOSSES = 3  # a run that lost so many workers in a row is stopped
MOST_IN_EXPERIMENT = 25  # runs
KEPT_DELETED = 24 * 3600  # seconds for which a deleted run can come back
FORMATTING = (
    "[]*`$<>|\\~"  # what Markdown reads, so that no name holds a link or a picture
)
POINTS = 100  # of an epoch's batch losses that are kept, each the mean of its stretch
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
    end_loss: float | None = None
    end_accuracy: float | None = None


@dataclass(frozen=True)
class Insight:
    """What an epoch showed besides its numbers; training.EpochResult says what each is. batch_loss:
    at most POINTS means, each over a stretch of batches of equal length."""

    epoch: int
    batch_loss: tuple
    gradients: tuple
    dead: tuple


@dataclass(frozen=True)
class Run:
    """One training by one recipe. status: queued, running, paused, stopped, done or failed. epoch:
    the last one that ended. leave: the status that it was told to take after the running epoch, or "".
    experiment: the id of the one it belongs to, or None. parent, parent_epoch: the run from whose
    network it started, and after which epoch; None for new weights. error: what a person should know
    about how it ended, or None."""

    id: str
    name: str
    note: str
    recipe: Recipe
    visitor: str
    experiment: str | None
    parent: str | None
    parent_epoch: int | None
    archived: bool
    created: datetime
    status: str
    epoch: int
    attempt: int
    leave: str
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
        return self.status in ("paused", "stopped") and self.epoch < self.recipe.epochs

    @property
    def next_epoch(self):
        """The first epoch that has not begun, which can still be changed; None if there is none."""
        # While it trains, a worker has read the recipe for the epoch that runs.
        epoch = self.epoch + (2 if self.status == "running" else 1)
        over = self.status in ("done", "failed") or epoch > self.recipe.epochs
        return None if over else epoch


@dataclass(frozen=True)
class Experiment:
    """Runs that differ in a few choices, started together. choices: the names of those in CHOICES."""

    id: str
    name: str
    visitor: str
    created: datetime
    choices: tuple


@dataclass(frozen=True)
class Orders:
    """What a worker hears from the store. recipe: as it is now; leave: the status with which to leave
    the run after this epoch, or "" to go on."""

    recipe: Recipe
    leave: str


@dataclass(frozen=True)
class Cluster:
    """The workers as last seen. epoch_seconds: of the article's recipe, measured on them."""

    workers: int
    epoch_seconds: float | None


class RunStore:
    """The runs in one database. Safe to share between threads; each call is one transaction."""

    def __init__(self, engine):
        self._writing = engine
        self._reading = tables.reading(engine)

    def prepare(self):
        """Make the tables, or bring them up to date, and put the shipped runs in."""
        tables.upgrade(self._writing)
        with self._writing.begin() as connection:
            long_ago = time.time() - KEPT_DELETED
            connection.execute(runs.delete().where(runs.c.deleted < long_ago))
            used = sa.select(runs.c.experiment).where(runs.c.experiment.is_not(None))
            connection.execute(
                experiments.delete().where(experiments.c.id.not_in(used))
            )
        for id in files.shipped():
            self._ship(id, files.read(id))

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
                connection.execute(epochs.insert().values(run=id, **_row(**numbers)))
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
        if row.deleted is not None:
            raise Problem(
                "This run was deleted. Choose another one, or start a new one."
            )
        return _run(row)

    def list(self, visitor, archived=False):
        """The shipped runs, then this visitor's own, newest first. archived: those in the archive
        instead."""
        query = (
            sa.select(runs)
            .where(
                runs.c.visitor.in_([SHIPPED, visitor]),
                runs.c.deleted.is_(None),
                runs.c.archived == archived,
            )
            .order_by(
                runs.c.visitor != SHIPPED, runs.c.created.desc(), runs.c.id.desc()
            )
        )
        with self._reading.begin() as connection:
            return [_run(row) for row in connection.execute(query)]

    def several(self, ids):
        """{id: Run} of those of some ids that are there and weren't deleted."""
        query = sa.select(runs).where(runs.c.id.in_(ids), runs.c.deleted.is_(None))
        with self._reading.begin() as connection:
            return {row.id: _run(row) for row in connection.execute(query)}

    def deleted(self, visitor):
        """A visitor's runs that were deleted and can come back, the last deleted first."""
        query = sa.select(runs).where(
            runs.c.visitor == visitor,
            runs.c.deleted.is_not(None),
            runs.c.visitor != SHIPPED,
        )
        with self._reading.begin() as connection:
            rows = connection.execute(query.order_by(runs.c.deleted.desc(), runs.c.id))
            return [_run(row) for row in rows]

    def choice(self, visitor):
        """What `list` lists, but of each experiment only its best run by validation accuracy: 25 of
        a kind would hide the rest where one is to be chosen."""
        best = (
            sa.select(runs.c.id, runs.c.experiment, sa.func.max(epochs.c.val_accuracy))
            .join(epochs, epochs.c.run == runs.c.id)
            .where(runs.c.visitor == visitor, runs.c.experiment.is_not(None))
            .where(runs.c.deleted.is_(None), runs.c.archived.is_(False))
            .group_by(runs.c.id, runs.c.experiment)
            .order_by(sa.func.max(epochs.c.val_accuracy), runs.c.id.desc())
        )
        with self._reading.begin() as connection:
            chosen = {row.experiment: row.id for row in connection.execute(best)}
        return [
            run
            for run in self.list(visitor)
            if run.experiment is None or chosen.get(run.experiment) == run.id
        ]

    def experiments(self, visitor):
        """A visitor's Experiments, newest first."""
        query = sa.select(experiments).where(experiments.c.visitor == visitor)
        with self._reading.begin() as connection:
            rows = connection.execute(query.order_by(experiments.c.created.desc()))
            return [_experiment(row) for row in rows]

    def experiment(self, id):
        """(the Experiment of an id, its runs in the order of their start).

        Raises Problem if there is none.
        """
        with self._reading.begin() as connection:
            row = connection.execute(
                sa.select(experiments).where(experiments.c.id == id)
            ).first()
            if row is None:
                raise Problem(
                    f"There is no experiment {str(id)[:20]!r} here. The address may be mistyped."
                )
            members = connection.execute(
                sa.select(runs)
                .where(runs.c.experiment == id, runs.c.deleted.is_(None))
                .order_by(runs.c.created, runs.c.id)
            )
            return _experiment(row), [_run(each) for each in members]

    def epochs(self, id):
        """The epochs that ended, in order."""
        return self.epochs_of([id])[id]

    def epochs_of(self, ids):
        """{id: its epochs that ended, in order} of several runs."""
        columns = [epochs.c[name] for name in Epoch.__dataclass_fields__]
        query = sa.select(epochs.c.run, *columns).where(epochs.c.run.in_(ids))
        found = {id: [] for id in ids}
        with self._reading.begin() as connection:
            for id, *numbers in connection.execute(query.order_by(epochs.c.epoch)):
                found[id].append(Epoch(*numbers))
        return found

    def insights(self, id):
        """The Insights of the epochs that ended, in order; none for epochs that weren't looked into."""
        query = sa.select(epochs.c.epoch, epochs.c.insight).where(
            epochs.c.run == id, epochs.c.insight.is_not(None)
        )
        with self._reading.begin() as connection:
            rows = connection.execute(query.order_by(epochs.c.epoch)).all()
        return [
            Insight(row.epoch, *map(tuple, json.loads(row.insight).values()))
            for row in rows
        ]

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

    def of_class(self, id):
        """The runs that the members of a class started since they joined it, oldest first."""
        with self._reading.begin() as connection:
            query = _of_class(sa.select(runs), id).order_by(runs.c.created, runs.c.id)
            return [_run(row) for row in connection.execute(query)]

    def pulse_of_class(self, id):
        """What changes whenever one of the runs of `of_class` does; for asking often."""
        count, epochs_ended = sa.func.count(), sa.func.sum(runs.c.epoch)
        query = _of_class(sa.select(runs.c.status, count, epochs_ended), id)
        query = query.group_by(runs.c.status).order_by(runs.c.status)
        with self._reading.begin() as connection:
            return tuple(map(tuple, connection.execute(query)))

    def queue(self):
        """The ids of the runs that wait, in the order in which they start."""
        with self._reading.begin() as connection:
            return [row.id for row in _queue(connection)]

    def place(self, id):
        """How many runs start before this one, plus one; None if it doesn't wait."""
        order = self.queue()
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

    def create(self, recipe, visitor, name="", lesson=None, parent=None):
        """Put a new run into the queue and return its id. lesson: a collection.Lesson to train on
        from, instead of from new weights. parent: (run, epoch) that the lesson's network comes from.
        Raises Problem if too many wait."""
        with self._writing.begin() as connection:
            _check_room(connection, visitor, 1)
            parent, epoch = parent or (None, None)
            id = _queue_up(
                connection, recipe, visitor, name, parent=parent, parent_epoch=epoch
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

    def create_experiment(self, recipes, visitor, name, choices):
        """Put runs that differ in some choices into the queue and return the experiment's id. Each is
        named by its values of these. Raises Problem if they are too many."""
        if not 2 <= len(recipes) <= MOST_IN_EXPERIMENT:
            raise Problem(
                f"An experiment has 2 to {MOST_IN_EXPERIMENT} runs; these would be {len(recipes)}."
            )
        id = _new_id()
        with self._writing.begin() as connection:
            _check_room(connection, visitor, len(recipes))
            connection.execute(
                experiments.insert().values(
                    id=id,
                    name=name[:80],
                    visitor=visitor,
                    created=time.time(),
                    choices=json.dumps(list(choices)),
                )
            )
            for recipe in recipes:
                values = ", ".join(
                    CHOICES[name].say(getattr(recipe, name)) for name in choices
                )
                _queue_up(connection, recipe, visitor, values[:80], experiment=id)
        return id

    def stop(self, id, visitor):
        """End a run after the running epoch; what it learned is kept. Raises Problem if it isn't the
        visitor's."""
        with self._writing.begin() as connection:
            _leave(connection, _own(connection, id, visitor), "stopped")

    def pause(self, id, visitor):
        """Let a run rest after the running epoch, until it is resumed. Raises Problem if it isn't
        the visitor's."""
        with self._writing.begin() as connection:
            _leave(connection, _own(connection, id, visitor), "paused")

    def resume(self, id, visitor):
        """Put a paused or stopped run back into the queue. Raises Problem if it isn't the visitor's,
        has nothing left to train, or too many wait."""
        with self._writing.begin() as connection:
            row = _own(connection, id, visitor)
            if not _run(row).resumable:
                raise Problem("This run isn't stopped, so there is nothing to resume.")
            _check_room(connection, visitor, 1)
            _set(
                connection,
                id,
                status="queued",
                queued=time.time(),
                leave="",
                losses=0,
                error=None,
                test_loss=None,
                test_accuracy=None,
            )

    def change_rate(self, id, visitor, rate):
        """Have a run that isn't over use another learning rate from the next epoch on that has not
        begun; returns which one that is. It becomes part of the run's recipe.

        Raises Problem if it isn't the visitor's, has no such epoch, or the rate is impossible.
        """
        with self._writing.begin() as connection:
            run = _run(_own(connection, id, visitor))
            epoch = run.next_epoch
            if epoch is None:
                raise Problem("This run has no further epoch to train.")
            recipe = run.recipe.changed_at(epoch, rate)
            _set(connection, id, recipe=recipe.to_json())
        return epoch

    def describe(self, id, visitor, name, note):
        """Give a run a name and a note. Raises Problem if it isn't the visitor's, if they are long, or
        if the name has one of FORMATTING."""
        if set(name) & set(FORMATTING):
            raise Problem(
                f"A name can't have any of {' '.join(FORMATTING)}, which pages take for formatting. "
                "Leave them out."
            )
        if len(name) > 80 or len(note) > 2_000:
            raise Problem(
                "A name has at most 80 characters and a note at most 2,000. Shorten it."
            )
        with self._writing.begin() as connection:
            _own(connection, id, visitor)
            _set(connection, id, name=name.strip(), note=note.strip())

    def archive(self, id, visitor, archived=True):
        """Put a run away, or take it back. Raises Problem if it isn't the visitor's."""
        with self._writing.begin() as connection:
            _own(connection, id, visitor)
            _set(connection, id, archived=archived)

    def delete(self, id, visitor):
        """Delete a run, which can come back for KEPT_DELETED seconds; one that trains is stopped.
        Raises Problem if it isn't the visitor's."""
        with self._writing.begin() as connection:
            _delete(connection, [_own(connection, id, visitor)])

    def restore(self, id, visitor):
        """Bring a deleted run back. Raises Problem if it isn't the visitor's or is gone."""
        with self._writing.begin() as connection:
            _own(connection, id, visitor, deleted=True)
            _set(connection, id, deleted=None)

    # The same for all runs of an experiment; each raises Problem if it isn't the visitor's.

    def stop_experiment(self, id, visitor):
        """End what waits or trains, after the running epochs."""
        with self._writing.begin() as connection:
            for row in _members(connection, id, visitor):
                _leave(connection, row, "stopped")

    def archive_experiment(self, id, visitor, archived=True):
        """Put it away, or take it back."""
        with self._writing.begin() as connection:
            for row in _members(connection, id, visitor):
                _set(connection, row.id, archived=archived)

    def delete_experiment(self, id, visitor):
        """Delete it, as `delete` does a run."""
        with self._writing.begin() as connection:
            _delete(connection, _members(connection, id, visitor))

    def restore_experiment(self, id, visitor):
        """Bring back the runs that were deleted last, together."""
        with self._writing.begin() as connection:
            gone = _members(connection, id, visitor, deleted=True)
            last = max((row.deleted for row in gone), default=None)
            for row in gone:
                if row.deleted == last:
                    _set(connection, row.id, deleted=None)

    # What the dispatcher does

    def take(self, workers):
        """The next run's (id, attempt), now running; None if nothing can start on so many workers.

        Fair: everyone's first comes before anyone's second, a second one that trains because nobody
        waited gives way when somebody does, and each lets others begin after its first epoch (see
        `_orders`). Whoever teaches a class comes before all, since a class waits for that run.
        """
        with self._writing.begin() as connection:
            queue = _queue(connection)
            if not queue or len(_running(connection)) >= workers:
                return None
            attempt = queue[0].attempt + 1
            _set(
                connection,
                queue[0].id,
                status="running",
                attempt=attempt,
                heartbeat=time.time(),
            )
            return queue[0].id, attempt

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
            if row.leave:
                _set(connection, id, status=row.leave, leave="")
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
        """Say that this attempt is alive; returns its Orders.

        Raises GivenUp if the attempt is over, as every call below does.
        """
        with self._writing.begin() as connection:
            row = _attempt(connection, id, attempt)
            _set(connection, id, heartbeat=time.time())
            return _orders(connection, row)

    def write_start(self, id, attempt, network):
        """Keep the network as it is before training, as the snapshot of epoch 0."""
        with self._writing.begin() as connection:
            _attempt(connection, id, attempt)
            _keep(connection, id, 0, network)

    def write_epoch(self, id, attempt, result):
        """Write an EpochResult; returns the run's Orders."""
        numbers = {name: getattr(result, name) for name in Epoch.__dataclass_fields__}
        state = result.checkpoint.to_bytes()
        with self._writing.begin() as connection:
            row = _attempt(connection, id, attempt)
            seen = json.dumps(insight(result))
            connection.execute(epochs.insert().values(run=id, **numbers, insight=seen))
            if row.epoch not in files.SNAPSHOTS:
                connection.execute(
                    snapshots.delete().where(
                        snapshots.c.run == id, snapshots.c.epoch == row.epoch
                    )
                )
            _keep(connection, id, result.epoch, result.network)
            connection.execute(checkpoints.delete().where(checkpoints.c.run == id))
            connection.execute(checkpoints.insert().values(run=id, state=state))
            _set(connection, id, epoch=result.epoch, heartbeat=time.time(), losses=0)
            return _orders(connection, row, began=result.epoch == 1)

    def finish(
        self, id, attempt, status, test_loss=None, test_accuracy=None, error=None
    ):
        """End this attempt: status done, paused, stopped or failed, or queued, at the end of the
        queue, to give way."""
        again = {"queued": time.time()} if status == "queued" else {}
        with self._writing.begin() as connection:
            _attempt(connection, id, attempt)
            _set(
                connection,
                id,
                status=status,
                leave="",
                test_loss=test_loss,
                test_accuracy=test_accuracy,
                error=error,
                **again,
            )


@functools.cache
def connect(url=None):
    """The RunStore of a database URL, that of the settings by default; one a process.

    For workers, which find the tables made.
    """
    return RunStore(tables.connect(url or settings().database_url))


@functools.cache
def open_store(url=None):
    """The same RunStore, with its tables brought up to date and the shipped runs in it.

    Raises Problem if the database can't be used.
    """
    store = connect(url)
    store.prepare()
    return store


def _queue(connection):
    """Waiting rows, in the order in which they start: those of teachers of an open class, then
    everyone's first run before anyone's second, and within a round the one that has waited longest."""
    query = sa.select(
        runs.c.id, runs.c.visitor, runs.c.attempt, runs.c.queued, runs.c.status
    ).where(runs.c.status.in_(["queued", "running"]))
    rows = connection.execute(query.order_by(runs.c.queued, runs.c.id)).all()
    teaching = _teaching(connection)
    turns, waiting = {}, []
    for row in sorted(rows, key=lambda row: row.status != "running"):
        turns[row.visitor] = turns.get(row.visitor, 0) + 1
        if row.status == "queued":
            student = row.visitor not in teaching
            waiting.append((student, turns[row.visitor], row.queued, row))
    return [row for *_, row in sorted(waiting, key=lambda item: item[:3])]


def _teaching(connection):
    """The visitors who teach an open class."""
    query = sa.select(teachers.c.visitor).join(
        classes, classes.c.id == teachers.c.class_id
    )
    return set(connection.execute(query.where(classes.c.ends > time.time())).scalars())


def _frozen(connection, visitor):
    """Whether the class that a visitor came to last, if any is open, takes no input."""
    query = (
        sa.select(classes.c.frozen)
        .join(members, members.c.class_id == classes.c.id)
        .where(
            members.c.visitor == visitor,
            members.c.removed.is_(False),
            members.c.left.is_(False),
            classes.c.ends > time.time(),
        )
        .order_by(members.c.seen.desc(), members.c.id.desc())
        .limit(1)
    )
    return bool(connection.execute(query).scalar())


def _of_class(query, id):
    """A query for the runs that the members of a class started since they joined it."""
    return query.select_from(
        runs.join(members, members.c.visitor == runs.c.visitor)
    ).where(
        members.c.class_id == id,
        members.c.removed.is_(False),
        runs.c.created >= members.c.joined,
        runs.c.deleted.is_(None),
    )


def _running(connection):
    """The visitors of the runs that train, one a run."""
    query = sa.select(runs.c.visitor).where(runs.c.status == "running")
    return connection.execute(query).scalars().all()


def _orders(connection, row, began=False):
    """What the worker of a run should do next.

    began: whether its first epoch has just ended. Then it gives way, once, to whoever waits and has
    nothing that trains, so that a whole class soon sees a first epoch; a visitor's second run does so
    after any epoch. A teacher's run goes on, since the class waits for it.
    """
    leave = row.leave
    if not leave:
        running = _running(connection)
        second = running.count(row.visitor) > 1
        if (second or (began and row.visitor not in _teaching(connection))) and any(
            waiting.visitor not in running for waiting in _queue(connection)
        ):
            leave = "queued"
    return Orders(Recipe.from_json(row.recipe), leave)


def _new_id():
    return "".join(secrets.choice(LETTERS) for _ in range(10))


def _queue_up(connection, recipe, visitor, name, **values):
    id, now = _new_id(), time.time()
    connection.execute(
        runs.insert().values(
            id=id,
            # A name can come from a file's; pages show names to others, by a link.
            name=name.translate(str.maketrans("", "", FORMATTING)),
            recipe=recipe.to_json(),
            visitor=visitor,
            created=now,
            queued=now,
            status="queued",
            **values,
        )
    )
    return id


def _check_room(connection, visitor, new):
    """Raises Problem if a visitor can't put so many new runs into the queue now."""
    if _frozen(connection, visitor):
        raise Problem(FROZEN)
    live = runs.c.status.in_(["queued", "running"])
    count = sa.select(sa.func.count()).select_from(runs).where(live)
    own = connection.execute(count.where(runs.c.visitor == visitor)).scalar()
    if own + new > settings().waiting:
        raise Problem(
            f"You already have {own} runs waiting or training; at most {settings().waiting} can at "
            "once. Wait until some are done, or stop some."
        )
    if connection.execute(count).scalar() + new > settings().queue:
        raise Problem(
            f"The queue is full: {settings().queue} runs wait or train. "
            "Try again in a few minutes."
        )


def _own(connection, id, visitor, deleted=False):
    """The row of a run that a visitor may change. deleted: also if it was deleted."""
    row = connection.execute(sa.select(runs).where(runs.c.id == id)).first()
    if row is None or (row.deleted is not None and not deleted):
        raise Problem("This run no longer exists.")
    _check_owner(connection, row, visitor)
    return row


def _members(connection, experiment, visitor, deleted=False):
    """The rows of an experiment that a visitor may change. deleted: those that were, instead."""
    row = connection.execute(
        sa.select(experiments).where(experiments.c.id == experiment)
    ).first()
    if row is None:
        raise Problem("This experiment no longer exists.")
    _check_owner(connection, row, visitor)
    query = sa.select(runs).where(
        runs.c.experiment == experiment,
        runs.c.deleted.is_not(None) if deleted else runs.c.deleted.is_(None),
    )
    return connection.execute(query).all()


def _check_owner(connection, row, visitor):
    """Raises Problem unless a run or an experiment is the visitor's, or the visitor teaches an open
    class and a member of it started this since joining."""
    if row.visitor == visitor != SHIPPED:
        return
    query = (
        sa.select(members.c.id)
        .join(classes, classes.c.id == members.c.class_id)
        .join(teachers, teachers.c.class_id == classes.c.id)
        .where(
            teachers.c.visitor == visitor,
            classes.c.ends > time.time(),
            members.c.visitor == row.visitor,
            members.c.joined <= row.created,
        )
    )
    if row.visitor == SHIPPED or connection.execute(query).first() is None:
        raise Problem("Only the one who started a run can change it.")


def _leave(connection, row, status):
    """Have a run that waits or trains take another status: at once, or after the running epoch."""
    silent = row.heartbeat < time.time() - SILENCE
    if row.status in ("queued", "paused") or (row.status == "running" and silent):
        _set(connection, row.id, status=status, leave="")
    elif row.status == "running":
        _set(connection, row.id, leave=status)


def _delete(connection, rows):
    now = time.time()
    for row in rows:
        if row.status != "paused":  # it comes back as it was
            _leave(connection, row, "stopped")
        _set(connection, row.id, deleted=now)


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


def _row(insight=None, **numbers):
    """The columns of an epoch that was kept in a file."""
    return numbers | {"insight": insight and json.dumps(insight)}


def insight(result):
    """The fields of an Insight of an EpochResult, without its epoch, as JSON would keep them."""
    parts = np.array_split(result.batch_loss, min(POINTS, len(result.batch_loss)))
    fields = {
        "batch_loss": [part.mean() for part in parts],
        "gradients": result.gradients,
        "dead": result.dead,
    }
    return {
        name: [float(f"{value:.5g}") for value in values]
        for name, values in fields.items()
    }


def _experiment(row):
    return Experiment(
        row.id,
        row.name,
        row.visitor,
        datetime.fromtimestamp(row.created, UTC),
        tuple(json.loads(row.choices)),
    )


def _run(row):
    return Run(
        row.id,
        row.name,
        row.note,
        Recipe.from_json(row.recipe),
        row.visitor,
        row.experiment,
        row.parent,
        row.parent_epoch,
        row.archived,
        datetime.fromtimestamp(row.created, UTC),
        row.status,
        row.epoch,
        row.attempt,
        row.leave,
        row.test_loss,
        row.test_accuracy,
        row.error,
    )
