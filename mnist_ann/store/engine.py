"""The engine of the database: from its URL to connections, and its tables brought up to date.

SQLite by default, PostgreSQL for more than one machine.
"""

import functools
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, event, exc

from mnist_ann.errors import Problem
from mnist_ann.settings import settings


def engine(url: str | None = None) -> Engine:
    """The engine of a database URL, that of the settings by default: one a process.

    Workers find the tables made; whoever can't know that asks for `start.database`. Raises Problem for
    a URL that is none.
    """
    return _kept(url or settings().database_url)


def connect(url: str) -> Engine:
    """A new engine for a SQLAlchemy URL, with connections of its own. Raises Problem for a URL that is none."""
    try:
        engine = sa.create_engine(url, pool_pre_ping=not url.startswith("sqlite"))
    except (exc.ArgumentError, ImportError) as error:
        raise Problem(
            "MNIST_ANN_DATABASE is no database address. It looks like sqlite:////folder/runs.db or "
            "postgresql+psycopg://user:password@host/name."
        ) from error
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    return engine


def reading(engine: Engine) -> Engine:
    """The same engine for transactions that only read."""
    return engine.execution_options(reading=True)


def upgrade(engine: Engine) -> None:
    """Create or bring up to date all tables. Raises Problem if the database can't be used."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    try:
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                # Two servers that start at once take turns; SQLite's write lock does the same.
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(28281010)"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except exc.DatabaseError as error:
        raise Problem(
            f"The run store at {engine.url.render_as_string(hide_password=True)} can't be used: "
            f"{error.orig}. If its file is damaged, move it away; a new one is made at the next "
            "start."
        ) from error


@functools.cache
def _kept(url):
    return connect(url)


def _prepare_sqlite(engine):
    @event.listens_for(engine, "connect")
    def set_up(connection, _record):
        # Python's own transaction handling starts them too late; see `begin` below.
        connection.isolation_level = None
        # The rollback journal: SQLite's WAL mode can lose commits of several processes
        # before 3.51.3.
        # Workers are nice to all others, also while they hold the lock: 5 seconds of patience were not
        # enough on a machine that was much too busy.
        for pragma in (
            "busy_timeout=30000",
            "journal_mode=DELETE",
            "synchronous=FULL",
            "foreign_keys=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection):
        only_reads = connection.get_execution_options().get("reading")
        # A writer takes its lock at the start: two that read first and write later would each
        # wait for the other.
        connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")
