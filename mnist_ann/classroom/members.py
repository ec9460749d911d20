"""The members of a class: join, be there, ask for help, leave.

A student is known by a number in the class, and by a nickname if they gave one.
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

import sqlalchemy as sa

from mnist_ann.classroom.classes import Class, Classes
from mnist_ann.classroom.moderation.nicknames import check_free, checked_name
from mnist_ann.classroom.moderation.shown import name_for_all, name_waits, unnamed
from mnist_ann.classroom.rules import (
    changed,
    check_member,
    check_open,
    check_teacher,
    class_row,
    teaches,
)
from mnist_ann.errors import Problem
from mnist_ann.store.engine import reading
from mnist_ann.store.tables import classes
from mnist_ann.store.tables import members as table

MOST_MEMBERS = 60
HERE = 30  # seconds without a sign after which a member counts as away


@dataclass(frozen=True)
class Member:
    """A student in a class. number: in the class, from 1 on. name: the nickname as who asks may read it,
    or "Student 7". for_all: what all may read, on a projection and on each other's pages. waits: whether
    the nickname waits for the teacher to show it. named: whether the teacher shows it; None while
    undecided. help: since when help is asked for, or None. here: whether the student's page was open
    lately."""

    id: int
    number: int
    visitor: str
    name: str
    for_all: str
    waits: bool
    named: bool | None
    joined: datetime
    here: bool
    help: datetime | None

    @classmethod
    def of_row(cls, row: sa.Row, room: sa.Row, trusted: bool) -> Self:
        """The Member of a row of the database. room: the row of the class. trusted: whether who asks
        reads the nickname in any case: the teacher, and whose it is."""
        given = room.waits, row.name, row.named
        for_all = name_for_all(room.nicknames, *given, row.number)
        return cls(
            id=row.id,
            number=row.number,
            visitor=row.visitor,
            name=(row.name or unnamed(row.number)) if trusted else for_all,
            for_all=for_all,
            waits=name_waits(*given),
            named=row.named,
            joined=datetime.fromtimestamp(row.joined, UTC),
            here=not row.left and time.time() - row.seen < HERE,
            help=row.help and datetime.fromtimestamp(row.help, UTC),
        )


class Members:
    """The members of all classes of one database. classes: of the same one."""

    def __init__(self, engine: sa.Engine, classes: Classes):
        self._writing = engine
        self._reading = reading(engine)
        self._classes = classes

    # Anyone

    def join(self, code: str, visitor: str, name: str = "") -> tuple[Class, Member]:
        """Join a class; returns (its Class, the Member). Who has joined before comes back as the same
        member, with a new name if one is given.

        Raises Problem if the code is wrong, the class has ended, is locked or full, the teacher removed
        this visitor or is this visitor, or the name can't be.
        """
        id = self._classes.find(code, visitor).id
        with self._writing.begin() as connection:
            found = class_row(connection, id)
            check_open(found)
            name = checked_name(name, found.words.splitlines())
            if teaches(connection, id, visitor):
                raise Problem(
                    "You are the teacher of this class. To see what a student sees, join from a "
                    "private window or a phone."
                )
            rows = rows_of(connection, id)
            old = next((row for row in rows if row.visitor == visitor), None)
            if old is None:
                _check_joining(found, rows)
            elif old.removed:
                raise Problem("The teacher has removed you from this class.")
            check_free(name, names_of(rows, old))
            now = time.time()
            if old is None:
                number = max((row.number for row in rows), default=0) + 1
                new = {"class_id": id, "number": number, "visitor": visitor}
                connection.execute(
                    table.insert().values(**new, name=name, joined=now, seen=now)
                )
            else:
                values = {"seen": now, "left": False}
                if name and name != old.name:  # nobody has looked at this one yet
                    values |= {"name": name, "named": None}
                update(connection, id, table.c.id == old.id, **values)
            changed(connection, id)
            joined = Class.of_row(class_row(connection, id))
            return joined, _own(connection, id, visitor)

    def joined(self, visitor: str) -> tuple[Class, Member] | None:
        """(Class, Member) of the open class that a visitor came to last; None if there is none."""
        query = (
            sa.select(classes)
            .join(table, table.c.class_id == classes.c.id)
            .where(
                table.c.visitor == visitor,
                table.c.removed.is_(False),
                table.c.left.is_(False),
                classes.c.ends > time.time(),
            )
            .order_by(table.c.seen.desc(), table.c.id.desc())
            .limit(1)
        )
        with self._reading.begin() as connection:
            row = connection.execute(query).first()
            return row and (Class.of_row(row), _own(connection, row.id, visitor))

    def parted(self, code: str, visitor: str) -> str | None:
        """Why a visitor is in the class of a code no longer, as a sentence; None for who never was, or
        has left."""
        query = (
            sa.select(classes, table.c.removed, table.c.left)
            .join(table, table.c.class_id == classes.c.id)
            .where(classes.c.code == code, table.c.visitor == visitor)
        )
        with self._reading.begin() as connection:
            row = connection.execute(query).first()
        if row is None or row.left:
            return None
        if row.removed:
            return f"The teacher has removed you from the class {code}."
        if row.ends <= time.time():
            return f"The class {code} has ended. Your runs stay on Train."
        return None

    def here(self, id: str) -> int:
        """How many members' pages were open lately; for asking often."""
        query = sa.select(sa.func.count()).where(
            table.c.class_id == id,
            table.c.removed.is_(False),
            table.c.left.is_(False),
            table.c.seen > time.time() - HERE,
        )
        with self._reading.begin() as connection:
            return connection.execute(query).scalar_one()

    # Who is in the class; each raises Problem for anyone else

    def of_class(self, id: str, visitor: str) -> list[Member]:
        """The Members of a class who weren't removed, in the order in which they joined. The teacher
        gets their nicknames; others get what all may read."""
        with self._reading.begin() as connection:
            room = class_row(connection, id)
            rows = [row for row in rows_of(connection, id) if not row.removed]
            teacher = teaches(connection, id, visitor)
        if not teacher and visitor not in {each.visitor for each in rows}:
            raise Problem(
                "Only who is in this class can see it. Join it with its code."
            )
        return [
            Member.of_row(each, room, teacher or each.visitor == visitor)
            for each in rows
        ]

    def removed(self, id: str, visitor: str) -> list[Member]:
        """The Members whom the teacher of a class, who alone may ask, has removed."""
        with self._reading.begin() as connection:
            room = check_teacher(connection, id, visitor)
            rows = [row for row in rows_of(connection, id) if row.removed]
        return [Member.of_row(each, room, True) for each in rows]

    def own(self, id: str, visitor: str) -> Member:
        """The Member that a visitor is in an open class, under the own nickname."""
        with self._reading.begin() as connection:
            return _own(connection, id, visitor)

    def ask_help(self, id: str, visitor: str, wanted: bool = True) -> None:
        """Ask the teacher for help, or say that it is no longer needed."""
        with self._writing.begin() as connection:
            own = check_member(connection, id, visitor)
            since = (own.help or time.time()) if wanted else None
            update(connection, id, table.c.id == own.id, help=since)
            changed(connection, id)

    def leave(self, id: str, visitor: str) -> None:
        """Leave a class; coming back later is possible. What was given to it stays."""
        with self._writing.begin() as connection:
            own = check_member(connection, id, visitor)
            update(connection, id, table.c.id == own.id, left=True, help=None)
            changed(connection, id)

    def seen(self, id: str, visitor: str) -> None:
        """Note that a member's page is open; nothing for who is none."""
        with self._writing.begin() as connection:
            update(connection, id, table.c.visitor == visitor, seen=time.time())


def rows_of(connection: sa.Connection, id: str) -> list[sa.Row]:
    """The rows of all who ever joined a class, in that order."""
    query = sa.select(table).where(table.c.class_id == id).order_by(table.c.number)
    return list(connection.execute(query))


def update(
    connection: sa.Connection, id: str, which: sa.ColumnElement[bool], **values
) -> None:
    """Change those members of a class for whom a condition holds."""
    connection.execute(
        table.update().where(table.c.class_id == id, which).values(**values)
    )


def names_of(rows: list[sa.Row], own: sa.Row | None) -> list[str]:
    """The nicknames of members other than one's own. A name of who was removed is free."""
    return [row.name for row in rows if row is not own and row.name and not row.removed]


def _own(connection, id, visitor):
    row = check_member(connection, id, visitor)
    return Member.of_row(row, class_row(connection, id), True)


def _check_joining(found, rows):
    """Raises Problem if a class takes nobody new. rows: of its members until now."""
    if not found.joining:
        raise Problem(
            "This class takes nobody new at the moment. Ask the teacher to open it."
        )
    check_room(rows)


def check_room(rows: list[sa.Row]) -> None:
    """Raises Problem if a class is full. rows: of all who ever joined."""
    if sum(not row.removed for row in rows) >= MOST_MEMBERS:
        raise Problem(
            f"This class is full: {MOST_MEMBERS} have joined. Ask the teacher to remove "
            "those who aren't in the room."
        )
