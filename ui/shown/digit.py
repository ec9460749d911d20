"""A digit as several pages show it: its picture, and the ten probabilities of what it is."""

import numpy as np
import streamlit as st

from mnist_ann.figures import answers, pictures
from mnist_ann.words import percent
from ui.shown.chart import chart


def digit_picture(
    image: np.ndarray, *, alt: str, caption: str | None = None, width: int = 140
) -> None:
    """A digit, white on black in either theme, with sharp pixels.

    image: uint8 (28, 28) 0..255, or floats (28, 28) 0..1. alt: what it shows, for a screen reader.
    width: in pixels on the page; it shrinks where the page is narrower.
    """
    # Twice the width: sharp on the finer screens of phones too. As an address of its own bytes: Streamlit
    # would make a JPEG of it, and drop its file with the next answer, maybe before the browser has it.
    picture = pictures.data_url(pictures.picture(image, 2 * width))
    st.image(picture, caption=caption, width=width, alt=alt)


def probability_bars(values: np.ndarray) -> None:
    """Ten bars, one a digit, the winner in colour. values: floats (10,), 0 to 1."""
    chart(
        answers.probability_table(values),
        answers.probability_spec(),
        alt="Probabilities: "
        + ", ".join(f"{digit}: {percent(p)}" for digit, p in enumerate(values)),
    )
