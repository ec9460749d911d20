"""Who may do what with a run, and what a class has to do with it: all that the store knows of classes.

Whoever knows a run's id may see it. Only who started it, and the teacher of an open class whose member
did so since joining, may change it. Each function works in the transaction of its caller.
"""

import time

import sqlalchemy as sa
from sqlalchemy import Connection, Row, Select

from mnist_ann.errors import Problem
from mnist_ann.store.rows import SHIPPED
from mnist_ann.store.tables import classes, experiments, members, runs, teachers

FROZEN = "The teacher has frozen all input for a moment. Look to the front; what you have is kept."


def changeable_run(
    connection: Connection, id: str, visitor: str, deleted: bool = False
) -> Row:
    """The row of a run that a visitor may change. deleted: also if it was deleted. Raises Problem if
    it is gone or isn't the visitor's to change."""
    row = connection.execute(sa.select(runs).where(runs.c.id == id)).first()
    if row is None or (row.deleted is not None and not deleted):
        raise Problem("This run no longer exists.")
    _check_may_change(connection, row, visitor)
    return row


def changeable_runs(
    connection: Connection, id: str, visitor: str, deleted: bool = False
) -> list[Row]:
    """The rows of an experiment's runs, which a visitor may change. deleted: those that were, instead.
    Raises Problem if it is gone or isn't the visitor's to change."""
    row = connection.execute(sa.select(experiments).where(experiments.c.id == id))
    row = row.first()
    if row is None:
        raise Problem("This experiment no longer exists.")
    _check_may_change(connection, row, visitor)
    query = sa.select(runs).where(
        runs.c.experiment == id,
        runs.c.deleted.is_not(None) if deleted else runs.c.deleted.is_(None),
    )
    return list(connection.execute(query))


def _check_may_change(connection, row, visitor):
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
        raise Problem(
            "Only the one who started a run can change it, and their teacher."
        )


def check_not_frozen(connection: Connection, visitor: str) -> None:
    """Raises Problem if the class that a visitor came to last, if any is open, takes no input."""
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
    if connection.execute(query).scalar():
        raise Problem(FROZEN)


def teaching(connection: Connection) -> set[str]:
    """The visitors who teach an open class."""
    query = sa.select(teachers.c.visitor).join(
        classes, classes.c.id == teachers.c.class_id
    )
    return set(connection.execute(query.where(classes.c.ends > time.time())).scalars())


def of_class(query: Select, id: str) -> Select:
    """A query for the runs that the members of a class started since they joined it."""
    return query.select_from(
        runs.join(members, members.c.visitor == runs.c.visitor)
    ).where(
        members.c.class_id == id,
        members.c.removed.is_(False),
        runs.c.created >= members.c.joined,
        runs.c.deleted.is_(None),
    )
