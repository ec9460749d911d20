"""A button by which the class goes on: it asks first if that takes unfinished drawings away."""

import streamlit as st

from mnist_ann.words import counted
from ui.state import cached, visitor


def asked(room, label, *, key, icon, on_click, args, primary=True):
    """A button as st.button shows it; while members who are here still draw, one that says so first."""
    kind = "primary" if primary else "secondary"
    drawing = _still_drawing(room)
    if not drawing:
        st.button(label, key=key, type=kind, icon=icon, on_click=on_click, args=args)
        return
    with st.popover(label, icon=icon, type=kind, key=f"ask before {key}"):
        st.write(
            f"{counted(drawing, 'student')} {'has' if drawing == 1 else 'have'} not handed in yet, and can't "
            "any more when the class goes on. What they have drawn stays on their own page."
        )
        st.button(
            "Go on all the same",
            key=key,
            type="primary",
            on_click=on_click,
            args=args,
        )


def _still_drawing(room):
    """How many of those who are here have not handed in what the class draws now."""
    if room.activity is None:
        return 0
    activity = cached.activities().get(room.activity)
    if not activity.open or not activity.content.digits:
        return 0
    done = cached.drawings().drawn_by(activity.id)
    members = cached.members().of_class(room.id, visitor.identity())
    return sum(member.here and member.id not in done for member in members)
