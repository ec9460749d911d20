"""Evaluate: how good a network is on images it never saw, and where it goes wrong."""

import streamlit as st

from ui.evaluate import (
    accuracy,
    confidence,
    confusions,
    learning,
    mistakes,
    quiz,
    robustness,
    versus,
    writers,
)
from ui.networks import choose
from ui.shown import sections
from ui.shown.sections import Section
from ui.state.address import Choice

SHOW = Choice("show")

SECTIONS = {
    "Accuracy": Section("How often it is right", "How good is it?", accuracy.show),
    "Confusions": Section(
        "What it mixes up", "Which digits does it mix up?", confusions.show
    ),
    "Mistakes": Section("Its mistakes", "Which images trouble it?", mistakes.show),
    "Confidence": Section(
        "How sure it is", "Is it right when it is sure?", confidence.show
    ),
    "Robustness": Section(
        "Disturbed digits", "How much can a digit be disturbed?", robustness.show
    ),
    "Writers": Section(
        "Writer by writer", "Does it read everybody alike?", writers.show
    ),
    "Two networks": Section("Two networks", "Which of two is better?", versus.show),
    "Learning": Section(
        "Training curves",
        "Why can validation be above training?",
        learning.show,
    ),
}

st.title("How good is it, and where does it go wrong?")
first = st.container()
chosen = choose.network()
with first:
    quiz.show(chosen)
opened = sections.show(SHOW, SECTIONS, chosen)
if opened:
    place = opened.removeprefix("test-")
    st.switch_page("inside.py", query_params={**chosen.query, "test": place})
