"""The database of the run store: its engine and its tables.

SQLite by default, PostgreSQL for more than one machine. Alembic (`migrations/`) owns the schema.
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from mnist_ann.errors import Problem

metadata = sa.MetaData()

runs = sa.Table(
    "runs",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("name", sa.String(80), nullable=False),
    sa.Column("note", sa.Text, nullable=False, default=""),
    sa.Column("recipe", sa.Text, nullable=False),
    sa.Column("visitor", sa.String(64), nullable=False, index=True),
    sa.Column("experiment", sa.String(32), index=True),
    sa.Column("parent", sa.String(32)),  # the run whose network it started from
    sa.Column("parent_epoch", sa.Integer),
    sa.Column("archived", sa.Boolean, nullable=False, default=False),
    sa.Column("deleted", sa.Double),  # when; what was deleted can come back for a day
    sa.Column("created", sa.Double, nullable=False),  # seconds since 1970
    sa.Column("queued", sa.Double, nullable=False),  # when it last joined the queue
    sa.Column("status", sa.String(16), nullable=False, index=True),
    sa.Column("attempt", sa.Integer, nullable=False, default=0),
    sa.Column("losses", sa.Integer, nullable=False, default=0),  # workers lost in a row
    sa.Column("heartbeat", sa.Double, nullable=False, default=0.0),
    sa.Column(
        "leave", sa.String(16), nullable=False, default=""
    ),  # what it was told to become
    sa.Column("epoch", sa.Integer, nullable=False, default=0),
    sa.Column("test_loss", sa.Double),
    sa.Column("test_accuracy", sa.Double),
    sa.Column("error", sa.Text),
)

epochs = sa.Table(
    "epochs",
    metadata,
    sa.Column("run", sa.ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("epoch", sa.Integer, primary_key=True),
    sa.Column("loss", sa.Double, nullable=False),
    sa.Column("accuracy", sa.Double, nullable=False),
    sa.Column("val_loss", sa.Double, nullable=False),
    sa.Column("val_accuracy", sa.Double, nullable=False),
    sa.Column("seconds", sa.Double, nullable=False),
    sa.Column("end_loss", sa.Double),
    sa.Column("end_accuracy", sa.Double),
    sa.Column("insight", sa.Text),  # JSON, the fields of runs.Insight
)

experiments = sa.Table(
    "experiments",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("name", sa.String(80), nullable=False),
    sa.Column("visitor", sa.String(64), nullable=False, index=True),
    sa.Column("created", sa.Double, nullable=False),
    sa.Column("choices", sa.Text, nullable=False),  # JSON, the names of what it varies
)

snapshots = sa.Table(
    "snapshots",
    metadata,
    sa.Column("run", sa.ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("epoch", sa.Integer, primary_key=True),
    sa.Column("network", sa.LargeBinary, nullable=False),  # a .keras file
)

checkpoints = sa.Table(
    "checkpoints",
    metadata,
    sa.Column("run", sa.ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("state", sa.LargeBinary, nullable=False),  # a Checkpoint, the latest
)

digits = sa.Table(
    "digits",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("visitor", sa.String(64), nullable=False, index=True),
    sa.Column("label", sa.Integer, nullable=False),
    sa.Column("image", sa.LargeBinary, nullable=False),  # 784 bytes, row by row
)

lessons = sa.Table(
    "lessons",
    metadata,
    sa.Column("run", sa.ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("network", sa.LargeBinary, nullable=False),  # a .keras file
    sa.Column("digits", sa.LargeBinary, nullable=False),  # an .npz file
)

classes = sa.Table(
    "classes",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("code", sa.String(6), nullable=False, unique=True),
    sa.Column("recovery", sa.String(64), nullable=False),  # SHA-256 of the recovery key
    sa.Column("created", sa.Double, nullable=False),
    sa.Column("ends", sa.Double, nullable=False),
    sa.Column("joining", sa.Boolean, nullable=False, default=True),
    sa.Column("frozen", sa.Boolean, nullable=False, default=False),
    sa.Column("nicknames", sa.Boolean, nullable=False, default=True),  # shown
    sa.Column("activity", sa.Integer),  # the one that is on
    sa.Column("lead", sa.Text, nullable=False, default=""),  # JSON, page and query
    sa.Column("leads", sa.Integer, nullable=False, default=0),  # how many there were
    sa.Column("version", sa.Integer, nullable=False, default=0),  # of all its data
    sa.Column("stage", sa.Integer, nullable=False, default=0),  # of what students see
)

teachers = sa.Table(
    "teachers",
    metadata,
    sa.Column(
        "class_id", sa.ForeignKey("classes.id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("visitor", sa.String(64), primary_key=True, index=True),
)

members = sa.Table(
    "members",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column(
        "class_id",
        sa.ForeignKey("classes.id", ondelete="CASCADE"),
        nullable=False,
    ),
    sa.Column("number", sa.Integer, nullable=False),  # in the class, from 1 on
    sa.Column("visitor", sa.String(64), nullable=False, index=True),
    sa.Column("name", sa.String(20), nullable=False),
    sa.Column("joined", sa.Double, nullable=False),
    sa.Column("seen", sa.Double, nullable=False),
    sa.Column("help", sa.Double),  # since when help is asked for
    sa.Column("left", sa.Boolean, nullable=False, default=False),
    sa.Column("removed", sa.Boolean, nullable=False, default=False),
    sa.UniqueConstraint("class_id", "visitor"),
    sa.UniqueConstraint("class_id", "number"),
)

activities = sa.Table(
    "activities",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column(
        "class_id",
        sa.ForeignKey("classes.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("content", sa.Text, nullable=False),  # JSON
    sa.Column("created", sa.Double, nullable=False),
    sa.Column("open", sa.Boolean, nullable=False, default=True),  # takes answers
    sa.Column("revealed", sa.Boolean, nullable=False, default=False),
)

answers = sa.Table(
    "answers",
    metadata,
    sa.Column(
        "activity",
        sa.ForeignKey("activities.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    sa.Column(
        "member",
        sa.ForeignKey("members.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    sa.Column("content", sa.Text, nullable=False),  # JSON
    sa.Column("given", sa.Double, nullable=False),
)

class_digits = sa.Table(
    "class_digits",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column(
        "class_id",
        sa.ForeignKey("classes.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sa.Column("activity", sa.ForeignKey("activities.id", ondelete="CASCADE")),
    sa.Column(
        "member",
        sa.ForeignKey("members.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sa.Column("label", sa.Integer, nullable=False),  # what was to be drawn
    sa.Column("image", sa.LargeBinary, nullable=False),  # 784 bytes, row by row
    sa.Column("answer", sa.Integer, nullable=False),  # what the network said
    sa.Column("probability", sa.Double, nullable=False),  # of that answer
    sa.Column("verdict", sa.String(8), nullable=False),  # sure, torn or unlike
    sa.Column("accepted", sa.Boolean),  # by the teacher; null: not looked at yet
    sa.Column("given", sa.Double, nullable=False),
)

cluster = sa.Table(
    "cluster",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),  # always 1
    sa.Column("workers", sa.Integer, nullable=False),
    sa.Column("seen", sa.Double, nullable=False),
    sa.Column("epoch_seconds", sa.Double),  # of the article's recipe, measured here
)


def connect(url):
    """An engine for a SQLAlchemy URL. Raises Problem for a URL that is none."""
    try:
        engine = sa.create_engine(url, pool_pre_ping=not url.startswith("sqlite"))
    except (sa.exc.ArgumentError, ImportError) as error:
        raise Problem(
            "MNIST_ANN_DATABASE is no database address. It looks like sqlite:////folder/runs.db or "
            "postgresql+psycopg://user:password@host/name."
        ) from error
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    return engine


def reading(engine):
    """The same engine for transactions that only read."""
    return engine.execution_options(reading=True)


def upgrade(engine):
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
    except sa.exc.DatabaseError as error:
        raise Problem(
            f"The run store at {engine.url.render_as_string(hide_password=True)} can't be used: "
            f"{error.orig}. If its file is damaged, move it away; a new one is made at the next "
            "start."
        ) from error


def _prepare_sqlite(engine):
    @sa.event.listens_for(engine, "connect")
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

    @sa.event.listens_for(engine, "begin")
    def begin(connection):
        only_reads = connection.get_execution_options().get("reading")
        # A writer takes its lock at the start: two that read first and write later would each
        # wait for the other.
        connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")
