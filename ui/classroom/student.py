"""Classroom as a student sees it: what the class does now."""

import streamlit as st

from mnist_ann.classroom.contents import Asked, Experiment, SameDigit, TenDigits
from mnist_ann.export.class_page import to_page
from ui.classroom.drawings import handwriting, same_digit
from ui.classroom.drawings.hand_in import missed
from ui.classroom.experiment import experiment
from ui.classroom.votes import question
from ui.components.landing.landing import land_at_top, landing
from ui.state import cached, visitor
from ui.state.address import CLASS

# By what the activity asks.
VIEWS = {
    SameDigit: same_digit.learn,
    TenDigits: handwriting.learn,
    Asked: question.learn,
    Experiment: experiment.learn,
}
SHOWN = "activity shown"  # with what of it this session saw last


def learn(room):
    """The activity that is on, for a member of the class."""
    missed(room)
    if room.activity is None:
        st.write(
            "You are in. As soon as the teacher starts something, it opens here by itself."
        )
        st.page_link(
            "draw.py", label="Until then: draw a digit", icon=":material/draw:"
        )
    else:
        activity = cached.activities().get(room.activity)
        now = activity.id, activity.open, activity.revealed
        if st.session_state.get(SHOWN) != now:
            st.session_state[SHOWN] = now
            land_at_top()
        VIEWS[type(activity.content)](room, activity)
    landing()
    st.divider()
    me = visitor.identity()  # the download is made outside of the session
    with st.container(horizontal=True):
        if cached.activities().of_class(room.id):
            st.download_button(
                "Take a page home",
                lambda: to_page(cached.classroom(), cached.runs(), room, me),
                f"class-{room.code}.html",
                "text/html",
                icon=":material/download:",
                type="tertiary",
                on_click="ignore",
                help="Your digits, your network's curve, and what the class found out.",
            )
        if st.button("Leave the class", type="tertiary", icon=":material/logout:"):
            cached.members().leave(room.id, me)
            CLASS.drop()
            st.rerun()
