"""What waits before a whole class sees it, the words that a class refuses, and which names are shown."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade():
    op.add_column(
        "classes",
        sa.Column("waits", sa.String(8), nullable=False, server_default="doubtful"),
    )
    op.add_column(
        "classes", sa.Column("words", sa.Text, nullable=False, server_default="")
    )
    op.add_column("members", sa.Column("named", sa.Boolean))
