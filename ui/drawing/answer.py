"""What a network makes of a drawing, and how that is said."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from mnist_ann.digitize import Digitized
from mnist_ann.evaluation.verdict import Verdict
from mnist_ann.network import Network
from mnist_ann.store.rows import Run
from mnist_ann.words import a_digit, percent, percent_in_words
from ui.shown.digit import probability_bars
from ui.state import cached


@dataclass(frozen=True, eq=False)
class Found:
    """A drawing, and what a network makes of it."""

    digitized: Digitized
    run: Run | None  # None for the visitor's file, and where nobody asks
    network: Network
    probabilities: np.ndarray
    verdict: Verdict


def read(digitized: Digitized, network: Network, run: Run | None = None) -> Found:
    """The Found of a drawing."""
    probabilities = network.forward([digitized.image])[0]
    verdict = cached.memory(network).verdict(digitized.image)
    return Found(digitized, run, network, probabilities, verdict)


def answer(found: Found) -> None:
    """The digit or the doubt, in words, and the probabilities of all ten."""
    verdict, p = found.verdict, found.probabilities
    first, second = a_digit(verdict.first), a_digit(verdict.second)
    sure = percent_in_words(p[verdict.first])
    words = {
        "sure": (f"This is {first}", f"The network is {sure} sure."),
        "torn": (
            f"{first.capitalize()} or {second}?",
            f"The network is torn: {sure} for {first}, {percent(p[verdict.second])} for {second}.",
        ),
        "unlike": (
            "This is not like a digit",
            f"Nothing that it learned from looks so. If it must answer: {first}.",
        ),
    }
    title, sentence = words[verdict.kind]
    st.header(title, anchor=False)
    st.write(sentence)
    probability_bars(p)
