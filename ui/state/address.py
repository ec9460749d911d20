"""Widgets whose choice stands in the address, so that links and reloads keep it and pages can set it.

Streamlit's own `bind="query-params"` does the first two, but lets no code set such a choice.
"""

import time

import streamlit as st

LATE = 2.0  # seconds in which a browser may still send the address of before a choice
REPLACED = "replaced in address"  # {(name, what it said): when it was replaced}


def follow(name, options, default):
    """The arguments of a widget that shows what `?name=` says, and changes it.

    options: what it can say; anything else counts as not said. default: shown until then.
    """
    asked = st.query_params.get(name)
    if name in st.session_state and late(name, asked, LATE):
        asked = st.query_params[name] = str(st.session_state[name])
    shown = next((option for option in options if str(option) == asked), default)
    # Not anew each time: it would undo a fast key.
    if st.session_state.get(name) != shown:
        st.session_state[name] = shown
    return {"key": name, "on_change": _write, "args": (name, shown)}


def _write(name, shown):
    """Have the address say the choice. shown: what the widget showed when it was made. A message that
    comes late, from a page that is no longer there, counts as a change to just that, and brings its
    old address along: it must not become the address again."""
    chosen = st.session_state[name]
    before = st.query_params.get(name)
    if chosen != shown or before not in (None, str(chosen)):
        replaced(name, before)
        st.query_params[name] = str(chosen)


def replaced(name, before):
    """Note that what the address said by a name, None for nothing, has just been replaced."""
    st.session_state.setdefault(REPLACED, {})[name, before] = time.monotonic()


def late(name, asked, seconds):
    """Whether what an address says by a name was replaced less than so many seconds ago. A browser
    that asks again soon has not heard of it yet, and must not take the change back."""
    when = st.session_state.get(REPLACED, {}).get((name, asked))
    return when is not None and time.monotonic() - when < seconds
