"""What a person wrote, as words that a page can show."""

import re
import string

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
