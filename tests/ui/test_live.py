"""Parts of a page that look again by themselves: when, how often, and when no longer."""

import time
from unittest.mock import MagicMock

import pytest
from streamlit.runtime import Runtime
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import RerunData
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests
from streamlit.runtime.state import SafeSessionState, SessionState
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from ui.state import live

PAGE = """
import streamlit as st
from ui.state import live

state = st.session_state
state.pages += 1

def count():
    state.shows += 1

live.part({every!r}, count, look=lambda: state.world, seen={seen})
"""


@pytest.fixture(autouse=True)
def server(monkeypatch):
    """In place of a server, for what a run of a page tells it at its end; AppTest does the same."""
    monkeypatch.setattr(Runtime, "_instance", MagicMock())


class Page:
    """A page with one live part, whose looks come when a test says so. `world` is what it looks at."""

    def __init__(self, folder, every="runs", seen=None, world=True):
        self.path = folder / "page.py"
        self.path.write_text(PAGE.format(every=every, seen=seen))
        self.state = SafeSessionState(SessionState(), lambda: None)
        for name, value in {
            "pages": 0,
            "shows": 0,
            "world": world,
            "visitor": "ada",
        }.items():
            self.state[name] = value
        self.fragments = MemoryFragmentStorage()
        self.pace = None  # seconds between two looks, None if none are to come
        self._run(RerunData())

    def look_again(self):
        """What happens when the time has come."""
        self._run(RerunData(fragment_id_queue=list(self.fragments._fragments)))

    def _run(self, what):
        pages = self.state["pages"]
        runner = LocalScriptRunner(
            str(self.path),
            self.state,
            PagesManager(str(self.path)),
            fragment_storage=self.fragments,
        )
        runner._requests = (
            ScriptRequests()
        )  # without the whole page, which AppTest begins with
        runner.request_rerun(what)
        runner.start()
        runner.join()
        sent = [m.auto_rerun for m in runner.forward_msgs() if m.HasField("auto_rerun")]
        if self.state["pages"] > pages:  # else the browser goes on as it was told
            self.pace = sent[0].interval if sent else None

    @property
    def counts(self):
        """(how often the page was made, how often its part was shown)."""
        return self.state["pages"], self.state["shows"]


def test_it_is_shown_again_alone_until_what_it_looks_at_is_over(tmp_path):
    page = Page(tmp_path)
    assert page.pace == live.PACES["runs"] == 1.0 and page.counts == (1, 1)
    page.look_again()
    assert page.pace == 1.0 and page.counts == (1, 2)
    page.state["world"] = False
    page.look_again()
    assert page.pace is None and page.counts == (
        2,
        3,
    )  # the page anew, for the last time


def test_what_is_over_is_looked_at_when_something_is_pressed_and_begins_again(tmp_path):
    page = Page(tmp_path, world=False)
    assert page.pace is None
    page.state["world"] = True
    page.look_again()
    assert page.pace == 1.0 and page.counts == (2, 2)


def test_any_change_makes_the_page_anew(tmp_path):
    page = Page(tmp_path, world=(1, "here"))
    page.state["world"] = (2, "here")
    page.look_again()
    assert page.pace == 1.0 and page.counts == (2, 2)


def test_what_changed_while_the_page_was_made_is_not_missed(tmp_path):
    page = Page(
        tmp_path, seen="state.pages", world=2
    )  # the page read 1, and it is 2 now
    assert page.counts == (2, 1)


def test_a_part_that_nothing_polls(tmp_path):
    page = Page(tmp_path, every=None)
    assert page.pace is None and page.counts == (1, 1)


def test_in_a_crowd_a_run_is_looked_at_less_often_until_many_have_left(tmp_path):
    looking = live._when("run")
    looking.clear()
    page = Page(tmp_path, every="run")
    assert page.pace == 0.5
    looking.update({f"pupil {n}": time.monotonic() + 60 for n in range(live.CROWD)})
    page.look_again()
    assert page.pace == 1.5
    while len(looking) > live.CROWD // 2 + 1:
        looking.pop(next(each for each in looking if each != "ada"))
    page.look_again()
    assert page.pace == 1.5 and page.state["pages"] == 2  # nobody goes to and fro
    looking.pop(next(each for each in looking if each != "ada"))
    page.look_again()
    assert page.pace == 0.5
    looking.clear()


def test_who_has_not_looked_for_a_while_is_not_counted(tmp_path):
    looking = live._when("run")
    looking.clear()
    long_ago = time.monotonic() - live.GONE - 1
    looking.update({f"pupil {n}": long_ago for n in range(live.CROWD)})
    assert Page(tmp_path, every="run").pace == 0.5
    assert list(looking) == ["ada"]
    looking.clear()
