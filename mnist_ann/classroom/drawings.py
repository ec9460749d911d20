"""A class's drawings: handed in by its students, vetted by its teacher, theirs to learn from.

A member has one drawing for each digit that an activity asks for; a new one takes its place. Beside the
image stands what the network said at that moment, so that a wall of them needs no network. As in
`classroom`, who may do what is checked in the transaction that does it.
"""

import json
import time
from dataclasses import dataclass

import numpy as np
import sqlalchemy as sa

from mnist_ann.classroom.activities import check_taking
from mnist_ann.classroom.classes import changed, check_member, check_teacher
from mnist_ann.errors import Problem
from mnist_ann.store.digits import Digits
from mnist_ann.store.engine import reading
from mnist_ann.store.tables import activities, classes, members
from mnist_ann.store.tables import class_digits as table
from mnist_ann.words import a_digit

SAME_DIGIT, TEN_DIGITS = "same digit", "handwriting"  # the kinds that take drawings
MOST_OF_MEMBER = 100
MOST = 3_000  # of a class: 2.4 MB of images
VERDICTS = ("sure", "torn", "unlike")


@dataclass(frozen=True, eq=False)
class HandIn:
    """A drawing that a member handed in. activity, member: their ids. name: the member's nickname, or
    "Student 7" while nicknames are hidden, from the teacher too: a wall is projected. label: the digit
    it was to be. image: uint8 (28, 28), ink bright. answer, probability, verdict: what the network
    said, how sure it was (0 to 1), one of VERDICTS. accepted: by the teacher; None while undecided."""

    id: int
    activity: int
    member: int
    name: str
    label: int
    image: np.ndarray
    answer: int
    probability: float
    verdict: str
    accepted: bool | None

    @property
    def right(self):
        """Whether the network said what the drawing was to be."""
        return self.answer == self.label


class Handwriting:
    """The drawings of all classes of one database. most_of_member, most: that a member and a class
    can have."""

    def __init__(self, engine, most_of_member=MOST_OF_MEMBER, most=MOST):
        self.most_of_member, self.most = most_of_member, most
        self._writing = engine
        self._reading = reading(engine)

    # A member

    def hand_in(self, activity, visitor, label, image, answer, probability, verdict):
        """Hand in a drawing to an activity, by id, in place of the member's one of this label.

        image: floats (28, 28), 0 to 1. Raises Problem if the visitor isn't a member, the class is
        frozen, the activity takes nothing or asks for another digit, or there are too many.
        """
        values = {
            "label": _digit(label),
            "image": _pixels(image),
            "answer": _digit(answer),
            "probability": float(np.clip(probability, 0, 1)),
            "verdict": _verdict(verdict),
            "accepted": None,
            "given": time.time(),
        }
        with self._writing.begin() as connection:
            row = _activity(connection, activity, lock=True)
            own = check_member(connection, row.class_id, visitor)
            check_taking(connection, row)
            _check_asked(row, label)
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

    def own(self, activity, visitor):
        """What a member handed in to an activity: {label: HandIn}."""
        with self._reading.begin() as connection:
            row = _activity(connection, activity)
            own = check_member(connection, row.class_id, visitor)
            where = table.c.activity == activity, table.c.member == own.id
            return {each.label: each for each in _hand_ins(connection, *where)}

    # Who is in the class

    def of_activity(self, activity, visitor):
        """The HandIns of an activity that weren't rejected, in the order in which they first came.
        Students get them as soon as the activity takes no more: until then, nobody copies.

        Raises Problem for anyone else.
        """
        with self._reading.begin() as connection:
            row = _activity(connection, activity)
            if not _teaches(connection, row.class_id, visitor) and row.open:
                raise Problem("The wall opens when the teacher takes no more drawings.")
            return _hand_ins(
                connection, table.c.activity == activity, table.c.accepted.isnot(False)
            )

    def digits(self, class_id, visitor):
        """The class's own data set: its accepted drawings as Digits, in the order in which
        they first came. Raises Problem unless the visitor is of this class."""
        with self._reading.begin() as connection:
            _teaches(connection, class_id, visitor)
            return to_digits(
                _hand_ins(
                    connection, table.c.class_id == class_id, table.c.accepted.is_(True)
                )
            )

    # The teacher; each raises Problem for anyone else

    def of_class(self, class_id, visitor):
        """All HandIns of a class, rejected ones too, in the order in which they first came."""
        with self._reading.begin() as connection:
            check_teacher(connection, class_id, visitor)
            return _hand_ins(connection, table.c.class_id == class_id)

    def accept(self, class_id, visitor, ids, accepted=True):
        """Take drawings, by id, into the class's data set, or reject them (False), or leave it
        undecided (None)."""
        self._change(class_id, visitor, ids, accepted=accepted)

    def relabel(self, class_id, visitor, id, label):
        """Say what a drawing really is; that accepts it."""
        self._change(class_id, visitor, [id], label=_digit(label), accepted=True)

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

    def delete(self, class_id, visitor, ids):
        """Delete drawings of a class, by id: the teacher any, a member their own. Raises Problem if
        one of them is somebody else's."""
        wanted = sa.and_(table.c.class_id == class_id, table.c.id.in_(list(ids)))
        with self._writing.begin() as connection:
            if not _teaches(connection, class_id, visitor):
                own = check_member(connection, class_id, visitor)
                others = sa.select(table.c.id).where(wanted, table.c.member != own.id)
                if connection.execute(others).first():
                    raise Problem("Only who drew it, or the teacher, can delete it.")
            connection.execute(table.delete().where(wanted))
            changed(connection, class_id, stage=_seen_by_all(connection, class_id))

    def _check_room(self, connection, class_id, member):
        of_class = table.c.class_id == class_id
        if _count(connection, of_class, table.c.member == member) >= (
            self.most_of_member
        ):
            raise Problem(
                f"You have handed in {self.most_of_member} drawings, the most that are kept. Replace "
                "one of them."
            )
        if _count(connection, of_class) >= self.most:
            raise Problem(
                f"This class has {self.most:,} drawings, the most that are kept. The teacher can "
                "delete some."
            )


def to_digits(hand_ins):
    """HandIns as Digits."""
    return Digits(
        np.array([each.image for each in hand_ins], np.uint8).reshape(-1, 28, 28),
        np.array([each.label for each in hand_ins], np.uint8),
        tuple(each.id for each in hand_ins),
    )


def _teaches(connection, class_id, visitor):
    """Whether a visitor is the teacher. Raises Problem if they aren't of this class at all."""
    try:
        check_teacher(connection, class_id, visitor)
    except Problem:
        check_member(connection, class_id, visitor)
        return False
    return True


def _activity(connection, id, lock=False):
    """The row of an activity. lock: whoever else would lock it waits until this transaction ends, so
    that two pages of one member can't both hand in a first drawing; SQLite has one writer anyway."""
    query = sa.select(activities).where(activities.c.id == id)
    row = connection.execute(query.with_for_update() if lock else query).first()
    if row is None:
        raise Problem("This was deleted with its class.")
    return row


def _seen_by_all(connection, class_id):
    """Whether the class looks at drawings now: at a wall that takes no more."""
    query = sa.select(activities.c.open).join(
        classes, classes.c.activity == activities.c.id
    )
    open = connection.execute(query.where(classes.c.id == class_id)).scalar()
    return open is not None and not open


def _check_asked(activity, label):
    """Raises Problem if the row of an activity asks for no drawing of this label."""
    if activity.kind not in (SAME_DIGIT, TEN_DIGITS):
        raise Problem("Nothing is to be drawn at the moment.")
    asked = json.loads(activity.content).get("digit")
    if activity.kind == SAME_DIGIT and asked != label:
        raise Problem(f"The class draws {a_digit(asked)} now. Draw that one.")


def _hand_ins(connection, *where):
    query = (
        sa.select(table, members.c.name, members.c.number, classes.c.nicknames)
        .join(members, members.c.id == table.c.member)
        .join(classes, classes.c.id == table.c.class_id)
        .where(members.c.removed.is_(False), *where)
        .order_by(table.c.id)
    )
    return [
        HandIn(
            id=row.id,
            activity=row.activity,
            member=row.member,
            name=(row.nicknames and row.name) or f"Student {row.number}",
            label=row.label,
            image=np.frombuffer(row.image, np.uint8).reshape(28, 28),
            answer=row.answer,
            probability=row.probability,
            verdict=row.verdict,
            accepted=row.accepted,
        )
        for row in connection.execute(query)
    ]


def _count(connection, *where):
    query = sa.select(sa.func.count()).select_from(table).where(*where)
    return connection.execute(query).scalar()


def _digit(label):
    if label not in range(10):
        raise Problem(f"A digit is 0 to 9; {label!r} was given.")
    return int(label)


def _verdict(kind):
    if kind not in VERDICTS:
        raise Problem(f"A verdict is one of {', '.join(VERDICTS)}; {kind!r} was given.")
    return kind


def _pixels(image):
    image = np.asarray(image, float)
    if image.shape != (28, 28) or not np.isfinite(image).all() or image.max() <= 0:
        raise Problem("There is no ink to hand in. Draw a digit first.")
    return np.round(np.clip(image, 0, 1) * 255).astype(np.uint8).tobytes()
