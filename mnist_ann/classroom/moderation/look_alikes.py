"""Do two names look alike? By Unicode's table of confusable characters (UTS #39, section 4).

The table comes with the package confusable_homoglyphs. It is 15 MB as that package holds it and half a
megabyte as a map from a character to what it looks like, which is all that is needed.
"""

import functools
import importlib.resources
import json
import unicodedata


def alike(one: str, other: str) -> bool:
    """Whether two names are the same but for capitals, or look the same.

    >>> alike("Ada", "ADA"), alike("Ian", "lan"), alike("Аda", "Ada"), alike("Ada", "Ida")
    (True, True, True, False)
    """
    return any(look(one) == look(other) for look in (skeleton, _small, _in_ascii))


def _small(text):
    """What a text looks like without capitals."""
    return skeleton(text.casefold())


def _in_ascii(text):
    """The same where letters of several scripts are mixed: B, a Greek capital epsilon, N is a "ben"."""
    seen = (each if each.isascii() else skeleton(each) for each in _apart(text))
    return "".join(seen).casefold()


@functools.lru_cache(4_096)
def skeleton(text: str) -> str:
    """What a text looks like: the same for all that look the same. Not to be read by people."""
    seen = "".join(map(_table().get, _apart(text), _apart(text)))
    return _apart(seen)


def _apart(text):
    """Letters and their marks apart from each other."""
    return unicodedata.normalize("NFD", text)


@functools.cache
def _table():
    """{a character: what it looks like}."""
    file = importlib.resources.files("confusable_homoglyphs") / "confusables.json"
    # {a text: [{"c": a text that looks like it}, …]}, both ways: what looks like many is the one that
    # all of these are written as.
    twins = {
        key: [each["c"] for each in found]
        for key, found in json.loads(file.read_text("utf-8")).items()
    }
    table = {}
    for character, found in twins.items():
        if len(character) != 1 or len(found) != 1:
            continue
        (twin,) = found
        # Of two that only look like each other, one: the longer, or else the first.
        if len(twins[twin]) > 1 or (-len(twin), twin) < (-1, character):
            table[character] = twin.strip("\u200e")  # which says how it is written
    return table
