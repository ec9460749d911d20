"""Choices that stand in the address, so that a link, a reload and the browser's Back keep them.

Whatever pages read from the address or set there is a `Choice`; a widget that shows one follows it. A
widget that only the visitor sets needs none of this: Streamlit's own `bind="query-params"` keeps it.
"""

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

REPLACED = "replaced in address"  # {(name, its text): when it was replaced}
KNOWN = "known of address"  # {name: the text that was read or said last}
AT = "page in address"
VISITED = "places since arrival"
FOLLOWED = "choices that widgets follow"  # their names


@dataclass(frozen=True)
class Choice:
    """A choice that stands in the address as `?name=…`.

    read: what a text there means, None if nothing. write: the text of a value. late: for so many
    seconds a browser may still send the address of before a change. It has not heard of the change
    yet, and must not take it back.
    """

    name: str
    read: Callable[[str], Any] = str
    write: Callable[[Any], str] = str
    late: float = 2.0

    def said(self, default: Any = None) -> Any:
        """What the address says, or the default if that is nothing."""
        text = self._text()
        value = None if text is None else self.read(text)
        return default if value is None else value

    def say(self, value: Any) -> None:
        """Have the address say a value; None for nothing."""
        before, text = self._text(), None if value is None else self.write(value)
        if text != before:
            replaced = st.session_state.setdefault(REPLACED, {})
            replaced[self.name, before] = time.monotonic()
            replaced.pop((self.name, text), None)
        st.session_state.setdefault(KNOWN, {})[self.name] = text
        self._put(text)

    def drop(self) -> None:
        """Have the address say nothing of it."""
        self.say(None)

    def news(self) -> Any:
        """What a link asks for: what the address says unless this session read or said it before, or
        has just replaced it. None if that is nothing."""
        text, known = self._text(), st.session_state.setdefault(KNOWN, {})
        if text is None or text == known.get(self.name) or self._is_late(text):
            return None
        known[self.name] = text
        return self.read(text)

    def follow(self, options: Collection[Any], default: Any) -> dict[str, Any]:
        """The arguments of a widget that shows what the address says, and changes it.

        options: what it can say; anything else counts as not said. default: shown until then.
        """
        text = self._text()
        if self.name in st.session_state and self._is_late(text):
            text = self.write(st.session_state[self.name])
            self._put(text)
        shown = next((each for each in options if self.write(each) == text), default)
        st.session_state.setdefault(FOLLOWED, set()).add(self.name)
        # Not anew each time: it would undo a fast key.
        if st.session_state.get(self.name) != shown:
            st.session_state[self.name] = shown
        return {"key": self.name, "on_change": self._take, "args": (shown, options)}

    def forget_widget(self) -> None:
        """Have the widget show the address again: what it is called there may have changed."""
        st.session_state.pop(self.name, None)

    def _take(self, shown, options):
        """Have the address say what was chosen. shown: what the widget showed until then. A message
        that comes late, from a page that is no longer there, counts as a change to just that, and
        brings its old address along: it must not become the address again."""
        # It may be there no more. And a browser sends what an option is called; what it is no longer called
        # means nothing.
        chosen = st.session_state.get(self.name)
        if chosen not in options:
            return
        if chosen != shown or self._text() not in (None, self.write(chosen)):
            self.say(chosen)

    def _text(self):
        return st.query_params.get(self.name)

    def _put(self, text):
        if text is None:
            st.query_params.pop(self.name, None)
        else:
            st.query_params[self.name] = text

    def _is_late(self, text):
        """Whether what the address says was replaced just now."""
        when = st.session_state.get(REPLACED, {}).get((self.name, text))
        return when is not None and time.monotonic() - when < self.late


# Of several pages.
RUN = Choice("run")
EPOCH = Choice("epoch")
EXPERIMENT = Choice("experiment")
COMPARE = Choice(
    "compare", read=lambda text: [id for id in text.split(",") if id], write=",".join
)
RECIPE = Choice("recipe", late=5.0)  # a page with so many widgets takes its time
FROM = Choice("from")  # the run that a new one starts from
CLASS = Choice("class")
SHOW = Choice("show")  # the token of the window that only shows a class
MISSING = Choice(
    "missing"
)  # a page that was asked for and isn't there (`server/shell`)


def query() -> dict[str, str]:
    """All that the address says."""
    return st.query_params.to_dict()


def only(query: dict[str, str]) -> None:
    """Have the address say this and nothing else. In one step: each is an entry of the browser's
    history, and Back is to lead to what was before all of it."""
    st.query_params.from_dict(query)


def tell_browser() -> None:
    """Have the browser show what the page was asked for. A link from a page to itself changes the query
    here and leaves the address, so that a reload would show what was there before."""
    only(query())


def by_history() -> bool:
    """Whether this script was asked for by the browser's Back or Forward: the address is meant."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def arrive(page: str) -> None:
    """Note which page is shown, to tell who comes from another page from who stays."""
    if by_history():
        st.session_state.pop(REPLACED, None)  # none of it is late
    if st.session_state.get(AT) != page:
        st.session_state[AT] = page
        st.session_state[VISITED] = set()
        st.session_state.pop(REPLACED, None)  # the address of another page
        # A widget of this page doesn't have what one of the same name had there.
        for name in st.session_state.pop(FOLLOWED, ()):
            st.session_state.pop(name, None)


def come_back(
    place: str, choices: Sequence[Choice], unless: Sequence[Choice] = ()
) -> None:
    """For who comes from another page by the menu, which drops the query: have the address say again
    what this place showed last in the session. place: on a page, or one that pages share. choices:
    those that say what it shows. unless: others that ask for something else."""
    arrived = place not in st.session_state[VISITED]
    st.session_state[VISITED].add(place)
    asked = any(each.name in st.query_params for each in (*choices, *unless))
    shown = st.session_state.get(f"address of {place}")
    if arrived and shown and not asked:
        st.query_params.update(shown)
    keep(place, choices)


def keep(place: str, choices: Sequence[Choice]) -> None:
    """Keep what a place shows, to come back to."""
    names = [each.name for each in choices if each.name in st.query_params]
    st.session_state[f"address of {place}"] = {
        name: st.query_params[name] for name in names
    }
