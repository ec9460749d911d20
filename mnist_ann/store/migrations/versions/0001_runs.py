"""Runs, their epochs, snapshots and checkpoints, and the cluster that trains them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade():
    op.create_table(
        "runs",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("recipe", sa.Text, nullable=False),
        sa.Column("visitor", sa.String(64), nullable=False, index=True),
        sa.Column("created", sa.Double, nullable=False),
        sa.Column("queued", sa.Double, nullable=False),
        sa.Column("status", sa.String(16), nullable=False, index=True),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("losses", sa.Integer, nullable=False),
        sa.Column("heartbeat", sa.Double, nullable=False),
        sa.Column("stop", sa.Boolean, nullable=False),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("test_loss", sa.Double),
        sa.Column("test_accuracy", sa.Double),
        sa.Column("error", sa.Text),
    )
    op.create_table(
        "epochs",
        _run(),
        sa.Column("epoch", sa.Integer, primary_key=True),
        sa.Column("loss", sa.Double, nullable=False),
        sa.Column("accuracy", sa.Double, nullable=False),
        sa.Column("val_loss", sa.Double, nullable=False),
        sa.Column("val_accuracy", sa.Double, nullable=False),
        sa.Column("seconds", sa.Double, nullable=False),
    )
    op.create_table(
        "snapshots",
        _run(),
        sa.Column("epoch", sa.Integer, primary_key=True),
        sa.Column("network", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "checkpoints",
        _run(),
        sa.Column("state", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "cluster",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("workers", sa.Integer, nullable=False),
        sa.Column("seen", sa.Double, nullable=False),
        sa.Column("epoch_seconds", sa.Double),
    )


def _run():
    return sa.Column(
        "run",
        sa.String(32),
        sa.ForeignKey("runs.id", ondelete="CASCADE"),
        primary_key=True,
    )
