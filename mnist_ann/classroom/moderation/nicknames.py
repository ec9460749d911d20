"""What a nickname can be: to be seen, short, kind, and like nobody else's."""

import functools
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from mnist_ann.classroom.moderation.look_alikes import alike, skeleton
from mnist_ann.classroom.moderation.shown import unnamed
from mnist_ann.errors import Problem
from mnist_ann.store.names import FORMATTING, has_formatting

LONGEST = 20  # characters of a nickname
MOST_MARKS = 2  # on one letter: more of them grow over what stands around it
SEEN = {"L", "N", "S"}  # letters, numbers, signs such as emoji, as Unicode sorts them
# What Unicode calls letters, marks or signs, though nobody sees them.
UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\U0001d159"
    "\U000e0100-\U000e01ef]"
)
EMOJI = re.compile("[\ufe00-\ufe0f]")  # what a phone writes behind a sign to colour it
TAKEN = ("You", *map(unnamed, range(1, 100)))  # pages call students so

WORDS = Path(__file__).with_name("words.txt")
MOST_WORDS, LONGEST_WORD = 200, 30  # that a teacher adds
STEM = "*"
# What is read in place of a letter.
FOR_LETTERS = str.maketrans("013457@!", "oieastai")


def checked_name(name: str, words: Iterable[str] = ()) -> str:
    """A nickname as it is kept; "" is none. words: those that a class refuses beside the usual ones.
    Raises Problem for what can't be one."""
    name = " ".join(unicodedata.normalize("NFKC", EMOJI.sub("", name)).split())
    if len(name) > LONGEST:
        raise Problem(
            f"A nickname has at most {LONGEST} characters; this one has {len(name)}. Shorten it."
        )
    if has_formatting(name):
        raise Problem(
            f"A nickname can't have any of {' '.join(FORMATTING)}. Leave them out."
        )
    if not name.isprintable() or UNSEEN.search(name):
        raise Problem("A nickname can't have invisible characters. Type it anew.")
    apart = unicodedata.normalize("NFD", name)
    kinds = "".join(unicodedata.category(each)[0] for each in apart)
    if name and not SEEN & set(kinds):
        raise Problem("A nickname needs a letter or a number. Add one.")
    if kinds.startswith("M") or "M" * (MOST_MARKS + 1) in kinds:
        raise Problem("A nickname can't have so many marks on a letter. Type it anew.")
    if any(alike(name, each) for each in TAKEN):
        raise Problem(
            f"{name} is what pages here call someone without a nickname. Choose another one, or none."
        )
    if is_unkind(name, words):
        raise Problem(
            "Not everyone would be happy to read this name in class. Choose another one."
        )
    return name


def check_free(name: str, others: Iterable[str]) -> None:
    """Raises Problem if one of these nicknames is the same, or looks the same."""
    for other in others:
        if not name or not alike(name, other):
            continue
        if name.casefold() == other.casefold():
            raise Problem(f"Someone here is called {name} already. Take another name.")
        raise Problem(
            f"Someone here is called {other}, which looks the same. Take another name."
        )


def is_unkind(name: str, words: Iterable[str] = ()) -> bool:
    """Whether a name has one of the usual words, or of `words`, however it is written. A word that
    ends with STEM is found anywhere in a name, any other one only as a word or as the whole name."""
    if not name:
        return False
    known = _usual() | {_entry(each) for each in words}
    stems = {word for word, is_stem in known if is_stem}
    whole = {word for word, is_stem in known if not is_stem}
    # Digits may stand for letters, or look like them, or stand behind a word.
    for said in (name.translate(FOR_LETTERS), name, re.sub(r"\d", " ", name)):
        parts = _letters(said)
        joined = "".join(parts)
        once = re.sub(r"(.)\1{2,}", r"\1", joined)  # "niiice" -> "nice"
        if whole & {*parts, joined, once}:
            return True
        if any(stem in text for stem in stems for text in (joined, once)):
            return True
    return False


def checked_words(text: str) -> list[str]:
    """The words that a teacher wrote, one a line. Raises Problem for too many or too long ones, or
    one without letters."""
    words = list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines()))
    words = [word for word in words if word]
    if len(words) > MOST_WORDS:
        raise Problem(
            f"A class can have {MOST_WORDS} words of its own; there are {len(words)}. Leave some out."
        )
    for word in words:
        if len(word) > LONGEST_WORD or not _entry(word)[0]:
            raise Problem(
                f"A word has letters, at most {LONGEST_WORD}; “{word[:LONGEST_WORD]}” was given."
            )
    return words


@functools.cache
def _usual():
    lines = (line.strip() for line in WORDS.read_text("utf-8").splitlines())
    return frozenset(_entry(line) for line in lines if line and line[0] != "#")


def _entry(word):
    """(a word's letters, whether it is a stem)."""
    return "".join(_letters(word)), word.rstrip().endswith(STEM)


def _letters(text):
    """The words of a text: what looks alike is written alike, without capitals and marks."""
    looks = skeleton(unicodedata.normalize("NFKC", text).casefold())
    plain = "".join(each for each in looks if not unicodedata.combining(each))
    return re.findall(r"[^\W\d_]+", plain)
