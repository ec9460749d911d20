"""What a class does together, one thing at a time, as its teacher steers it.

What there is to do, and what it asks, is told by `contents`; what members give to it by `answers`.
"""

import dataclasses
import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar, cast

import sqlalchemy as sa

from mnist_ann.classroom.answers import deal_shares
from mnist_ann.classroom.contents import Content, kind_of, read_content
from mnist_ann.classroom.rules import activity_row, changed, check_teacher, lead_to
from mnist_ann.store.engine import reading
from mnist_ann.store.tables import activities as table
from mnist_ann.store.tables import classes

C = TypeVar("C", bound=Content)


@dataclass(frozen=True)
class Activity(Generic[C]):
    """One thing that a class does. content: what it asks. open: whether it takes answers. revealed:
    whether guesses can be seen."""

    id: int
    class_id: str
    content: C
    created: datetime
    open: bool
    revealed: bool

    @property
    def kind(self) -> str:
        """One of contents.KINDS."""
        return kind_of(type(self.content))


class Activities:
    """The activities of all classes of one database."""

    def __init__(self, engine: sa.Engine):
        self._writing = engine
        self._reading = reading(engine)

    # The teacher; each raises Problem for anyone else

    def start(
        self, class_id: str, visitor: str, content: Content, open: bool = True
    ) -> int:
        """Have a class do something; returns the activity's id.

        In one transaction: the activity before takes no more answers, this one takes its place,
        everyone gets a share if there are some to deal, and all are sent to the class's page, as by
        all that changes what the class looks at. open: whether it takes answers.
        """
        with self._writing.begin() as connection:
            before = check_teacher(connection, class_id, visitor).activity
            if before is not None:
                _set(connection, before, open=False)
            new = table.insert().values(
                class_id=class_id,
                kind=kind_of(type(content)),
                content=json.dumps(content.to_json()),
                created=time.time(),
                open=open,
            )
            id = connection.execute(new.returning(table.c.id)).scalar_one()
            if content.shares:
                deal_shares(connection, class_id, id, content.shares)
            _show(connection, class_id, id)
        return id

    def show(self, id: int, visitor: str) -> None:
        """Have the class look at an activity again."""
        self._steer(id, visitor)

    def finish(self, class_id: str, visitor: str) -> None:
        """Have a class do nothing in particular; what was given is kept."""
        with self._writing.begin() as connection:
            now = check_teacher(connection, class_id, visitor).activity
            if now is not None:
                _set(connection, now, open=False)
            connection.execute(
                classes.update().where(classes.c.id == class_id).values(activity=None)
            )
            changed(connection, class_id, stage=True)

    def set_open(self, id: int, visitor: str, open: bool) -> None:
        """Take answers, or no more."""
        self._steer(id, visitor, open=open)

    def reveal(self, id: int, visitor: str) -> None:
        """Show everyone's guesses to all; none is taken any more."""
        self._steer(id, visitor, open=False, revealed=True)

    def change(self, id: int, visitor: str, **fields) -> None:
        """Change fields of an activity's content, such as the run that answers a question; all others
        stay."""
        with self._writing.begin() as connection:
            row = activity_row(connection, id)
            check_teacher(connection, row.class_id, visitor)
            content = dataclasses.replace(read_content(row.kind, row.content), **fields)
            _set(connection, id, content=json.dumps(content.to_json()))
            changed(connection, row.class_id, stage=True)

    def check_teacher(self, id: int, visitor: str) -> None:
        """Nothing for the teacher of an activity's class."""
        with self._reading.begin() as connection:
            check_teacher(connection, activity_row(connection, id).class_id, visitor)

    def _steer(self, id, visitor, **values):
        with self._writing.begin() as connection:
            row = activity_row(connection, id)
            check_teacher(connection, row.class_id, visitor)
            if values:
                _set(connection, id, **values)
            _show(connection, row.class_id, id)

    # Anyone

    def get(self, id: int) -> Activity:
        """The Activity of an id. Raises Problem if it is gone."""
        with self._reading.begin() as connection:
            return _activity(activity_row(connection, id))

    def of_class(self, class_id: str) -> list[Activity]:
        """All Activities of a class, the newest first."""
        return self._list(table.c.class_id == class_id)

    def of_kind(self, class_id: str, content: type[C]) -> list[Activity[C]]:
        """A class's Activities that ask for such a content, the newest first."""
        kind = table.c.kind == kind_of(content)
        found = self._list(sa.and_(table.c.class_id == class_id, kind))
        return cast(list[Activity[C]], found)

    def _list(self, where):
        query = sa.select(table).where(where).order_by(table.c.id.desc())
        with self._reading.begin() as connection:
            return [_activity(row) for row in connection.execute(query)]


def _set(connection, id, **values):
    connection.execute(table.update().where(table.c.id == id).values(**values))


def _show(connection, class_id, id):
    """Have a class look at an activity, wherever its students are."""
    connection.execute(
        classes.update().where(classes.c.id == class_id).values(activity=id)
    )
    lead_to(connection, class_id, "classroom")


def _activity(row):
    return Activity(
        id=row.id,
        class_id=row.class_id,
        content=read_content(row.kind, row.content),
        created=datetime.fromtimestamp(row.created, UTC),
        open=row.open,
        revealed=row.revealed,
    )
