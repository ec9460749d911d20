"""Widgets whose choice stands in the address, so that links and reloads keep it and pages can set it.

Streamlit's own `bind="query-params"` does the first two, but lets no code set such a choice.
"""

import streamlit as st


def follow(name, options, default):
    """The arguments of a widget that shows what `?name=` says, and changes it.

    options: what it can say; anything else counts as not said. default: shown until then.
    """
    asked = st.query_params.get(name)
    st.session_state[name] = next(
        (option for option in options if str(option) == asked), default
    )
    return {"key": name, "on_change": _write, "args": (name, st.session_state[name])}


def _write(name, shown):
    """Have the address say the choice. shown: what the widget showed when it was made. A message that
    comes late, from a page that is no longer there, counts as a change to just that, and brings its
    old address along: it must not become the address again."""
    chosen = st.session_state[name]
    if chosen != shown or st.query_params.get(name, str(chosen)) != str(chosen):
        st.query_params[name] = str(chosen)
