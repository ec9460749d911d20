"""The database that owns the truth about runs, their queue, classes, and the digits that visitors drew.

SQLite by default, PostgreSQL for more than one machine; Alembic (`migrations/`) owns the schema. A web
process or the command line begins with `start.database()`, a worker, which finds the tables made, with
`engine.engine()`; over it stand, each call one transaction, by who asks:

`runs.Runs` and `experiments.Experiments`: what is known of them, and what their owners do.
`queue.Queue`: what the dispatcher does. `attempts.Attempts`: what a worker writes while it trains.
`digits.OwnDigits`: the digits of a visitor.

They give `rows`. `rights` says who may change a run, and is the one place that knows of classes;
`names` makes ids; `files` keeps a run as files. `tables` and `engine` serve whoever adds a part.
"""
