"""Ids that nobody guesses, and names that hold nothing but text."""

import secrets

FORMATTING = (
    "[]*`$<>|\\~"  # what Markdown reads, so that no name holds a link or a picture
)
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that reads like something else


def random_letters(count: int) -> str:
    """So many of LETTERS, which nobody can guess."""
    return "".join(secrets.choice(LETTERS) for _ in range(count))


def new_id() -> str:
    """An id for a run, an experiment or a class: whoever knows it may look."""
    return random_letters(10)


def has_formatting(name: str) -> bool:
    """Whether a name has one of FORMATTING."""
    return bool(set(name) & set(FORMATTING))


def without_formatting(name: str) -> str:
    """A name without any of FORMATTING."""
    return name.translate(str.maketrans("", "", FORMATTING))
