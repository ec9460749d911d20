"""The database that owns the truth about runs, their queue, and the digits that visitors drew.

SQLite by default, PostgreSQL for more than one machine; Alembic (`migrations/`) owns the schema.
"""
