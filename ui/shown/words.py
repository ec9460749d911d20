"""What a person wrote, as words that a page can show."""

import re
import string
from typing import Any

from mnist_ann.glossary import WORDS
from mnist_ann.words import signed

MARKS = re.compile(f"[{re.escape(string.punctuation)}]")
JOINER = "\u2060"  # takes no room


def as_text(written: str) -> str:
    """What a person wrote, as Markdown that shows it letter by letter: no link, picture, formula or
    sign comes of it."""
    text = MARKS.sub(r"\\\g<0>", " ".join(written.split()))
    # A backslash keeps these from being Markdown, but not from being found in what it leaves: names of
    # signs, and what looks like an address.
    text = re.sub(r"\\([:@])", rf"\\\1{JOINER}", text)
    return re.sub(r"(?i)(www)(\\\.)", rf"\1{JOINER}\2", text)


def anchor(word: str) -> str:
    """A word's place on the page of the glossary."""
    return word.lower().replace(" ", "-")


def explained(text: str) -> str:
    """Markdown in which each [word] of the glossary says what it means when it is pointed at, and leads
    to the glossary. "[weights][weight]" explains a word that is written otherwise."""
    links = (
        f'[{word}]: glossary#{anchor(word)} "{WORDS[word]}"'
        for word in WORDS
        if f"[{word}]" in text
    )
    return "\n".join([f"{text}\n", *links])  # Markdown's own references


def change_in_points(difference: float) -> dict[str, Any]:
    """What tells `st.metric` that a share changed by so much, 0.01 as "+1.00 points"; nothing if it
    didn't. Streamlit knows no minus but a hyphen."""
    delta = signed(100 * difference)
    if not float(delta.replace("−", "-")):
        return {}
    up = difference > 0
    arrow, colour = ("up", "green") if up else ("down", "red")
    return {"delta": f"{delta} points", "delta_arrow": arrow, "delta_color": colour}
