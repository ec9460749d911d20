"""The sections of a page, one at a time.

Each has a place of its own: what another one showed is gone as soon as this one is chosen, and its own
title stands there at once, above a skeleton until the rest is computed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from ui.state.address import Choice

HEIGHT = 320  # pixels of the skeleton: about a chart


@dataclass(frozen=True)
class Section:
    """name: on its button, what one sees there. title: above it. show: shows the rest."""

    name: str
    title: str
    show: Callable[..., Any]


def show(choice: Choice, sections: Mapping[str, Section], *arguments: Any) -> Any:
    """Buttons for the sections, and the one that is chosen: at first the first.

    sections: {as the address says it: the Section}. Returns what its `show` makes of the arguments.
    """
    arrived = choice.name not in st.session_state
    chosen = st.segmented_control(
        "Look at",
        list(sections),
        format_func=lambda each: sections[each].name,
        required=True,
        label_visibility="collapsed",
        **choice.follow(sections, default=next(iter(sections))),
    )
    before = f"section that {choice.name} showed"
    new = arrived or st.session_state.get(before) != chosen
    st.session_state[before] = chosen
    # What is shown at a place goes as soon as the script puts something of another kind there.
    places = [st.container() if each == chosen else st.empty() for each in sections]
    with places[list(sections).index(chosen)]:
        st.header(sections[chosen].title)
        content = st.container()
        waiting = st.skeleton(HEIGHT) if new else st.empty()
        try:
            with content:
                return sections[chosen].show(*arguments)
        finally:
            waiting.empty()
