"""What a network makes of a drawing, as pages show it."""

import streamlit as st

from mnist_ann.reading.reading import Reading
from ui.shown.digit import probability_bars


def answer(reading: Reading) -> None:
    """The digit or the doubt, in words, and the probabilities of all ten."""
    title, sentence = reading.words
    st.header(title, anchor=False)
    st.write(sentence)
    probability_bars(reading.probabilities)
