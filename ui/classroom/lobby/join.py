"""The door of Classroom: join with a code, or open a class."""

from datetime import timedelta

import streamlit as st

from mnist_ann.classroom.moderation.nicknames import LONGEST
from ui.classroom.lobby.guide import lesson
from ui.shown import problem
from ui.state import address, cached, visitor
from ui.state.address import CLASS

SHORTEST = timedelta(hours=3)


def door():
    """For who is in no class."""
    asked = CLASS.said("")
    if asked:  # by a QR code: nothing else is wanted
        _join(asked)
        if st.button("I want another class", type="tertiary"):
            CLASS.drop()
            st.rerun()
        return
    st.write(
        "A lesson for a whole class: everyone draws, guesses and trains on a phone or a laptop, and "
        "the teacher's screen shows what came of it. Nothing to install, no account."
    )
    left, right = st.columns(2, gap="large")
    with left:
        st.header("Join a class", anchor=False)
        _join(asked)
    with right:
        st.header("Teach a class", anchor=False)
        st.write(
            "You get a code and a QR code for your students, and a board to project."
        )
        if st.button("Open a class", icon=":material/co_present:"):
            _open()
    if st.toggle(
        "Show the lesson",
        help="Plans for 20, 45 and 90 minutes, a worksheet and slides.",
    ):
        lesson()


def elsewhere():
    """A way in on the first page, for who has been told a code and nothing else."""
    me = visitor.identity()
    if cached.members().joined(me) or cached.classes().taught(me):
        return  # the line of the class says so
    label = "Join a class"
    # What is in it is asked for by those who open it.
    if (opened := st.popover(label, key=label, on_change="rerun")).open:
        with opened:
            _join("")


def _join(asked):
    with st.form("join", border=False, width=420):
        code = st.text_input("Code", asked, help="It stands on the teacher's screen.")
        name = st.text_input(
            "Nickname, if you like",
            help=f"At most {LONGEST} characters. The class sees it. Your real name isn't needed.",
        )
        if st.form_submit_button("Join", type="primary", icon=":material/login:"):
            with problem.shown():
                room, _ = cached.members().join(code or "", visitor.identity(), name)
                st.switch_page("classroom.py", query_params={CLASS.name: room.code})


def _tonight():
    """When a new class ends: with the day, but not while it may still be held."""
    now = visitor.now()
    return max(visitor.end_of_day(now.date()), now + SHORTEST)


def _open():
    with problem.shown():
        id, key = cached.teaching().open(visitor.identity(), _tonight())
        visitor.keep_recovery(key)
        address.only({"class": cached.classes().get(id).code})
        st.rerun()
