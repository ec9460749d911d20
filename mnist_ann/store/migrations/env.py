"""Runs Alembic's migrations on the connection that `engine.upgrade` opened."""

from alembic import context

from mnist_ann.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata
)
context.run_migrations()
