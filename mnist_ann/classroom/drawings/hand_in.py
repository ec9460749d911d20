"""A drawing that a member of a class handed in, and what makes one."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import sqlalchemy as sa

from mnist_ann.classroom.moderation.shown import drawing_for_all, name_for_all
from mnist_ann.errors import Problem
from mnist_ann.store.own.digits import Digits
from mnist_ann.store.tables import class_digits as table
from mnist_ann.store.tables import classes, members

VERDICTS = ("sure", "torn", "unlike")


@dataclass(frozen=True, eq=False)
class HandIn:
    """A drawing that a member handed in. activity, member: their ids. name: what all may call the
    member, the teacher too: a wall is projected. label: the digit it was to be. image: uint8 (28, 28),
    ink bright. answer, probability, verdict: what the network said, how sure it was (0 to 1), one of
    VERDICTS. accepted: by the teacher; None while undecided. for_all: whether all may see it."""

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
    for_all: bool

    @property
    def right(self) -> bool:
        """Whether the network said what the drawing was to be."""
        return self.answer == self.label

    @classmethod
    def of_row(cls, row: sa.Row) -> Self:
        """The HandIn of a row of `read`."""
        return cls(
            id=row.id,
            activity=row.activity,
            member=row.member,
            name=name_for_all(
                row.nicknames, row.waits, row.name, row.named, row.number
            ),
            label=row.label,
            image=np.frombuffer(row.image, np.uint8).reshape(28, 28),
            answer=row.answer,
            probability=row.probability,
            verdict=row.verdict,
            accepted=row.accepted,
            for_all=drawing_for_all(row.waits, row.accepted, row.verdict),
        )


def read(connection: sa.Connection, *where: sa.ColumnElement[bool]) -> list[HandIn]:
    """The HandIns for which all conditions hold, of members who weren't removed, in the order in which
    they first came."""
    query = (
        sa.select(
            table,
            *(members.c.name, members.c.named, members.c.number),
            *(classes.c.nicknames, classes.c.waits),
        )
        .join(members, members.c.id == table.c.member)
        .join(classes, classes.c.id == table.c.class_id)
        .where(members.c.removed.is_(False), *where)
        .order_by(table.c.id)
    )
    return [HandIn.of_row(row) for row in connection.execute(query)]


def read_for_all(
    connection: sa.Connection, *where: sa.ColumnElement[bool]
) -> list[HandIn]:
    """Those of `read` that all may see."""
    return [each for each in read(connection, *where) if each.for_all]


def to_digits(hand_ins: list[HandIn]) -> Digits:
    """HandIns as Digits."""
    return Digits(
        np.array([each.image for each in hand_ins], np.uint8).reshape(-1, 28, 28),
        np.array([each.label for each in hand_ins], np.uint8),
        tuple(each.id for each in hand_ins),
    )


# What a hand-in is checked by before it is kept


def checked_digit(label: int) -> int:
    """A digit, 0 to 9. Raises Problem for anything else."""
    if label not in range(10):
        raise Problem(f"A digit is 0 to 9; {label!r} was given.")
    return int(label)


def checked_verdict(kind: str) -> str:
    """One of VERDICTS. Raises Problem for anything else."""
    if kind not in VERDICTS:
        raise Problem(f"A verdict is one of {', '.join(VERDICTS)}; {kind!r} was given.")
    return kind


def pixels(image: np.ndarray) -> bytes:
    """What is kept of an image of floats (28, 28), 0 to 1: 784 bytes. Raises Problem without ink."""
    image = np.asarray(image, float)
    if image.shape != (28, 28) or not np.isfinite(image).all() or image.max() <= 0:
        raise Problem("There is no ink to hand in. Draw a digit first.")
    return np.round(np.clip(image, 0, 1) * 255).astype(np.uint8).tobytes()
