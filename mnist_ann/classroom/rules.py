"""The rules of every transaction on a class: who may do it, what it takes, and whom it tells.

Each function works in the transaction that is going on, so that what it checked still holds when
something is written.
"""

import json
import time

import sqlalchemy as sa

from mnist_ann.errors import Problem
from mnist_ann.store.rights import FROZEN
from mnist_ann.store.tables import activities, classes, members, teachers


def class_row(connection: sa.Connection, id: str) -> sa.Row:
    """The row of a class. Raises Problem if it was deleted."""
    row = connection.execute(sa.select(classes).where(classes.c.id == id)).first()
    if row is None:
        raise Problem("This class was deleted.")
    return row


def activity_row(connection: sa.Connection, id: int, lock: bool = False) -> sa.Row:
    """The row of an activity. lock: whoever else would lock it waits until this transaction ends, so
    that two pages of one member can't both give a first answer; SQLite has one writer anyway.

    Raises Problem if it was deleted.
    """
    query = sa.select(activities).where(activities.c.id == id)
    row = connection.execute(query.with_for_update() if lock else query).first()
    if row is None:
        raise Problem("This was deleted with its class.")
    return row


# Who may


def teaches(connection: sa.Connection, id: str, visitor: str) -> bool:
    """Whether a visitor is the teacher of a class."""
    query = sa.select(teachers).where(
        teachers.c.class_id == id, teachers.c.visitor == visitor
    )
    return connection.execute(query).first() is not None


def check_teacher(connection: sa.Connection, id: str, visitor: str) -> sa.Row:
    """The row of a class. Raises Problem unless the visitor is its teacher."""
    row = class_row(connection, id)
    if not teaches(connection, id, visitor):
        raise Problem("Only the teacher of this class can do that.")
    return row


def check_member(connection: sa.Connection, id: str, visitor: str) -> sa.Row:
    """The row of a member. Raises Problem unless the visitor is one of an open class."""
    check_open(class_row(connection, id))
    row = connection.execute(
        sa.select(members).where(members.c.class_id == id, members.c.visitor == visitor)
    ).first()
    if row is None:
        raise Problem("You aren't in this class. Join it with its code.")
    if row.removed:
        raise Problem("The teacher has removed you from this class.")
    return row


# What is taken


def check_open(row: sa.Row) -> None:
    """Raises Problem if the class of a row has ended."""
    if row.ends <= time.time():
        raise Problem(
            f"The class {row.code} has ended. Ask the teacher for a new code."
        )


def check_taking(connection: sa.Connection, activity: sa.Row) -> None:
    """Raises Problem if the row of an activity takes nothing at the moment."""
    if class_row(connection, activity.class_id).frozen:
        raise Problem(FROZEN)
    if not activity.open:
        raise Problem("This takes no more answers: the class goes on with another.")


# Whom it tells


def changed(connection: sa.Connection, id: str, stage: bool = False) -> None:
    """Note that something of a class changed. stage: something that its students should see."""
    connection.execute(
        classes.update()
        .where(classes.c.id == id)
        .values(version=classes.c.version + 1, stage=classes.c.stage + int(stage))
    )


def lead_to(
    connection: sa.Connection, id: str, page: str, query: dict[str, str] | None = None
) -> None:
    """Send everyone in a class to one of classes.PAGES with a query."""
    text = json.dumps({"page": page, "query": query or {}})
    connection.execute(
        classes.update()
        .where(classes.c.id == id)
        .values(lead=text, leads=classes.c.leads + 1)
    )
    changed(connection, id, stage=True)
