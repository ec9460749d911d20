"""What several pages show: a digit's picture, ten probabilities, what a person wrote."""

import re
import string

import streamlit as st

from mnist_ann.figures import base, pictures


def digit(image, *, alt, caption=None, width=140):
    """A digit, white on black in either theme, with sharp pixels.

    image: uint8 (28, 28) 0..255, or floats (28, 28) 0..1. alt: what it shows, for a screen reader.
    width: in pixels on the page; it shrinks where the page is narrower.
    """
    # Twice the width: sharp on the finer screens of phones too. As an address of its own bytes: Streamlit
    # would make a JPEG of it, and drop its file with the next answer, maybe before the browser has it.
    picture = pictures.data_url(pictures.picture(image, 2 * width))
    st.image(picture, caption=caption, width=width, alt=alt)


def probabilities(values):
    """Ten bars, one a digit, the winner in colour. values: floats (10,), 0 to 1."""
    st.vega_lite_chart(
        base.probability_table(values),
        base.probability_spec(),
        width="stretch",
        alt="Probabilities: "
        + ", ".join(f"{digit}: {base.percent(p)}" for digit, p in enumerate(values)),
    )


MARKS = re.compile(f"[{re.escape(string.punctuation)}]")
JOINER = "\u2060"  # takes no room


def as_text(written):
    """What a person wrote, as Markdown that shows it letter by letter: no link, picture, formula or
    sign comes of it."""
    text = MARKS.sub(r"\\\g<0>", " ".join(written.split()))
    # A backslash keeps these from being Markdown, but not from being found in what it leaves: names of
    # signs, and what looks like an address.
    text = re.sub(r"\\([:@])", rf"\\\1{JOINER}", text)
    return re.sub(r"(?i)(www)(\\\.)", rf"\1{JOINER}\2", text)
