"""Bring whoever presses "Next" to a heading: Streamlit leaves a page scrolled where it was, and the focus
on a button that is gone."""

import streamlit as st

from ui.components.load import component

TO = "landing: heading"
COUNT = "landing: how many"

_landing = component("landing", "landing")


def land_at(anchor: str) -> None:
    """Have this run of the page end at the heading with that anchor. For a callback."""
    st.session_state[TO] = anchor
    st.session_state[COUNT] = st.session_state.get(COUNT, 0) + 1


def land_at_top() -> None:
    """Have this run of the page begin at its top."""
    land_at("")


def landing() -> None:
    """The last thing on a page that uses `land_at` or `land_at_top`."""
    _landing(
        key="landing",
        data={
            "anchor": st.session_state.pop(TO, None),
            "count": st.session_state.get(COUNT, 0),
        },
    )
