"""One drawing of the class, large, with what the teacher, or who drew it, can do about it."""

import streamlit as st

from mnist_ann.words import a_digit
from ui.components.drawing_wall.drawing_wall import in_words
from ui.shown.digit import digit_picture
from ui.shown.words import as_text
from ui.state import cached, visitor

OPENED = "class drawing that is open"
SIDE = 420  # pixels


def large(room, hand_ins, pressed):
    """Show the drawing that was pressed, by id, until it is closed: what comes meanwhile makes the
    page anew, and must not close it."""
    if pressed:
        st.session_state[OPENED] = int(pressed)
    hand_in = next(
        (each for each in hand_ins if each.id == st.session_state.get(OPENED)), None
    )
    if hand_in is None:
        return
    name = f"{as_text(hand_in.name)}: {a_digit(hand_in.label)}"
    st.dialog(name, width="medium", on_dismiss=_close)(_content)(room, hand_in)


def _close():
    st.session_state.pop(OPENED, None)


def _content(room, hand_in):
    digit_picture(hand_in.image, alt=f"A drawn {hand_in.label}", width=SIDE)
    st.subheader(in_words(hand_in), anchor=False)
    me, drawings = visitor.identity(), cached.drawings()
    if not cached.classes().teaches(room.id, me):
        if cached.members().own(room.id, me).id == hand_in.member:
            _delete(room, hand_in)
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        label = st.selectbox("It really is a", range(10), index=hand_in.label)
        if label != hand_in.label:
            drawings.relabel(room.id, me, hand_in.id, label)
            st.rerun()
        if hand_in.for_all:
            label, icon = "Take it off the wall", ":material/visibility_off:"
        else:
            label, icon = "Show it on the wall", ":material/visibility:"
        if st.button(
            label,
            icon=icon,
            help="What is off the wall is rejected for the class's handwriting, too. It is kept there "
            "under Vet.",
        ):
            drawings.accept(room.id, me, [hand_in.id], not hand_in.for_all)
            _close()
            st.rerun()
        _delete(room, hand_in)


def _delete(room, hand_in):
    if st.button("Delete it", icon=":material/delete:"):
        cached.drawings().delete(room.id, visitor.identity(), [hand_in.id])
        _close()
        st.rerun()
