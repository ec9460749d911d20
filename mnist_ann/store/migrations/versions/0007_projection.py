"""The link that only shows a class: its secret token."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade():
    op.add_column("classes", sa.Column("projection", sa.String(64)))
    # Classes that are open while the app is upgraded can be projected, too.
    classes = sa.table("classes", sa.column("id"), sa.column("projection"))
    connection = op.get_bind()
    for id in connection.execute(sa.select(classes.c.id)).scalars().all():
        token = secrets.token_urlsafe(18)
        connection.execute(
            classes.update().where(classes.c.id == id).values(projection=token)
        )
