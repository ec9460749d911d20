"""Draw: a digit by your hand becomes 28 × 28 numbers, and a network reads it."""

import streamlit as st

from mnist_ann.errors import Problem
from mnist_ann.reading.reading import read
from ui.drawing import canvas, own_digits
from ui.drawing.answer import answer
from ui.drawing.closer_look import LOOKS
from ui.drawing.ways_in import WAYS
from ui.networks import choose
from ui.shown.digit import digit_picture
from ui.state import cached, visitor

SIDE = canvas.SIDE
LOOK = "look closer"  # the key of the choice of a closer look


@st.fragment
def reading():
    """Everything that changes with a stroke; only this runs again after one."""
    # Else the choice would be forgotten whenever there is no answer to look at: after each Clear.
    st.session_state[LOOK] = st.session_state.get(LOOK)
    way = st.segmented_control(
        "Way in",
        list(WAYS),
        default="Draw",
        required=True,
        label_visibility="collapsed",
    )
    row = st.container(horizontal=True, gap="medium")
    with st.container(width=480):
        run = choose.run(default="draw")
    take, prompt = WAYS[way]
    network = None
    try:
        with row.container(width=SIDE if way in ("Draw", "Edit strokes") else 340):
            digitized = take()
        network = choose.load(run.id if run else visitor.FILE)
        found = digitized and read(digitized, cached.memory(network))
        missing = prompt
    except Problem as problem:  # a dot may become a digit with the next stroke
        found, missing = None, str(problem)
    # Of one height whatever it says, so that nothing below moves when it changes.
    with row.container(width=340, height=372, border=False):
        if found is None:
            st.info(missing)
            if network:  # so that the first answer comes as quickly as all others
                cached.memory(network)
            return
        answer(found)
    with row.container(width=SIDE):
        digit_picture(
            found.image,
            caption="What the network sees: 28 × 28 pixels",
            alt="Your drawing as the network sees it",
            width=SIDE,
        )
        own_digits.correction(found.image)
    look = st.segmented_control("Look closer", list(LOOKS), key=LOOK)
    if look:
        LOOKS[look](found, run)


st.title("Draw a digit")
st.write("A neural network that has never seen your handwriting reads it as you draw.")
reading()
if st.toggle("Your own digits", help="What you kept, and what networks make of it."):
    own_digits.collected()
