"""How a Problem is shown beside its cause, so that the rest of the page stays and goes on.

with problem.shown() as refused:
    run = start()
if refused:
    return
"""

from collections.abc import Callable
from types import TracebackType
from typing import Self

import streamlit as st

from mnist_ann.errors import Problem
from ui.shown.words import as_text


def in_place(problem: Problem) -> None:
    """As an error, where the page is."""
    st.error(str(problem), icon=":material/error:")


def quoted(problem: Problem) -> None:
    """The same for one that repeats what a person wrote, letter by letter."""
    st.error(as_text(str(problem)), icon=":material/error:")


def toast(problem: Problem) -> None:
    """At the page's edge, for what has no place in it: a callback, or a button in a row."""
    st.toast(str(problem), icon=":material/error:", duration="long")


def hint(problem: Problem) -> None:
    """Calmly: nothing is wrong, something is missing."""
    st.info(str(problem))


def lost(problem: Problem) -> None:
    """What an address asks for is not there."""
    st.warning(str(problem), icon=":material/link_off:")


class shown:
    """Shows a Problem that comes up inside, and lets the page go on after it. True if one came."""

    def __init__(self, how: Callable[[Problem], None] = in_place) -> None:
        self._how = how
        self._problem: Problem | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if not isinstance(error, Problem):
            return False
        self._problem = error
        self._how(error)
        return True

    def __bool__(self) -> bool:
        return self._problem is not None


def kept(key: str) -> shown:
    """Keeps it for `show_kept`, from a callback until the next try."""
    st.session_state.pop(key, None)
    return shown(lambda problem: st.session_state.update({key: problem}))


def show_kept(key: str) -> None:
    """Show what was kept under a key, if anything was."""
    problem = st.session_state.get(key)
    if problem:
        in_place(problem)
