"""Widgets whose choice stands in the address, so that links and reloads keep it and pages can set it.

Streamlit's own `bind="query-params"` does the first two, but lets no code set such a choice.
"""

import time

import streamlit as st

LATE = 2.0  # seconds in which a browser may still send the address of before a choice


def follow(name, options, default):
    """The arguments of a widget that shows what `?name=` says, and changes it.

    options: what it can say; anything else counts as not said. default: shown until then.
    """
    asked = st.query_params.get(name)
    if name in st.session_state and _late(name, asked):
        asked = st.query_params[name] = str(st.session_state[name])
    shown = next((option for option in options if str(option) == asked), default)
    if (
        st.session_state.get(name) != shown
    ):  # set anew each time, it would undo a fast key
        st.session_state[name] = shown
    return {"key": name, "on_change": _write, "args": (name, shown)}


def _write(name, shown):
    """Have the address say the choice. shown: what the widget showed when it was made. A message that
    comes late, from a page that is no longer there, counts as a change to just that, and brings its
    old address along: it must not become the address again."""
    chosen = st.session_state[name]
    before = st.query_params.get(name)
    if chosen != shown or before not in (None, str(chosen)):
        st.session_state[_replaced(name)] = before, time.monotonic()
        st.query_params[name] = str(chosen)


def _late(name, asked):
    """Whether an address is the one of before the last choice. A page that looks at its class, say,
    when the choice has just been made, sends it along, and must not take the choice back."""
    before, when = st.session_state.get(_replaced(name), (None, -LATE))
    return asked == before and time.monotonic() - when < LATE


def _replaced(name):
    return f"{name} replaced"
