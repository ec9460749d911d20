"""What the members of a class give to its activities: a guess, hidden until all are revealed, and more.

Which answer an activity takes is told by `contents`. A share is a number that is dealt to its owner,
such as which value of an experiment is theirs.
"""

import dataclasses
import json
import time
from dataclasses import dataclass
from typing import Generic, TypeVar

import sqlalchemy as sa

from mnist_ann.classroom.contents import Answer, Trial, answer_of, read_content
from mnist_ann.classroom.rules import (
    activity_row,
    changed,
    check_member,
    check_taking,
)
from mnist_ann.errors import Problem
from mnist_ann.store.engine import reading
from mnist_ann.store.tables import answers as table
from mnist_ann.store.tables import members

A = TypeVar("A", bound=Answer)


@dataclass(frozen=True)
class Given(Generic[A]):
    """What a member, by id, gave to an activity."""

    member: int
    answer: A


class Answers:
    """The answers to all activities of one database."""

    def __init__(self, engine: sa.Engine):
        self._writing = engine
        self._reading = reading(engine)

    # A member

    def give(self, id: int, visitor: str, seen: Answer | None = None, **fields) -> None:
        """Give something to an activity, by id, or change it: what is named here takes the place of
        what was given before, all else stays. seen: what the page that asks for it knows of the
        answer, if it matters.

        Raises Problem if the visitor isn't a member, the class is frozen, the activity takes no such
        answer, or something else was given than was seen: two pages of one visitor can't both start a
        run.
        """
        with self._writing.begin() as connection:
            row = activity_row(connection, id, lock=True)
            own = check_member(connection, row.class_id, visitor)
            check_taking(connection, row)
            before = _given(connection, row, own.id)
            now = before or answer_of(row.kind)()
            if seen is not None and seen != now:
                raise Problem(
                    "You have changed this on another page meanwhile. Look at it again here."
                )
            answer = dataclasses.replace(now, **fields)
            read_content(row.kind, row.content).check(answer)
            _keep(connection, id, own.id, answer, new=before is None)
            changed(connection, row.class_id)

    def deal(self, id: int, visitor: str) -> None:
        """Give everyone in the class who has none a share of an activity, as its start did. Who joins
        late gets one when the own page asks for it; nobody does once the activity takes no answers."""
        with self._writing.begin() as connection:
            row = activity_row(connection, id, lock=True)
            check_member(connection, row.class_id, visitor)
            if row.open:
                shares = read_content(row.kind, row.content).shares
                deal_shares(connection, row.class_id, id, shares)
                changed(connection, row.class_id)

    def own(self, id: int, visitor: str, kind: type[A]) -> A:
        """What a member gave to an activity, one without anything in it before. kind: what it takes."""
        with self._reading.begin() as connection:
            row = activity_row(connection, id)
            member = check_member(connection, row.class_id, visitor)
            found = _given(connection, row, member.id) or kind()
        assert isinstance(found, kind)
        return found

    # Anyone

    def of_activity(self, id: int, kind: type[A]) -> list[Given[A]]:
        """What members who weren't removed gave to an activity, in the order in which these joined;
        without their guesses until they are revealed. kind: what it takes."""
        with self._reading.begin() as connection:
            activity = activity_row(connection, id)
            rows = connection.execute(_of_members(id, table)).all()
        found = []
        for row in rows:
            answer = _read(activity.kind, row.content)
            assert isinstance(answer, kind)
            found.append(
                Given(row.member, answer if activity.revealed else answer.hidden())
            )
        return found

    def guessed(self, id: int) -> int:
        """How many members have given a guess to an activity."""
        with self._reading.begin() as connection:
            kind = activity_row(connection, id).kind
            contents = connection.execute(_of_members(id, table.c.content)).scalars()
            return sum(_read(kind, text).guess is not None for text in contents)


def deal_shares(
    connection: sa.Connection, class_id: str, activity: int, shares: int
) -> None:
    """Give everyone in a class who has none a share of an experiment, by id, a number below `shares`:
    the one that the fewest have, in the order in which they joined."""
    mine = sa.and_(table.c.member == members.c.id, table.c.activity == activity)
    query = (
        sa.select(members.c.id, members.c.left, table.c.content)
        .outerjoin(table, mine)
        .where(members.c.class_id == class_id, members.c.removed.is_(False))
        .order_by(members.c.number)
    )
    rows = [
        (row, Trial.from_json(json.loads(row.content or "{}")))
        for row in connection.execute(query).all()
    ]
    taken = [trial.share for _, trial in rows if trial.share is not None]
    for row, trial in rows:
        if not row.left and trial.share is None:
            share = min(range(shares), key=taken.count)
            dealt = dataclasses.replace(trial, share=share)
            _keep(connection, activity, row.id, dealt, new=row.content is None)
            taken.append(share)


def _of_members(id, what):
    """The query for the answers of all members who weren't removed, in the order of joining."""
    return (
        sa.select(what)
        .join(members, members.c.id == table.c.member)
        .where(table.c.activity == id, members.c.removed.is_(False))
        .order_by(members.c.number)
    )


def _given(connection, activity, member):
    """What a member has given to the activity of a row; None before anything."""
    query = sa.select(table.c.content).where(
        table.c.activity == activity.id, table.c.member == member
    )
    text = connection.execute(query).scalar()
    return text and _read(activity.kind, text)


def _read(kind, text):
    return answer_of(kind).from_json(json.loads(text))


def _keep(connection, id, member, answer, new):
    """Keep a member's answer. new: whether it is the first to this activity."""
    if new:
        query = table.insert().values(activity=id, member=member)
    else:
        query = table.update().where(table.c.activity == id, table.c.member == member)
    text = json.dumps(answer.to_json())
    connection.execute(query.values(content=text, given=time.time()))
