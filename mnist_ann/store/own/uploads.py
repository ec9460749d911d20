"""Networks that visitors brought as files: each is its visitor's alone, and found by what it computes."""

import time

import sqlalchemy as sa
from sqlalchemy import Engine

from mnist_ann.errors import Problem
from mnist_ann.network import Network
from mnist_ann.store.engine import reading
from mnist_ann.store.tables import uploads

MOST = 3  # of one visitor; the oldest make room
KEPT = 7 * 24 * 3600  # seconds
ID = "file-"  # stands before a network's fingerprint where else a run's id would stand


def id_of(network: Network) -> str:
    """What an uploaded network is called in a question to the server."""
    return ID + network.fingerprint


class Uploads:
    """All visitors' networks in one database, for KEPT seconds."""

    def __init__(self, engine: Engine) -> None:
        self._writing = engine
        self._reading = reading(engine)

    def keep(self, visitor: str, name: str, network: Network) -> None:
        """Keep a visitor's network, called as its file was."""
        now, own = time.time(), uploads.c.visitor == visitor
        same = sa.and_(own, uploads.c.fingerprint == network.fingerprint)
        newest = (
            sa.select(uploads.c.id)
            .where(own)
            .order_by(uploads.c.id.desc())
            .limit(MOST - 1)
        )
        with self._writing.begin() as connection:
            connection.execute(
                uploads.delete().where(same | (uploads.c.created < now - KEPT))
            )
            kept = connection.execute(newest).scalars().all()
            connection.execute(uploads.delete().where(own, uploads.c.id.not_in(kept)))
            connection.execute(
                uploads.insert().values(
                    visitor=visitor,
                    fingerprint=network.fingerprint,
                    name=name,
                    created=now,
                    network=network.to_bytes(),
                )
            )

    def newest(self, visitor: str) -> tuple[str, Network] | None:
        """(its name, the Network) that a visitor brought last, None if there is none."""
        query = (
            sa.select(uploads.c.name, uploads.c.network)
            .where(uploads.c.visitor == visitor)
            .order_by(uploads.c.id.desc())
            .limit(1)
        )
        with self._reading.begin() as connection:
            row = connection.execute(query).one_or_none()
        return row and (row.name, Network.load(row.network))

    def network(self, visitor: str, id: str) -> Network:
        """The Network of an id as `id_of` gives it. Raises Problem if the visitor brought no such one."""
        query = sa.select(uploads.c.network).where(
            uploads.c.visitor == visitor, uploads.c.fingerprint == id.removeprefix(ID)
        )
        with self._reading.begin() as connection:
            content = connection.execute(query).scalar_one_or_none()
        if content is None:
            raise Problem("Your file is no longer here. Upload it again.")
        return Network.load(content)
