"""Runs: what is known of each, and what its owner does with it.

Every call is one transaction; who may change a run is checked in the same that changes it.
"""

import json
import time
from collections.abc import Iterable
from dataclasses import fields

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, Row

from mnist_ann.errors import Problem
from mnist_ann.network import Network
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.engine import reading
from mnist_ann.store.names import FORMATTING, has_formatting
from mnist_ann.store.own.digits import Digits
from mnist_ann.store.queue import change, check_room, leave, put
from mnist_ann.store.rights import changeable_run, of_class
from mnist_ann.store.rows import SHIPPED, Epoch, Insight, Lesson, Run
from mnist_ann.store.tables import epochs, lessons, runs, snapshots

KEPT_DELETED = 24 * 3600  # seconds for which a deleted run can come back


class Runs:
    """The runs in one database. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._writing = engine
        self._reading = reading(engine)

    def get(self, id: str) -> Run:
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
        return Run.of(row)

    def of_visitor(self, visitor: str, archived: bool = False) -> list[Run]:
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
            return [Run.of(row) for row in connection.execute(query)]

    def several(self, ids: Iterable[str]) -> dict[str, Run]:
        """{id: Run} of those of some ids that are there and weren't deleted."""
        query = sa.select(runs).where(
            runs.c.id.in_(list(ids)), runs.c.deleted.is_(None)
        )
        with self._reading.begin() as connection:
            return {row.id: Run.of(row) for row in connection.execute(query)}

    def deleted(self, visitor: str) -> list[Run]:
        """A visitor's runs that were deleted and can come back, the last deleted first."""
        query = sa.select(runs).where(
            runs.c.visitor == visitor,
            runs.c.deleted.is_not(None),
            runs.c.visitor != SHIPPED,
        )
        with self._reading.begin() as connection:
            rows = connection.execute(query.order_by(runs.c.deleted.desc(), runs.c.id))
            return [Run.of(row) for row in rows]

    def choice(self, visitor: str) -> list[Run]:
        """What `of_visitor` lists, but of each experiment only its best run by validation accuracy: 25 of
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
            for run in self.of_visitor(visitor)
            if run.experiment is None or chosen.get(run.experiment) == run.id
        ]

    def epochs(self, id: str) -> list[Epoch]:
        """The epochs that ended, in order."""
        return self.epochs_of([id])[id]

    def epochs_of(self, ids: Iterable[str]) -> dict[str, list[Epoch]]:
        """{id: its epochs that ended, in order} of several runs."""
        found = {id: [] for id in ids}
        # Not `insight`, which is many times as long as the rest.
        columns = [epochs.c[field.name] for field in fields(Epoch)]
        query = sa.select(epochs.c.run, *columns).where(epochs.c.run.in_(list(found)))
        with self._reading.begin() as connection:
            for row in connection.execute(query.order_by(epochs.c.epoch)):
                found[row.run].append(Epoch.of(row))
        return found

    def insights(self, id: str) -> list[Insight]:
        """The Insights of the epochs that ended, in order; none for epochs that weren't looked into."""
        query = sa.select(epochs.c.epoch, epochs.c.insight).where(
            epochs.c.run == id, epochs.c.insight.is_not(None)
        )
        with self._reading.begin() as connection:
            rows = connection.execute(query.order_by(epochs.c.epoch)).all()
        return [Insight.from_kept(row.epoch, json.loads(row.insight)) for row in rows]

    def snapshots(self, id: str) -> list[int]:
        """The epochs whose weights are kept, in order; 0 is before training."""
        query = sa.select(snapshots.c.epoch).where(snapshots.c.run == id)
        with self._reading.begin() as connection:
            return list(connection.execute(query.order_by(snapshots.c.epoch)).scalars())

    def network(self, id: str, epoch: int | None = None) -> Network:
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

    def lesson(self, id: str) -> Lesson | None:
        """The Lesson that a run starts from, or None."""
        query = sa.select(lessons).where(lessons.c.run == id)
        with self._reading.begin() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        return Lesson(Network.load(row.network), Digits.from_npz(row.digits))

    def of_class(self, id: str) -> list[Run]:
        """The runs that the members of a class started since they joined it, oldest first."""
        with self._reading.begin() as connection:
            query = of_class(sa.select(runs), id).order_by(runs.c.created, runs.c.id)
            return [Run.of(row) for row in connection.execute(query)]

    def pulse_of_class(self, id: str) -> tuple:
        """What changes whenever one of the runs of `of_class` does; for asking often."""
        count, epochs_ended = sa.func.count(), sa.func.sum(runs.c.epoch)
        query = of_class(sa.select(runs.c.status, count, epochs_ended), id)
        query = query.group_by(runs.c.status).order_by(runs.c.status)
        with self._reading.begin() as connection:
            return tuple(map(tuple, connection.execute(query)))

    # Its owner; each but `create` raises Problem for anyone else

    def create(
        self,
        recipe: Recipe,
        visitor: str,
        name: str = "",
        lesson: Lesson | None = None,
        parent: tuple[str, int] | None = None,
    ) -> str:
        """Put a new run into the queue and return its id. lesson: what to train on from, instead of
        from new weights. parent: (run, epoch) that the lesson's network comes from. Raises Problem if
        too many wait."""
        with self._writing.begin() as connection:
            check_room(connection, visitor, 1)
            run, epoch = parent or (None, None)
            id = put(connection, recipe, visitor, name, parent=run, parent_epoch=epoch)
            if lesson:
                connection.execute(
                    lessons.insert().values(
                        run=id,
                        network=lesson.network.to_bytes(),
                        digits=lesson.digits.to_npz(),
                    )
                )
        return id

    def stop(self, id: str, visitor: str) -> None:
        """End a run after the running epoch; what it learned is kept."""
        with self._writing.begin() as connection:
            leave(connection, changeable_run(connection, id, visitor), "stopped")

    def pause(self, id: str, visitor: str) -> None:
        """Let a run rest after the running epoch, until it is resumed."""
        with self._writing.begin() as connection:
            leave(connection, changeable_run(connection, id, visitor), "paused")

    def resume(self, id: str, visitor: str) -> None:
        """Put a paused or stopped run back into the queue. Raises Problem if it has nothing left to
        train, or too many wait."""
        with self._writing.begin() as connection:
            row = changeable_run(connection, id, visitor)
            if not Run.of(row).resumable:
                raise Problem("This run isn't stopped, so there is nothing to resume.")
            check_room(connection, visitor, 1)
            change(
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

    def change_rate(self, id: str, visitor: str, rate: float) -> int:
        """Have a run that isn't over use another learning rate from the next epoch on that has not
        begun; returns which one that is. It becomes part of the run's recipe.

        Raises Problem if it has no such epoch, or the rate is impossible.
        """
        with self._writing.begin() as connection:
            run = Run.of(changeable_run(connection, id, visitor))
            epoch = run.next_epoch
            if epoch is None:
                raise Problem("This run has no further epoch to train.")
            recipe = run.recipe.changed_at(epoch, rate)
            change(connection, id, recipe=recipe.to_json())
        return epoch

    def describe(self, id: str, visitor: str, name: str, note: str) -> None:
        """Give a run a name and a note. Raises Problem if they are long, or if the name has one of
        FORMATTING."""
        if has_formatting(name):
            raise Problem(
                f"A name can't have any of {' '.join(FORMATTING)}, which pages take for formatting. "
                "Leave them out."
            )
        if len(name) > 80 or len(note) > 2_000:
            raise Problem(
                "A name has at most 80 characters and a note at most 2,000. Shorten it."
            )
        with self._writing.begin() as connection:
            changeable_run(connection, id, visitor)
            change(connection, id, name=name.strip(), note=note.strip())

    def archive(self, id: str, visitor: str, archived: bool = True) -> None:
        """Put a run away, or take it back."""
        with self._writing.begin() as connection:
            changeable_run(connection, id, visitor)
            change(connection, id, archived=archived)

    def delete(self, id: str, visitor: str) -> None:
        """Delete a run, which can come back for KEPT_DELETED seconds; one that trains is stopped."""
        with self._writing.begin() as connection:
            mark_deleted(connection, [changeable_run(connection, id, visitor)])

    def restore(self, id: str, visitor: str) -> None:
        """Bring a deleted run back. Raises Problem if it is gone."""
        with self._writing.begin() as connection:
            changeable_run(connection, id, visitor, deleted=True)
            change(connection, id, deleted=None)


def mark_deleted(connection: Connection, rows: Iterable[Row]) -> None:
    """Delete runs, which can come back for KEPT_DELETED seconds; those that train are stopped."""
    now = time.time()
    for row in rows:
        if row.status != "paused":  # it comes back as it was
            leave(connection, row, "stopped")
        change(connection, row.id, deleted=now)
