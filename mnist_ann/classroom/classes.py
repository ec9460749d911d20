"""A class as everyone sees it: found by its code, open or ended, with what the teacher decided.

A class has no accounts. A visitor (see `visitors`) opens it and is its teacher; others join with its
code and a nickname at most. `version` grows with each change of a class, `stage` with each that its
students should see: a page asks for one number and does nothing while it stays the same.
"""

import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

import sqlalchemy as sa

from mnist_ann.classroom import rules
from mnist_ann.errors import Problem
from mnist_ann.store.engine import reading
from mnist_ann.store.tables import classes as table
from mnist_ann.store.tables import teachers

CODE = 6  # characters
MOST_TRIES = 20  # codes that one visitor may try in a minute
PAGES = (
    "", "perceptron", "dataset", "train", "evaluate", "inside", "classroom", "glossary",
)  # fmt: skip


@dataclass(frozen=True)
class Lead:
    """Where the teacher sent everyone: one of PAGES ("" is Draw) and its query. number: how many
    such sendings there were, this one counted."""

    page: str
    query: dict[str, str]
    number: int


@dataclass(frozen=True)
class Class:
    """A class as its pages need it. joining: whether students can still join. frozen: whether it
    takes no input. nicknames: whether they are shown. waits: one of moderation.shown.WAITS. activity:
    the id of the one that is on, or None. lead: a Lead, or None."""

    id: str
    code: str
    created: datetime
    ends: datetime
    ended: bool
    joining: bool
    frozen: bool
    nicknames: bool
    waits: str
    activity: int | None
    lead: Lead | None
    version: int
    stage: int

    @classmethod
    def of_row(cls, row: sa.Row) -> Self:
        """The Class of a row of the database."""
        lead = Lead(**json.loads(row.lead), number=row.leads) if row.lead else None
        return cls(
            id=row.id,
            code=row.code,
            created=datetime.fromtimestamp(row.created, UTC),
            ends=datetime.fromtimestamp(row.ends, UTC),
            ended=row.ends <= time.time(),
            joining=row.joining,
            frozen=row.frozen,
            nicknames=row.nicknames,
            waits=row.waits,
            activity=row.activity,
            lead=lead,
            version=row.version,
            stage=row.stage,
        )


class Classes:
    """All classes of one database, to look at."""

    def __init__(self, engine: sa.Engine):
        self._reading = reading(engine)
        # In this process alone, and that is enough: it spares this process work.
        self._tries = {}

    def find(self, code: str, visitor: str) -> Class:
        """The Class of a code as a person typed it. Raises Problem if there is none, or if this
        visitor tries one code after the other."""
        self._count(visitor)
        written = "".join(each for each in code.upper() if each.isalnum())
        if len(written) != CODE:
            given = f"; “{code.strip()[:20]}” was given" if code.strip() else ""
            raise Problem(
                f"A class code has {CODE} letters and digits, such as K7QM4X{given}. It stands on the "
                "teacher's screen."
            )
        with self._reading.begin() as connection:
            row = connection.execute(
                sa.select(table).where(table.c.code == written)
            ).first()
        if row is None:
            raise Problem(
                f"There is no class {written}. Compare it with the code on the teacher's screen."
            )
        return Class.of_row(row)

    def _count(self, visitor):
        now = time.monotonic()
        tries = [at for at in self._tries.get(visitor, []) if now - at < 60]
        if len(tries) >= MOST_TRIES:
            raise Problem(
                "That were too many codes in a minute. Wait a minute, then try again with the code "
                "on the teacher's screen."
            )
        if len(self._tries) > 10_000:
            self._tries.clear()
        self._tries[visitor] = [*tries, now]

    def get(self, id: str) -> Class:
        """The Class of an id. Raises Problem if it was deleted."""
        with self._reading.begin() as connection:
            return Class.of_row(rules.class_row(connection, id))

    def taught(self, visitor: str) -> Class | None:
        """The newest Class that a visitor teaches, ended or not; None if there is none."""
        with self._reading.begin() as connection:
            row = taught_row(connection, visitor)
        return None if row is None else Class.of_row(row)

    def version(self, id: str) -> tuple[int, int]:
        """(version, stage) of a class, for asking often; (-1, -1) once it has ended or is gone."""
        query = sa.select(table.c.version, table.c.stage).where(
            table.c.id == id, table.c.ends > time.time()
        )
        with self._reading.begin() as connection:
            row = connection.execute(query).first()
        return (row.version, row.stage) if row else (-1, -1)

    def teaches(self, id: str, visitor: str) -> bool:
        """Whether a visitor is the teacher of a class."""
        with self._reading.begin() as connection:
            return rules.teaches(connection, id, visitor)


def taught_row(connection: sa.Connection, visitor: str) -> sa.Row | None:
    """The row of the newest class that a visitor teaches; None if there is none."""
    query = (
        sa.select(table)
        .join(teachers, teachers.c.class_id == table.c.id)
        .where(teachers.c.visitor == visitor)
        .order_by(table.c.created.desc())
        .limit(1)
    )
    return connection.execute(query).first()
