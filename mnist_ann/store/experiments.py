"""Experiments: runs that differ in a few choices, started, stopped and put away together."""

import json
import time
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy import Engine

from mnist_ann.errors import Problem
from mnist_ann.recipe.choices import CHOICES
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.engine import reading
from mnist_ann.store.names import new_id
from mnist_ann.store.queue import change, check_room, leave, put
from mnist_ann.store.rights import changeable_runs
from mnist_ann.store.rows import Experiment, Run
from mnist_ann.store.runs import mark_deleted
from mnist_ann.store.tables import experiments, runs

MOST_RUNS = 25  # of one experiment


class Experiments:
    """The experiments in one database. Safe to share between threads; each call is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._writing = engine
        self._reading = reading(engine)

    def of_visitor(self, visitor: str) -> list[Experiment]:
        """A visitor's Experiments, newest first."""
        query = sa.select(experiments).where(experiments.c.visitor == visitor)
        with self._reading.begin() as connection:
            rows = connection.execute(query.order_by(experiments.c.created.desc()))
            return [Experiment.of(row) for row in rows]

    def get(self, id: str) -> tuple[Experiment, list[Run]]:
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
            return Experiment.of(row), [Run.of(each) for each in members]

    def create(
        self,
        recipes: Sequence[Recipe],
        visitor: str,
        name: str,
        choices: Iterable[str],
    ) -> str:
        """Put runs that differ in some choices into the queue and return the experiment's id. Each is
        named by its values of these. Raises Problem if they are too many."""
        if not 2 <= len(recipes) <= MOST_RUNS:
            raise Problem(
                f"An experiment has 2 to {MOST_RUNS} runs; these would be {len(recipes)}."
            )
        id, choices = new_id(), list(choices)
        with self._writing.begin() as connection:
            check_room(connection, visitor, len(recipes))
            connection.execute(
                experiments.insert().values(
                    id=id,
                    name=name[:80],
                    visitor=visitor,
                    created=time.time(),
                    choices=json.dumps(choices),
                )
            )
            for recipe in recipes:
                values = ", ".join(
                    CHOICES[name].say(getattr(recipe, name)) for name in choices
                )
                put(connection, recipe, visitor, values[:80], experiment=id)
        return id

    # Its owner, for all its runs; each raises Problem for anyone else

    def stop(self, id: str, visitor: str) -> None:
        """End what waits or trains, after the running epochs."""
        with self._writing.begin() as connection:
            for row in changeable_runs(connection, id, visitor):
                leave(connection, row, "stopped")

    def archive(self, id: str, visitor: str, archived: bool = True) -> None:
        """Put it away, or take it back."""
        with self._writing.begin() as connection:
            for row in changeable_runs(connection, id, visitor):
                change(connection, row.id, archived=archived)

    def delete(self, id: str, visitor: str) -> None:
        """Delete it, as `Runs.delete` does a run."""
        with self._writing.begin() as connection:
            mark_deleted(connection, changeable_runs(connection, id, visitor))

    def restore(self, id: str, visitor: str) -> None:
        """Bring back the runs that were deleted last, together."""
        with self._writing.begin() as connection:
            gone = changeable_runs(connection, id, visitor, deleted=True)
            last = max((row.deleted for row in gone), default=None)
            for row in gone:
                if row.deleted == last:
                    change(connection, row.id, deleted=None)
