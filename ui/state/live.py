"""Parts of a page that look again by themselves, for as long as something can change.

A part is shown every so often, and looks at something cheap first. When that says otherwise than when
the page was made, the whole page is made anew: it stops looking when all is over, begins again, or
shows what comes next.
"""

import functools
import time
from collections.abc import Callable

import streamlit as st

from ui.state import visitor

# Seconds between two looks, by what is looked at; in a class by who looks, because a student is one of
# thirty. A look at a run costs the server 13 to 19 ms: thirty who look twice a second would take a whole
# core.
PACES = {
    "run": 0.5,
    "run, in a crowd": 1.5,
    "queue": 3.0,  # far back in it, only the place changes
    "runs": 1.0,
    "workers": 2.0,
    "conversion": 1.0,
    "class": 3.0,  # the line above every page
    "class, teacher": 1.0,
    "class, projected": 0.8,
    "run of a class, teacher": 1.0,
    "run of a class, student": 2.0,
    "curve of a class, student": 5.0,
    "curves of a class, student": 3.0,  # with one's own run
    "taught network, teacher": 1.0,
    "taught network, student": 5.0,
}
CROWDED = {"run": "run, in a crowd"}  # what slows down when many look
CROWD = 12  # visitors
GONE = 5  # seconds without a look after which a visitor counts as gone


def part(
    every: str | None,
    show: Callable[..., object],
    *args: object,
    look: Callable[[], object] = lambda: True,
    seen: object = None,
) -> None:
    """Show a part of the page, `show(*args)`, and again every so often.

    every: one of PACES; None for what is not shown again by itself. look: says something cheap; while it
    is false in Python's sense, nothing polls, and when it changes, the whole page is made anew. seen:
    what it said when the page read what it shows, if that was before.
    """
    seen = look() if seen is None else seen
    pace = pace_now(every) if every and seen else None

    @functools.wraps(show)  # Streamlit tells parts of one place apart by their names
    def again():
        if look() != seen or (every and pace and pace_now(every, pace) != pace):
            st.rerun()
        show(*args)

    st.fragment(again, run_every=PACES[pace] if pace else None)()


def watch(every: str, look: Callable[[], object], seen: object = None) -> None:
    """A part that shows nothing: have the whole page made anew when `look` says otherwise."""
    part(every, _nothing, look=look, seen=seen)


def _nothing():
    pass


def pace_now(every: str, before: str | None = None) -> str:
    """The pace at which this visitor is to look, who counts as looking from now on. before: the one
    until now. Who has slowed down waits until many have left, so that nobody goes to and fro."""
    slow = CROWDED.get(every)
    if slow is None:
        return every
    most = CROWD // 2 if before == slow else CROWD
    return every if _lately(every, GONE) <= most else slow


def _lately(what: str, seconds: float) -> int:
    """How many visitors have done something within so many seconds, this one, who does it now, among
    them."""
    when, now = _when(what), time.monotonic()
    when[visitor.identity()] = now
    for each, last in list(when.items()):
        if now - last > seconds:
            when.pop(each, None)
    return len(when)


@st.cache_resource(show_spinner=False)
def _when(what):
    """{visitor: when they did it last}."""
    return {}
