"""What a teacher decides: that there is a class, who is in it, what it takes, when it ends.

Whatever the teacher alone may do is checked in the same transaction that does it, whatever page asked.
"""

import hashlib
import secrets
import time
from datetime import datetime

import sqlalchemy as sa

from mnist_ann.classroom.classes import CODE, PAGES, Class, Classes, taught_row
from mnist_ann.classroom.members import check_room, names_of, rows_of, update
from mnist_ann.classroom.moderation.nicknames import (
    check_free,
    checked_name,
    checked_words,
    is_unkind,
)
from mnist_ann.classroom.moderation.shown import WAITS
from mnist_ann.classroom.projection.projection import new_token
from mnist_ann.classroom.rules import (
    changed,
    check_teacher,
    class_row,
    lead_to,
    teaches,
)
from mnist_ann.errors import Problem
from mnist_ann.store.names import new_id, random_letters
from mnist_ann.store.tables import classes, members, teachers

DAY = 24 * 3600  # seconds
KEPT = 7 * DAY  # for which an ended class can still be downloaded
LONGEST = 120 * DAY  # for which a class goes on at most


class Teaching:
    """The decisions of all teachers of one database. classes: of the same one."""

    def __init__(self, engine: sa.Engine, classes: Classes):
        self._writing = engine
        self._classes = classes

    # Who becomes a teacher

    def open(self, visitor: str, ends: datetime | None = None) -> tuple[str, str]:
        """Open a class with a visitor as its teacher; returns (its id, its recovery key). ends: when it
        does by itself, by default in a day.

        The key makes another browser the teacher's, and is known nowhere else: only its hash is
        kept. Raises Problem if the visitor teaches an open class already.
        """
        now = time.time()
        with self._writing.begin() as connection:
            connection.execute(classes.delete().where(classes.c.ends < now - KEPT))
            current = taught_row(connection, visitor)
            if current is not None and current.ends > now:
                raise Problem(
                    f"You teach the class {current.code} already. End it before you open another."
                )
            id, key = new_id(), secrets.token_urlsafe(18)
            taken = set(connection.execute(sa.select(classes.c.code)).scalars())
            codes = iter(lambda: random_letters(CODE).upper(), None)
            code = next(code for code in codes if code not in taken)
            connection.execute(
                classes.insert().values(
                    id=id,
                    code=code,
                    recovery=_hash(key),
                    projection=new_token(),
                    created=now,
                    ends=now + DAY if ends is None else _checked_end(ends),
                )
            )
            connection.execute(teachers.insert().values(class_id=id, visitor=visitor))
        return id, key

    def recover(self, code: str, key: str, visitor: str) -> Class:
        """Make a visitor a teacher of a class by its recovery key; returns its Class. Raises Problem
        for a key that isn't the newest one."""
        found = self._classes.find(code, visitor)
        with self._writing.begin() as connection:
            row = class_row(connection, found.id)
            if not secrets.compare_digest(row.recovery, _hash(key)):
                raise Problem(
                    "This recovery link isn't valid, or a newer one has taken its place."
                )
            if not teaches(connection, found.id, visitor):
                connection.execute(
                    teachers.insert().values(class_id=found.id, visitor=visitor)
                )
                # Who teaches isn't a student of the same class.
                connection.execute(
                    members.delete().where(
                        members.c.class_id == found.id, members.c.visitor == visitor
                    )
                )
                changed(connection, found.id)
        return found

    # The teacher; each raises Problem for anyone else

    def new_key(self, id: str, visitor: str) -> str:
        """Another recovery key; the one before opens nothing any more."""
        key = secrets.token_urlsafe(18)
        self._set(id, visitor, recovery=_hash(key))
        return key

    def set_joining(self, id: str, visitor: str, joining: bool) -> None:
        """Let students join, or nobody new."""
        self._set(id, visitor, joining=joining)

    def set_frozen(self, id: str, visitor: str, frozen: bool) -> None:
        """Take no answers and drawings from students, or take them again."""
        self._set(id, visitor, frozen=frozen)

    def set_nicknames(self, id: str, visitor: str, shown: bool) -> None:
        """Show the students' nicknames, or numbers in their place."""
        self._set(id, visitor, nicknames=shown)

    def set_end(self, id: str, visitor: str, ends: datetime) -> None:
        """Have a class end then, by itself: in an hour, or after several lessons. Raises Problem for what
        is over already, or later than LONGEST from now."""
        self._set(id, visitor, ends=_checked_end(ends))

    def set_waits(self, id: str, visitor: str, waits: str) -> None:
        """What waits until the teacher shows it, one of moderation.shown.WAITS."""
        if waits not in WAITS:
            raise Problem(
                f"What waits is one of {', '.join(WAITS)}; {waits!r} was given."
            )
        self._set(id, visitor, waits=waits)

    def words(self, id: str, visitor: str) -> list[str]:
        """The words that a class refuses in nicknames beside the usual ones: not for students to read."""
        with self._writing.begin() as connection:
            return check_teacher(connection, id, visitor).words.splitlines()

    def set_words(self, id: str, visitor: str, text: str) -> None:
        """Refuse words, one a line, in the nicknames of a class. Who is called so already is shown
        without a nickname from now on. Raises Problem for what is no word."""
        words = checked_words(text)
        with self._writing.begin() as connection:
            check_teacher(connection, id, visitor)
            values = {"words": "\n".join(words)}
            connection.execute(
                classes.update().where(classes.c.id == id).values(**values)
            )
            unkind = [
                row.id for row in rows_of(connection, id) if is_unkind(row.name, words)
            ]
            update(connection, id, members.c.id.in_(unkind), named=False)
            changed(connection, id, stage=True)

    def send(
        self, id: str, visitor: str, page: str, query: dict[str, str] | None = None
    ) -> None:
        """Send everyone to one of PAGES with a query. Raises Problem for another page."""
        if page not in PAGES:
            raise Problem(f"There is no page {page!r} to send a class to.")
        with self._writing.begin() as connection:
            check_teacher(connection, id, visitor)
            lead_to(connection, id, page, query)

    def end(self, id: str, visitor: str) -> None:
        """End a class now. What it collected can be downloaded for KEPT seconds more."""
        self._set(id, visitor, ends=time.time(), activity=None)

    def delete(self, id: str, visitor: str) -> None:
        """Delete a class with everything that it collected. Runs stay with those who started them."""
        with self._writing.begin() as connection:
            check_teacher(connection, id, visitor)
            connection.execute(classes.delete().where(classes.c.id == id))

    def rename(self, id: str, visitor: str, member: int, name: str) -> None:
        """Give a member, by id, another nickname. Raises Problem if it can't be."""
        with self._writing.begin() as connection:
            room = check_teacher(connection, id, visitor)
            name = checked_name(name, room.words.splitlines())
            rows = rows_of(connection, id)
            old = next((row for row in rows if row.id == member), None)
            if old is None:
                raise Problem("This student isn't in the class any more.")
            check_free(name, names_of(rows, old))
            update(connection, id, members.c.id == member, name=name, named=True)
            changed(connection, id, stage=True)

    def show_name(self, id: str, visitor: str, member: int, shown: bool) -> None:
        """Show a member's nickname, by id, to all, or "Student 7" in its place."""
        self._set_member(id, visitor, member, named=shown)

    def remove(self, id: str, visitor: str, member: int) -> None:
        """Remove a member, by id, who can't join again until brought back. The nickname is free."""
        self._set_member(id, visitor, member, removed=True, help=None)

    def bring_back(self, id: str, visitor: str, member: int) -> None:
        """Bring a removed member back, by id, with all that was given. If someone else has taken the
        nickname meanwhile, it is theirs. Raises Problem if the class is full."""
        with self._writing.begin() as connection:
            check_teacher(connection, id, visitor)
            rows = rows_of(connection, id)
            old = next((row for row in rows if row.id == member and row.removed), None)
            if old is None:
                return
            check_room(rows)
            values = {"removed": False}
            try:
                check_free(old.name, names_of(rows, old))
            except Problem:
                values |= {"name": "", "named": None}
            update(connection, id, members.c.id == member, **values)
            changed(connection, id, stage=True)

    def helped(self, id: str, visitor: str, member: int) -> None:
        """Take back the question for help of a member, by id."""
        self._set_member(id, visitor, member, help=None)

    def _set(self, id, visitor, **values):
        with self._writing.begin() as connection:
            check_teacher(connection, id, visitor)
            connection.execute(
                classes.update().where(classes.c.id == id).values(**values)
            )
            changed(connection, id, stage=True)

    def _set_member(self, id, visitor, member, **values):
        with self._writing.begin() as connection:
            check_teacher(connection, id, visitor)
            update(connection, id, members.c.id == member, **values)
            changed(connection, id, stage=True)


def _hash(key):
    return hashlib.sha256(key.encode()).hexdigest()


def _checked_end(ends):
    """A datetime in seconds."""
    left = ends.timestamp() - time.time()
    if not 0 < left <= LONGEST:
        raise Problem(
            f"A class ends at some time in the next {LONGEST // DAY} days. To end it now, press “End the "
            "class”."
        )
    return ends.timestamp()
