"""A class's drawings: handed in by its students, vetted by its teacher, theirs to learn from.

A member has one drawing for each digit that an activity asks for; a new one takes its place. Beside the
image stands what the network said at that moment, so that a wall of them needs no network.
"""

import time
from collections.abc import Iterable

import numpy as np
import sqlalchemy as sa

from mnist_ann.classroom.contents import Content, read_content
from mnist_ann.classroom.drawings.hand_in import (
    HandIn,
    checked_digit,
    checked_verdict,
    pixels,
    read,
    read_for_all,
    to_digits,
)
from mnist_ann.classroom.rules import (
    activity_row,
    changed,
    check_member,
    check_taking,
    check_teacher,
    teaches,
)
from mnist_ann.errors import Problem
from mnist_ann.store.engine import reading
from mnist_ann.store.own.digits import Digits
from mnist_ann.store.tables import activities, classes, members
from mnist_ann.store.tables import class_digits as table
from mnist_ann.words import a_digit

MOST_OF_MEMBER = 100
MOST = 3_000  # of a class: 2.4 MB of images


class Drawings:
    """The drawings of all classes of one database. most_of_member, most: that a member and a class
    can have."""

    def __init__(
        self, engine: sa.Engine, most_of_member: int = MOST_OF_MEMBER, most: int = MOST
    ):
        self.most_of_member, self.most = most_of_member, most
        self._writing = engine
        self._reading = reading(engine)

    # A member

    def hand_in(
        self,
        activity: int,
        visitor: str,
        label: int,
        image: np.ndarray,
        answer: int,
        probability: float,
        verdict: str,
    ) -> None:
        """Hand in a drawing to an activity, by id, in place of the member's one of this label.

        image: floats (28, 28), 0 to 1. answer, probability, verdict: as in HandIn. Raises Problem if
        the visitor isn't a member, the class is frozen, the activity takes nothing or asks for another
        digit, or there are too many.
        """
        values = {
            "label": checked_digit(label),
            "image": pixels(image),
            "answer": checked_digit(answer),
            "probability": float(np.clip(probability, 0, 1)),
            "verdict": checked_verdict(verdict),
            "accepted": None,
            "given": time.time(),
        }
        with self._writing.begin() as connection:
            row = activity_row(connection, activity, lock=True)
            own = check_member(connection, row.class_id, visitor)
            check_taking(connection, row)
            _check_asked(read_content(row.kind, row.content), label)
            before = connection.execute(
                sa.select(table.c.id).where(
                    table.c.activity == activity,
                    table.c.member == own.id,
                    table.c.label == label,
                )
            ).scalar()
            if before is None:
                self._check_room(connection, row.class_id, own.id)
                connection.execute(
                    table.insert().values(
                        class_id=row.class_id,
                        activity=activity,
                        member=own.id,
                        **values,
                    )
                )
            else:  # the same row: a wall keeps its order
                connection.execute(
                    table.update().where(table.c.id == before).values(**values)
                )
            changed(connection, row.class_id)

    def own(self, activity: int, visitor: str) -> dict[int, HandIn]:
        """What a member handed in to an activity, by label."""
        with self._reading.begin() as connection:
            row = activity_row(connection, activity)
            own = check_member(connection, row.class_id, visitor)
            where = table.c.activity == activity, table.c.member == own.id
            return {each.label: each for each in read(connection, *where)}

    # Who is in the class; each raises Problem for anyone else

    def of_activity(self, activity: int, visitor: str) -> list[HandIn]:
        """The HandIns of an activity that all may see, in the order in which they first came: what a
        wall shows. Students get them as soon as the activity takes no more: until then, nobody copies."""
        with self._reading.begin() as connection:
            row = activity_row(connection, activity)
            if not _teaches_or_is_in(connection, row.class_id, visitor) and row.open:
                raise Problem("The wall opens when the teacher takes no more drawings.")
            return read_for_all(connection, table.c.activity == activity)

    def drawn_by(self, activity: int) -> set[int]:
        """Who has handed in to an activity, by member's id; of an activity that asks for several digits,
        who has drawn them all."""
        with self._reading.begin() as connection:
            row = activity_row(connection, activity)
            asked = len(read_content(row.kind, row.content).digits)
            query = (
                sa.select(table.c.member)
                .join(members, members.c.id == table.c.member)
                .where(table.c.activity == activity, members.c.removed.is_(False))
                .group_by(table.c.member)
                .having(sa.func.count() >= asked)
            )
            return set(connection.execute(query).scalars())

    def digits(self, class_id: str, visitor: str) -> Digits:
        """The class's own data set: its accepted drawings, in the order in which they first came."""
        with self._reading.begin() as connection:
            _teaches_or_is_in(connection, class_id, visitor)
            accepted = table.c.accepted.is_(True)
            return to_digits(read(connection, table.c.class_id == class_id, accepted))

    # The teacher; each raises Problem for anyone else

    def of_class(self, class_id: str, visitor: str) -> list[HandIn]:
        """All HandIns of a class, rejected ones too, in the order in which they first came."""
        with self._reading.begin() as connection:
            check_teacher(connection, class_id, visitor)
            return read(connection, table.c.class_id == class_id)

    def accept(
        self,
        class_id: str,
        visitor: str,
        ids: Iterable[int],
        accepted: bool | None = True,
    ) -> None:
        """Take drawings, by id, into the class's data set, or reject them (False), or leave it
        undecided (None)."""
        self._change(class_id, visitor, ids, accepted=accepted)

    def relabel(self, class_id: str, visitor: str, id: int, label: int) -> None:
        """Say what a drawing really is; that accepts it."""
        self._change(class_id, visitor, [id], label=checked_digit(label), accepted=True)

    def _change(self, class_id, visitor, ids, **values):
        with self._writing.begin() as connection:
            check_teacher(connection, class_id, visitor)
            connection.execute(
                table.update()
                .where(table.c.class_id == class_id, table.c.id.in_(list(ids)))
                .values(**values)
            )
            changed(connection, class_id, stage=_seen_by_all(connection, class_id))

    # The teacher, or who drew it

    def delete(self, class_id: str, visitor: str, ids: Iterable[int]) -> None:
        """Delete drawings of a class, by id: the teacher any, a member their own. Raises Problem if
        one of them is somebody else's."""
        wanted = sa.and_(table.c.class_id == class_id, table.c.id.in_(list(ids)))
        with self._writing.begin() as connection:
            if not _teaches_or_is_in(connection, class_id, visitor):
                own = check_member(connection, class_id, visitor)
                others = sa.select(table.c.id).where(wanted, table.c.member != own.id)
                if connection.execute(others).first():
                    raise Problem("Only who drew it, or the teacher, can delete it.")
            connection.execute(table.delete().where(wanted))
            changed(connection, class_id, stage=_seen_by_all(connection, class_id))

    def _check_room(self, connection, class_id, member):
        of_class = table.c.class_id == class_id
        of_member = _count(connection, of_class, table.c.member == member)
        if of_member >= self.most_of_member:
            raise Problem(
                f"You have handed in {self.most_of_member} drawings, the most that are kept. Replace "
                "one of them."
            )
        if _count(connection, of_class) >= self.most:
            raise Problem(
                f"This class has {self.most:,} drawings, the most that are kept. The teacher can "
                "delete some."
            )


def _teaches_or_is_in(connection, class_id, visitor):
    """Whether a visitor is the teacher. Raises Problem if they aren't of this class at all."""
    if teaches(connection, class_id, visitor):
        return True
    check_member(connection, class_id, visitor)
    return False


def _seen_by_all(connection, class_id):
    """Whether the class looks at drawings now: at a wall that takes no more."""
    query = sa.select(activities.c.open).join(
        classes, classes.c.activity == activities.c.id
    )
    open = connection.execute(query.where(classes.c.id == class_id)).scalar()
    return open is not None and not open


def _check_asked(content: Content, label):
    """Raises Problem if an activity asks for no drawing of this label."""
    if not content.digits:
        raise Problem("Nothing is to be drawn at the moment.")
    if label not in content.digits:
        asked = a_digit(content.digits[0])
        raise Problem(f"The class draws {asked} now. Draw that one.")


def _count(connection, *where):
    query = sa.select(sa.func.count()).select_from(table).where(*where)
    return connection.execute(query).scalar_one()
