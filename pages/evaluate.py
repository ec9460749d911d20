"""Evaluate: how good a network is on images it never saw, and where it goes wrong."""

import streamlit as st

from ui.evaluate import (
    accuracy,
    confidence,
    confusions,
    learning,
    mistakes,
    robustness,
    versus,
    writers,
)
from ui.networks import choose

SECTIONS = {
    "Accuracy": accuracy.show,
    "Confusions": confusions.show,
    "Mistakes": mistakes.show,
    "Confidence": confidence.show,
    "Robustness": robustness.show,
    "Writers": writers.show,
    "Two networks": versus.show,
    "Learning": learning.show,
}

st.title("How good is it, and where does it go wrong?")
st.markdown(
    "A network reads the 10,000 test images, which it never trained on. Choose which network, and "
    "move through its epochs: everything below follows."
)
chosen = choose.network()
section = st.segmented_control(
    "Look at",
    list(SECTIONS),
    default="Accuracy",
    required=True,
    key="show",
    bind="query-params",
    label_visibility="collapsed",
)
opened = SECTIONS[section](chosen)
if opened:
    place = opened.removeprefix("test-")
    st.switch_page("inside.py", query_params={**chosen.query, "test": place})
