"""What the training lab keeps: notes, archive, experiments, where a run started, what an epoch showed."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade():
    # Column by column: SQLite would drop and rebuild a table that is altered as a whole, and with a
    # run go its epochs and networks.
    for table, column in (
        ("runs", sa.Column("note", sa.Text, nullable=False, server_default="")),
        ("runs", sa.Column("experiment", sa.String(32))),
        ("runs", sa.Column("parent", sa.String(32))),
        ("runs", sa.Column("parent_epoch", sa.Integer)),
        (
            "runs",
            sa.Column(
                "archived", sa.Boolean, nullable=False, server_default=sa.false()
            ),
        ),
        ("runs", sa.Column("deleted", sa.Double)),
        ("runs", sa.Column("leave", sa.String(16), nullable=False, server_default="")),
        ("epochs", sa.Column("end_loss", sa.Double)),
        ("epochs", sa.Column("end_accuracy", sa.Double)),
        ("epochs", sa.Column("insight", sa.Text)),
    ):
        op.add_column(table, column)
    op.create_index("ix_runs_experiment", "runs", ["experiment"])
    op.drop_column("runs", "stop")
    op.create_table(
        "experiments",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("visitor", sa.String(64), nullable=False, index=True),
        sa.Column("created", sa.Double, nullable=False),
        sa.Column("choices", sa.Text, nullable=False),
    )
