"""The tables of the database. Alembic (`migrations/`) owns the schema: a change here needs one there."""

import sqlalchemy as sa

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
    sa.Column("under_way", sa.Text),  # JSON, the fields of rows.UnderWay
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
    sa.Column("insight", sa.Text),  # JSON, the fields of rows.Insight
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
    sa.Column(
        "state", sa.LargeBinary, nullable=False
    ),  # a training.Checkpoint, the latest
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

uploads = sa.Table(
    "uploads",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("visitor", sa.String(64), nullable=False, index=True),
    sa.Column("fingerprint", sa.String(64), nullable=False),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("created", sa.Double, nullable=False),
    sa.Column("network", sa.LargeBinary, nullable=False),  # a .keras file
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
    sa.Column(
        "waits", sa.String(8), nullable=False, default="doubtful"
    ),  # for the teacher
    sa.Column("words", sa.Text, nullable=False, default=""),  # refused in nicknames
    sa.Column("activity", sa.Integer),  # the one that is on
    sa.Column("lead", sa.Text, nullable=False, default=""),  # JSON, page and query
    sa.Column("leads", sa.Integer, nullable=False, default=0),  # how many there were
    sa.Column("version", sa.Integer, nullable=False, default=0),  # of all its data
    sa.Column("stage", sa.Integer, nullable=False, default=0),  # of what students see
    sa.Column("projection", sa.String(64)),  # the token of the link that only shows
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
    sa.Column(
        "named", sa.Boolean
    ),  # whether the teacher shows the name; null: see waits
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
