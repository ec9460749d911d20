"""What a class does together, one thing at a time, and what each student gave to it.

An activity is a kind and a content, a small JSON object that its kind knows how to read. So is an
answer. What an answer holds under GUESS is nobody's to see but its owner's until the teacher reveals it,
not even the teacher's: a projected screen shows what the teacher can see. What it holds under SHARE
is a number that was dealt to its owner, such as which value of an experiment is theirs.
"""

import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from mnist_ann.classroom.classes import changed, check_member, check_teacher, lead_to
from mnist_ann.errors import Problem
from mnist_ann.store.engine import reading
from mnist_ann.store.rights import FROZEN
from mnist_ann.store.tables import activities as table
from mnist_ann.store.tables import answers, classes, members

KINDS = ("same digit", "question", "experiment", "handwriting")
GUESS, SHARE = "guess", "share"


@dataclass(frozen=True)
class Activity:
    """One thing that a class does. kind: one of KINDS. open: whether it takes answers. revealed:
    whether guesses can be seen."""

    id: int
    class_id: str
    kind: str
    content: dict
    created: datetime
    open: bool
    revealed: bool


@dataclass(frozen=True)
class Answer:
    """What a member, by id, gave to an activity."""

    member: int
    content: dict


class Activities:
    """The activities of all classes of one database."""

    def __init__(self, engine):
        self._writing = engine
        self._reading = reading(engine)

    # The teacher; each raises Problem for anyone else

    def start(self, class_id, visitor, kind, content, shares=0):
        """Have a class do something; returns the activity's id. It takes the place of what the class
        did until now, which takes no more answers, and everyone is sent to the class's page, as by
        all that changes what the class looks at. shares: how many there are to deal, see `deal`."""
        if kind not in KINDS:
            raise Problem(f"There is no activity {kind!r}.")
        with self._writing.begin() as connection:
            before = check_teacher(connection, class_id, visitor).activity
            if before is not None:
                _set(connection, before, open=False)
            (id,) = connection.execute(
                table.insert().values(
                    class_id=class_id,
                    kind=kind,
                    content=json.dumps(content),
                    created=time.time(),
                )
            ).inserted_primary_key
            if shares:
                _deal(connection, _row(connection, id), shares)
            _show(connection, class_id, id)
        return id

    def show(self, id, visitor):
        """Have the class look at an activity again."""
        self._change(id, visitor)

    def finish(self, class_id, visitor):
        """Have a class do nothing in particular; what was given is kept."""
        with self._writing.begin() as connection:
            now = check_teacher(connection, class_id, visitor).activity
            if now is not None:
                _set(connection, now, open=False)
            _show(connection, class_id, None)

    def set_open(self, id, visitor, open):
        """Take answers, or no more."""
        self._change(id, visitor, open=open)

    def reveal(self, id, visitor):
        """Show everyone's guesses to all; none is taken any more."""
        self._change(id, visitor, open=False, revealed=True)

    def add(self, id, visitor, **content):
        """Add something to an activity's content, such as the run that answers a question."""
        with self._writing.begin() as connection:
            row = _row(connection, id)
            check_teacher(connection, row.class_id, visitor)
            _set(connection, id, content=json.dumps(json.loads(row.content) | content))
            changed(connection, row.class_id, stage=True)

    def _change(self, id, visitor, **values):
        with self._writing.begin() as connection:
            row = _row(connection, id)
            check_teacher(connection, row.class_id, visitor)
            if values:
                _set(connection, id, **values)
            _show(connection, row.class_id, id)

    # A member

    def answer(self, id, visitor, seen=None, **content):
        """Give something to an activity, or change it: what is named here is added to what was given
        before. seen: what the page that asks for it knows of that, if it matters.

        Raises Problem if the visitor isn't a member, the class is frozen, the activity takes no
        answers, or something else was given than was seen: two pages of one visitor can't both start
        a run.
        """
        with self._writing.begin() as connection:
            row = _row(connection, id, lock=True)
            own = check_member(connection, row.class_id, visitor)
            check_taking(connection, row)
            given = _given(connection, id, own.id)
            if seen is not None and seen != (given or {}):
                raise Problem(
                    "You have changed this on another page meanwhile. Look at it again here."
                )
            _give(connection, id, own.id, given, content)
            changed(connection, row.class_id)

    def deal(self, id, visitor, shares):
        """Give everyone in the class who has none a share of an activity, a number below `shares`:
        the one that the fewest have, in the order in which they joined. Who joins late gets one when
        the own page asks for it; nobody does once the activity takes no answers."""
        with self._writing.begin() as connection:
            row = _row(connection, id, lock=True)
            check_member(connection, row.class_id, visitor)
            if row.open:
                _deal(connection, row, shares)
                changed(connection, row.class_id)

    def own(self, id, visitor):
        """What a member gave to an activity: its content, {} before anything."""
        with self._reading.begin() as connection:
            row = _row(connection, id)
            member = check_member(connection, row.class_id, visitor)
            return _given(connection, id, member.id) or {}

    # Who is in the class

    def get(self, id):
        """The Activity of an id. Raises Problem if it is gone."""
        with self._reading.begin() as connection:
            return _activity(_row(connection, id))

    def list(self, class_id, kind=None):
        """A class's Activities, the newest first. kind: of this one alone."""
        query = sa.select(table).where(table.c.class_id == class_id)
        if kind:
            query = query.where(table.c.kind == kind)
        with self._reading.begin() as connection:
            rows = connection.execute(query.order_by(table.c.id.desc()))
            return [_activity(row) for row in rows]

    def answers(self, id):
        """The Answers to an activity of members who weren't removed, in the order in which these
        joined; without their guesses until they are revealed."""
        query = (
            sa.select(answers)
            .join(members, members.c.id == answers.c.member)
            .where(answers.c.activity == id, members.c.removed.is_(False))
            .order_by(members.c.number)
        )
        with self._reading.begin() as connection:
            revealed = _row(connection, id).revealed
            rows = connection.execute(query).all()
        return [
            Answer(
                row.member,
                {
                    name: value
                    for name, value in json.loads(row.content).items()
                    if revealed or name != GUESS
                },
            )
            for row in rows
        ]

    def guessed(self, id):
        """How many members have given a guess."""
        query = (
            sa.select(answers.c.content)
            .join(members, members.c.id == answers.c.member)
            .where(answers.c.activity == id, members.c.removed.is_(False))
        )
        with self._reading.begin() as connection:
            contents = connection.execute(query).scalars().all()
        return sum(GUESS in json.loads(content) for content in contents)


# What others who write to an activity need in their transactions


def check_taking(connection, activity):
    """Raises Problem if the row of an activity takes nothing at the moment."""
    frozen = connection.execute(
        sa.select(classes.c.frozen).where(classes.c.id == activity.class_id)
    ).scalar()
    if frozen:
        raise Problem(FROZEN)
    if not activity.open:
        raise Problem("This takes no more answers: the class goes on with another.")


def _row(connection, id, lock=False):
    """The row of an activity. lock: until the transaction ends, whoever else would lock it waits;
    SQLite has one writer at a time anyway."""
    query = sa.select(table).where(table.c.id == id)
    row = connection.execute(query.with_for_update() if lock else query).first()
    if row is None:
        raise Problem("This was deleted with its class.")
    return row


def _set(connection, id, **values):
    connection.execute(table.update().where(table.c.id == id).values(**values))


def _show(connection, class_id, id):
    connection.execute(
        classes.update().where(classes.c.id == class_id).values(activity=id)
    )
    if id is None:
        changed(connection, class_id, stage=True)
    else:
        lead_to(connection, class_id, "classroom")


def _given(connection, id, member):
    content = connection.execute(
        sa.select(answers.c.content).where(
            answers.c.activity == id, answers.c.member == member
        )
    ).scalar()
    return content and json.loads(content)


def _give(connection, id, member, before, content):
    """Add something to a member's answer. before: what it is now, None if there is none yet."""
    text = json.dumps((before or {}) | content)
    if before is None:
        query = answers.insert().values(activity=id, member=member)
    else:
        query = answers.update().where(
            answers.c.activity == id, answers.c.member == member
        )
    connection.execute(query.values(content=text, given=time.time()))


def _deal(connection, activity, shares):
    here = members.c.class_id == activity.class_id
    query = (
        sa.select(members.c.id, members.c.left, answers.c.content)
        .outerjoin(
            answers,
            sa.and_(
                answers.c.member == members.c.id, answers.c.activity == activity.id
            ),
        )
        .where(here, members.c.removed.is_(False))
        .order_by(members.c.number)
    )
    rows = [
        (row, row.content and json.loads(row.content))
        for row in connection.execute(query).all()
    ]
    taken = [given[SHARE] for _, given in rows if given and SHARE in given]
    for row, given in rows:
        if not row.left and SHARE not in (given or {}):
            share = min(range(shares), key=taken.count)
            _give(connection, activity.id, row.id, given, {SHARE: share})
            taken.append(share)


def _activity(row):
    return Activity(
        row.id,
        row.class_id,
        row.kind,
        json.loads(row.content),
        datetime.fromtimestamp(row.created, UTC),
        row.open,
        row.revealed,
    )
