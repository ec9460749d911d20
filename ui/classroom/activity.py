"""What all that a class does shares: which one is on, who is who, runs that many look at."""

from collections.abc import Callable

import streamlit as st

from mnist_ann.classroom.activities import Activity, C
from mnist_ann.classroom.classes import Class
from mnist_ann.classroom.contents import kind_of
from ui.state import cached, visitor


def current(room: Class, content: type[C]) -> Activity[C] | None:
    """The Activity that a class does now, if it asks for such a content, else None."""
    if room.activity is None:
        return None
    activity = cached.activities().get(room.activity)
    return activity if isinstance(activity.content, content) else None


def earlier(
    room: Class, content: type[C], label: str, title: Callable[[C], str]
) -> None:
    """Look at an earlier activity with such a content again. label: of the choice. title: a function
    that names a content."""
    found = {each.id: each for each in cached.activities().of_kind(room.id, content)}
    if not found:
        return
    id = st.selectbox(
        label,
        list(found),
        index=None,
        format_func=lambda id: title(found[id].content),
        key=f"earlier {kind_of(content)}",
        placeholder="Choose one to show it again",
    )
    if id:
        cached.activities().show(id, visitor.identity())
        st.rerun()


def names(room):
    """{member's id: what all may read}, on the teacher's screen, too, which is projected."""
    members = cached.members().of_class(room.id, visitor.identity())
    return {each.id: each.for_all for each in members}


def run_in(room, id):
    """The Run of an id that a member of a class started, or None if it is gone. Thirty pages that ask
    at once make one question of it."""
    return _runs(room.id).get(id) or cached.runs().several([id]).get(id)


@st.cache_resource(ttl=1.0, max_entries=32, show_spinner=False)
def _runs(class_id):
    return {run.id: run for run in cached.runs().of_class(class_id)}


@st.cache_resource(ttl=1.0, max_entries=32, show_spinner=False)
def run_for_all(id):
    """(the Run that a whole class looks at, its Epochs), looked up once a second for all; None if it
    is gone."""
    run = cached.runs().several([id]).get(id)
    return run and (run, cached.runs().epochs(id))


@st.cache_resource(max_entries=256, show_spinner=False)
def epochs_of(id, epoch):
    """The Epochs of a run up to one that has ended."""
    return [each for each in cached.runs().epochs(id) if each.epoch <= epoch]
