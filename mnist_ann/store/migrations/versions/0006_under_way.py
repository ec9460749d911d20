"""What the epoch that runs has shown so far."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade():
    op.add_column("runs", sa.Column("under_way", sa.Text))
