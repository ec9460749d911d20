"""What went wrong, in a sentence for a person."""


class Problem(Exception):
    """An error that a visitor can do something about.

    Its text is one or two plain sentences: what is wrong, what was given, what is possible.
    Only `ui.shown.problem`, `server.errors` and `cli` show it; anything else that is raised is our own
    mistake.
    """
