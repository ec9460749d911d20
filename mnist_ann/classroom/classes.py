"""A class: a teacher's browser, students who joined with a code, and what the teacher decided.

A class has no accounts. A visitor (see `visitors`) opens it and is its teacher; others join with its
code and a nickname at most. Whatever the teacher alone may do is checked here, in the same transaction
that does it, whatever page asked. `version` grows with each change of a class, `stage` with each that
its students should see: a page asks for one number and does nothing while it stays the same.
"""

import hashlib
import json
import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from mnist_ann.errors import Problem
from mnist_ann.settings import settings
from mnist_ann.store.engine import reading
from mnist_ann.store.names import FORMATTING, has_formatting, new_id, random_letters
from mnist_ann.store.tables import classes, members, teachers

CODE = 6  # characters
LONGEST = 20  # characters of a nickname
MOST_MEMBERS = 60
HERE = 30  # seconds without a sign after which a member counts as away
KEPT = 7 * 24 * 3600  # seconds for which an ended class can still be downloaded
MOST_TRIES = 20  # codes that one visitor may try in a minute
PAGES = ("", "perceptron", "dataset", "train", "evaluate", "inside", "classroom")


@dataclass(frozen=True)
class Lead:
    """Where the teacher sent everyone: one of PAGES ("" is Draw) and its query. number: how many
    such sendings there were, this one counted."""

    page: str
    query: dict
    number: int


@dataclass(frozen=True)
class Class:
    """A class as its pages need it. joining: whether students can still join. frozen: whether it
    takes no input. nicknames: whether they are shown. activity: the id of the one that is on, or
    None. lead: a Lead, or None."""

    id: str
    code: str
    created: datetime
    ends: datetime
    ended: bool
    joining: bool
    frozen: bool
    nicknames: bool
    activity: int | None
    lead: Lead | None
    version: int
    stage: int


@dataclass(frozen=True)
class Member:
    """A student in a class. number: in the class, from 1 on. name: the nickname, or "Student 7" for
    who gave none, and for everyone while nicknames are hidden, except for who may see it. help: since
    when help is asked for, or None. here: whether the student's page was open lately."""

    id: int
    number: int
    visitor: str
    name: str
    joined: datetime
    here: bool
    help: datetime | None


class Classroom:
    """All classes of one database. Safe to share between threads; each call is one transaction."""

    def __init__(self, engine):
        self._writing = engine
        self._reading = reading(engine)
        # In this process alone, and that is enough: it spares this process work.
        self._tries = {}

    # Anyone

    def open(self, visitor):
        """Open a class with a visitor as its teacher; returns (its id, its recovery key).

        The key makes another browser the teacher's, and is known nowhere else: only its hash is
        kept. Raises Problem if the visitor teaches an open class already.
        """
        now = time.time()
        with self._writing.begin() as connection:
            connection.execute(classes.delete().where(classes.c.ends < now - KEPT))
            current = _taught(connection, visitor)
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
                    created=now,
                    ends=now + settings().class_hours * 3600,
                )
            )
            connection.execute(teachers.insert().values(class_id=id, visitor=visitor))
        return id, key

    def find(self, code, visitor):
        """The Class of a code as a person typed it. Raises Problem if there is none, if it has
        ended, or if this visitor tries one code after the other."""
        self._count(visitor)
        written = "".join(each for each in code.upper() if each.isalnum())
        if len(written) != CODE:
            given = f"; “{code.strip()[:20]}” was given" if code.strip() else ""
            raise Problem(
                f"A class code has {CODE} letters and digits, such as K7QM4X{given}. It stands on the "
                "teacher's screen."
            )
        with self._reading.begin() as connection:
            row = connection.execute(
                sa.select(classes).where(classes.c.code == written)
            ).first()
        if row is None:
            raise Problem(
                f"There is no class {written}. Compare it with the code on the teacher's screen."
            )
        return _class(row)

    def _count(self, visitor):
        now = time.monotonic()
        tries = [at for at in self._tries.get(visitor, []) if now - at < 60]
        if len(tries) >= MOST_TRIES:
            raise Problem(
                "That were too many codes in a minute. Wait a minute, then try again with the code "
                "on the teacher's screen."
            )
        if len(self._tries) > 10_000:
            self._tries.clear()
        self._tries[visitor] = [*tries, now]

    def join(self, code, visitor, name=""):
        """Join a class; returns (its Class, the Member). Who has joined before comes back as the same
        member, with a new name if one is given.

        Raises Problem if the code is wrong, the class has ended, is locked or full, the teacher removed
        this visitor or is this visitor, or the name can't be.
        """
        found = self.find(code, visitor)
        _check_open(found)
        name = checked_name(name)
        with self._writing.begin() as connection:
            if _teaches(connection, found.id, visitor):
                raise Problem(
                    "You are the teacher of this class. To see what a student sees, join from a "
                    "private window or a phone."
                )
            rows = connection.execute(
                sa.select(members).where(members.c.class_id == found.id)
            ).all()
            old = next((row for row in rows if row.visitor == visitor), None)
            if old is not None and old.removed:
                raise Problem("The teacher has removed you from this class.")
            if old is None and not found.joining:
                raise Problem(
                    "This class takes nobody new at the moment. Ask the teacher to open it."
                )
            if old is None and len(rows) >= MOST_MEMBERS:
                raise Problem(
                    f"This class is full: {MOST_MEMBERS} have joined. Ask the teacher to remove "
                    "those who aren't in the room."
                )
            _check_free(rows, name, old)
            now = time.time()
            if old is None:
                number = max((row.number for row in rows), default=0) + 1
                connection.execute(
                    members.insert().values(
                        class_id=found.id,
                        number=number,
                        visitor=visitor,
                        name=name,
                        joined=now,
                        seen=now,
                    )
                )
            else:
                connection.execute(
                    members.update()
                    .where(members.c.id == old.id)
                    .values(seen=now, name=name or old.name, left=False)
                )
            changed(connection, found.id)
            return _class(_row(connection, found.id)), self._own(
                connection, found.id, visitor
            )

    def get(self, id):
        """The Class of an id. Raises Problem if it was deleted."""
        with self._reading.begin() as connection:
            return _class(_row(connection, id))

    def taught(self, visitor):
        """The newest Class that a visitor teaches, ended or not; None if there is none."""
        with self._reading.begin() as connection:
            row = _taught(connection, visitor)
        return row and _class(row)

    def joined(self, visitor):
        """(Class, Member) of the open class that a visitor came to last; None if there is none."""
        query = (
            sa.select(classes)
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
        with self._reading.begin() as connection:
            row = connection.execute(query).first()
            return row and (_class(row), self._own(connection, row.id, visitor))

    def parted(self, code, visitor):
        """Why a visitor is in the class of a code no longer, as a sentence; None for who never was, or
        has left."""
        query = (
            sa.select(classes, members.c.removed, members.c.left)
            .join(members, members.c.class_id == classes.c.id)
            .where(classes.c.code == code, members.c.visitor == visitor)
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

    def version(self, id):
        """(version, stage) of a class, for asking often; (-1, -1) once it has ended or is gone."""
        query = sa.select(classes.c.version, classes.c.stage).where(
            classes.c.id == id, classes.c.ends > time.time()
        )
        with self._reading.begin() as connection:
            row = connection.execute(query).first()
        return tuple(row) if row else (-1, -1)

    def here(self, id):
        """How many members' pages were open lately; for asking often."""
        query = sa.select(sa.func.count()).where(
            members.c.class_id == id,
            members.c.removed.is_(False),
            members.c.left.is_(False),
            members.c.seen > time.time() - HERE,
        )
        with self._reading.begin() as connection:
            return connection.execute(query).scalar()

    def teaches(self, id, visitor):
        """Whether a visitor is the teacher of a class."""
        with self._reading.begin() as connection:
            return _teaches(connection, id, visitor)

    def members(self, id, visitor):
        """The Members of a class who weren't removed, in the order in which they joined. The teacher
        gets their nicknames; others get them unless they are hidden.

        Raises Problem unless the visitor is of this class.
        """
        with self._reading.begin() as connection:
            row = _row(connection, id)
            query = sa.select(members).where(
                members.c.class_id == id, members.c.removed.is_(False)
            )
            rows = connection.execute(query.order_by(members.c.number)).all()
            teaches = _teaches(connection, id, visitor)
        if not teaches and visitor not in {each.visitor for each in rows}:
            raise Problem(
                "Only who is in this class can see it. Join it with its code."
            )
        shown = row.nicknames or teaches
        return [_member(each, shown or each.visitor == visitor) for each in rows]

    # A member

    def _own(self, connection, id, visitor):
        return _member(check_member(connection, id, visitor), True)

    def seen(self, id, visitor):
        """Note that a member's page is open."""
        with self._writing.begin() as connection:
            _update(connection, id, members.c.visitor == visitor, seen=time.time())

    def ask_help(self, id, visitor, wanted=True):
        """Ask the teacher for help, or say that it is no longer needed."""
        with self._writing.begin() as connection:
            own = check_member(connection, id, visitor)
            since = (own.help or time.time()) if wanted else None
            _update(connection, id, members.c.id == own.id, help=since)
            changed(connection, id)

    def leave(self, id, visitor):
        """Leave a class; coming back later is possible. What was given to it stays."""
        with self._writing.begin() as connection:
            own = check_member(connection, id, visitor)
            _update(connection, id, members.c.id == own.id, left=True, help=None)
            changed(connection, id)

    # The teacher; each raises Problem for anyone else

    def recover(self, code, key, visitor):
        """Make a visitor a teacher of a class by its recovery key; returns its Class."""
        found = self.find(code, visitor)
        with self._writing.begin() as connection:
            row = _row(connection, found.id)
            if not secrets.compare_digest(row.recovery, _hash(key)):
                raise Problem(
                    "This recovery link isn't valid, or a newer one has taken its place."
                )
            if not _teaches(connection, found.id, visitor):
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

    def new_key(self, id, visitor):
        """Another recovery key; the one before opens nothing any more."""
        key = secrets.token_urlsafe(18)
        self._set(id, visitor, recovery=_hash(key))
        return key

    def set_joining(self, id, visitor, joining):
        """Let students join, or nobody new."""
        self._set(id, visitor, joining=joining)

    def set_frozen(self, id, visitor, frozen):
        """Take no answers and drawings from students, or take them again."""
        self._set(id, visitor, frozen=frozen)

    def set_nicknames(self, id, visitor, shown):
        """Show the students' nicknames, or numbers in their place."""
        self._set(id, visitor, nicknames=shown)

    def send(self, id, visitor, page, query=None):
        """Send everyone to one of PAGES with a query, {name: text}. Raises Problem for another."""
        if page not in PAGES:
            raise Problem(f"There is no page {page!r} to send a class to.")
        with self._writing.begin() as connection:
            check_teacher(connection, id, visitor)
            lead_to(connection, id, page, query)

    def end(self, id, visitor):
        """End a class now. What it collected can be downloaded for KEPT seconds more."""
        self._set(id, visitor, ends=time.time(), activity=None)

    def delete(self, id, visitor):
        """Delete a class with everything that it collected. Runs stay with those who started them."""
        with self._writing.begin() as connection:
            check_teacher(connection, id, visitor)
            connection.execute(classes.delete().where(classes.c.id == id))

    def rename(self, id, visitor, member, name):
        """Give a member, by id, another nickname. Raises Problem if it can't be."""
        name = checked_name(name)
        with self._writing.begin() as connection:
            check_teacher(connection, id, visitor)
            rows = connection.execute(
                sa.select(members).where(members.c.class_id == id)
            ).all()
            old = next((row for row in rows if row.id == member), None)
            if old is None:
                raise Problem("This student isn't in the class any more.")
            _check_free(rows, name, old)
            _update(connection, id, members.c.id == member, name=name)
            changed(connection, id, stage=True)

    def remove(self, id, visitor, member):
        """Remove a member, by id, who can't join again. Raises Problem for anyone but the teacher."""
        with self._writing.begin() as connection:
            check_teacher(connection, id, visitor)
            _update(connection, id, members.c.id == member, removed=True, help=None)
            changed(connection, id, stage=True)

    def helped(self, id, visitor, member):
        """Take back a member's question for help."""
        with self._writing.begin() as connection:
            check_teacher(connection, id, visitor)
            _update(connection, id, members.c.id == member, help=None)
            changed(connection, id, stage=True)

    def _set(self, id, visitor, **values):
        with self._writing.begin() as connection:
            check_teacher(connection, id, visitor)
            connection.execute(
                classes.update().where(classes.c.id == id).values(**values)
            )
            changed(connection, id, stage=True)


def checked_name(name):
    """A nickname without spaces around it; "" is none. Raises Problem for what can't be one."""
    name = " ".join(name.split())
    if len(name) > LONGEST:
        raise Problem(
            f"A nickname has at most {LONGEST} characters; this one has {len(name)}. Shorten it."
        )
    if has_formatting(name):
        raise Problem(
            f"A nickname can't have any of {' '.join(FORMATTING)}. Leave them out."
        )
    if not name.isprintable():
        raise Problem("A nickname can't have invisible characters. Type it anew.")
    return name


# What others who write to a class need in their transactions


def check_teacher(connection, id, visitor):
    """The row of a class. Raises Problem unless the visitor is its teacher."""
    row = _row(connection, id)
    if not _teaches(connection, id, visitor):
        raise Problem("Only the teacher of this class can do that.")
    return row


def check_member(connection, id, visitor):
    """The row of a member. Raises Problem unless the visitor is one of an open class."""
    _check_open(_class(_row(connection, id)))
    row = connection.execute(
        sa.select(members).where(members.c.class_id == id, members.c.visitor == visitor)
    ).first()
    if row is None:
        raise Problem("You aren't in this class. Join it with its code.")
    if row.removed:
        raise Problem("The teacher has removed you from this class.")
    return row


def lead_to(connection, id, page, query=None):
    """Send everyone in a class to one of PAGES with a query, {name: text}."""
    text = json.dumps({"page": page, "query": query or {}})
    connection.execute(
        classes.update()
        .where(classes.c.id == id)
        .values(lead=text, leads=classes.c.leads + 1)
    )
    changed(connection, id, stage=True)


def changed(connection, id, stage=False):
    """Note that something of a class changed. stage: something that its students should see."""
    connection.execute(
        classes.update()
        .where(classes.c.id == id)
        .values(version=classes.c.version + 1, stage=classes.c.stage + int(stage))
    )


def _row(connection, id):
    row = connection.execute(sa.select(classes).where(classes.c.id == id)).first()
    if row is None:
        raise Problem("This class was deleted.")
    return row


def _taught(connection, visitor):
    query = (
        sa.select(classes)
        .join(teachers, teachers.c.class_id == classes.c.id)
        .where(teachers.c.visitor == visitor)
        .order_by(classes.c.created.desc())
        .limit(1)
    )
    return connection.execute(query).first()


def _teaches(connection, id, visitor):
    query = sa.select(teachers).where(
        teachers.c.class_id == id, teachers.c.visitor == visitor
    )
    return connection.execute(query).first() is not None


def _update(connection, id, which, **values):
    connection.execute(
        members.update().where(members.c.class_id == id, which).values(**values)
    )


def _check_open(found):
    if found.ended:
        raise Problem(
            f"The class {found.code} has ended. Ask the teacher for a new code."
        )


def _check_free(rows, name, own):
    """Raises Problem if another of these members has this nickname."""
    for row in rows:
        if name and row is not own and row.name.casefold() == name.casefold():
            raise Problem(f"Someone here is called {name} already. Take another name.")


def _class(row):
    lead = Lead(**json.loads(row.lead), number=row.leads) if row.lead else None
    return Class(
        id=row.id,
        code=row.code,
        created=datetime.fromtimestamp(row.created, UTC),
        ends=datetime.fromtimestamp(row.ends, UTC),
        ended=row.ends <= time.time(),
        joining=row.joining,
        frozen=row.frozen,
        nicknames=row.nicknames,
        activity=row.activity,
        lead=lead,
        version=row.version,
        stage=row.stage,
    )


def _member(row, shown):
    return Member(
        id=row.id,
        number=row.number,
        visitor=row.visitor,
        name=(shown and row.name) or f"Student {row.number}",
        joined=datetime.fromtimestamp(row.joined, UTC),
        here=not row.left and time.time() - row.seen < HERE,
        help=row.help and datetime.fromtimestamp(row.help, UTC),
    )


def _hash(key):
    return hashlib.sha256(key.encode()).hexdigest()
