"""Classroom as its teacher sees it: a presenter's view. What the class sees is on the projection."""

import streamlit as st

from ui.classroom.drawings import handwriting, same_digit
from ui.classroom.experiment import experiment
from ui.classroom.lobby import board, guide, invitation, manage, presenter
from ui.classroom.votes import question
from ui.classroom.watch import watch
from ui.state import cached
from ui.state.address import Choice

VIEWS = {
    "Board": board.board,
    "Same digit": same_digit.teach,
    "Predict first": question.teach,
    "Experiment": experiment.teach,
    "Handwriting": handwriting.teach,
    "Lesson": guide.lesson,
    "Manage": manage.manage,
}
VIEW = Choice("view")


def teach(room):
    """One of VIEWS, for the teacher of a class."""
    activities = cached.activities().of_class(room.id)
    # Filled once it is known which view is shown; in its place already, so that nothing jumps.
    head, now = st.container(), st.container()
    view = st.segmented_control(
        "View",
        list(VIEWS),
        required=True,
        label_visibility="collapsed",
        **VIEW.follow(VIEWS, default="Board"),
    )
    with head:
        presenter.header(room, first=view == "Board" and not activities)
    with now:
        presenter.now(room, activities, view, VIEW.say)
    if view in ("Board", "Manage"):
        invitation.recovery(room)
    watch("class, teacher", room)
    VIEWS[view](room)


def ended(room):
    """What is left of a class that has ended, for who taught it."""
    with st.container(border=True):
        st.header(f"Your class {room.code} has ended", anchor=False)
        st.write("What it collected can be downloaded for a week, or deleted now.")
        manage.keep(room)
