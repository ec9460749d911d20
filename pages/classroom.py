"""Classroom: thirty students and a teacher, one lesson, nothing to install."""

import streamlit as st

from ui.classroom.lobby import invitation
from ui.classroom.lobby.join import door
from ui.classroom.student import learn
from ui.classroom.teacher import ended, teach
from ui.shown import problem
from ui.state import cached, visitor
from ui.state.address import CLASS

me = visitor.identity()
with problem.kept("recovery refused"):
    invitation.recover()
joined, taught = cached.members().joined(me), cached.classes().taught(me)
if taught and not taught.ended:
    CLASS.say(taught.code)
    teach(taught)
else:
    # Who draws or votes needs the room, on a phone most of all.
    if not (joined and joined[0].activity):
        st.title("Classroom", anchor=False)
    problem.show_kept("recovery refused")
    asked = CLASS.said("").upper()
    if joined and asked in ("", joined[0].code):
        CLASS.say(joined[0].code)
        learn(joined[0])
    elif joined:
        st.info(
            f"You are in the class {joined[0].code}. Join to come to this one instead."
        )
        door()
    else:
        if taught:
            ended(taught)
        gone = cached.members().parted(asked, me)
        if gone:
            st.info(gone, icon=":material/door_open:")
            CLASS.drop()  # its code opens nothing any more
        door()
