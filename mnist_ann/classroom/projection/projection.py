"""The window for the projector: a link with a secret token opens it, and what it may see of a class.

Whoever has the link sees what the whole class sees, on any computer, and can change nothing: no function
for a token writes. It is kept as it is, unlike the recovery key, so that the teacher can open another
window at any time.
"""

import dataclasses
import secrets
import time

import sqlalchemy as sa

from mnist_ann.classroom.classes import Class
from mnist_ann.classroom.drawings.hand_in import HandIn, read_for_all
from mnist_ann.classroom.members import Member, rows_of
from mnist_ann.classroom.rules import activity_row, changed, check_teacher, class_row
from mnist_ann.errors import Problem
from mnist_ann.store.engine import reading
from mnist_ann.store.tables import class_digits, classes


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(18)


class Projection:
    """What the windows for the projectors of all classes of one database may see."""

    def __init__(self, engine: sa.Engine):
        self._writing = engine
        self._reading = reading(engine)

    # The teacher; each raises Problem for anyone else

    def token(self, id: str, visitor: str) -> str:
        """The token of a class's link."""
        with self._reading.begin() as connection:
            return check_teacher(connection, id, visitor).projection

    def renew(self, id: str, visitor: str) -> None:
        """Make another token; windows with the one before show nothing any more."""
        with self._writing.begin() as connection:
            check_teacher(connection, id, visitor)
            connection.execute(
                classes.update()
                .where(classes.c.id == id)
                .values(projection=new_token())
            )
            changed(connection, id)

    # Who has the token; each raises Problem for anyone else

    def room(self, code: str, token: str) -> Class:
        """The open Class of a code."""
        with self._reading.begin() as connection:
            row = connection.execute(
                sa.select(classes).where(classes.c.code == code.upper())
            ).first()
            return Class.of_row(_checked(row, token))

    def members(self, id: str, token: str) -> list[Member]:
        """The Members of a class who weren't removed, in the order in which they joined: as all may call
        them, and never with who asks for help."""
        with self._reading.begin() as connection:
            room = _checked(class_row(connection, id), token)
            return [
                dataclasses.replace(Member.of_row(row, room, trusted=False), help=None)
                for row in rows_of(connection, id)
                if not row.removed
            ]

    def wall(self, activity: int, token: str) -> list[HandIn]:
        """The HandIns of an activity, by id, that all may see, in the order in which they first came."""
        with self._reading.begin() as connection:
            row = activity_row(connection, activity)
            _checked(class_row(connection, row.class_id), token)
            return read_for_all(connection, class_digits.c.activity == activity)

    def drawings(self, id: str, token: str) -> list[HandIn]:
        """All HandIns of a class that all may see, in the order in which they first came."""
        with self._reading.begin() as connection:
            _checked(class_row(connection, id), token)
            return read_for_all(connection, class_digits.c.class_id == id)


def _checked(row: sa.Row | None, token: str) -> sa.Row:
    """The row of a class. Raises Problem unless it is open and has this token."""
    if row is None or not secrets.compare_digest(
        row.projection.encode(), token.encode()
    ):
        raise Problem(
            "This link for the projector isn't valid, or a newer one has taken its place. Press “Open "
            "the projection” in the teacher's window."
        )
    if row.ends <= time.time():
        raise Problem(f"The class {row.code} has ended.")
    return row
