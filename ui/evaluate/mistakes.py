"""Its most confident mistakes and its closest calls."""

import streamlit as st

from mnist_ann.explain.evidence import evidence
from ui.evaluate.pictures import MOST, seen_by
from ui.networks.choose import Chosen
from ui.shown.source import show_code
from ui.state import cached


def show(chosen: Chosen) -> str | None:
    """Returns the address of an image that was opened, or None."""
    scores = cached.scores_of(chosen.network)
    kinds = {
        "Most confident mistakes": (scores.mistakes, "It was sure, and wrong."),
        "Closest calls": (
            scores.closest,
            "Right or wrong, its two greatest probabilities are nearly the same.",
        ),
    }
    kind = st.segmented_control(
        "Images",
        list(kinds),
        default="Most confident mistakes",
        required=True,
        key="images",
        bind="query-params",
    )
    places, why = kinds[kind]
    if not len(places):
        st.markdown("There is none.")
        return None
    st.caption(
        f"{why} {min(MOST, len(places))} of {len(places):,} are shown. Choose one to follow it "
        "through the network."
    )
    opened = seen_by(chosen, places, key="trouble")
    show_code(evidence)
    return opened
