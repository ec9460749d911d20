"""Draw: a digit by your hand becomes 28 × 28 numbers, and a network reads it."""

import streamlit as st

from mnist_ann.digitize.photo import SeveralDigits
from mnist_ann.errors import Problem
from mnist_ann.reading.reading import read
from mnist_ann.reading.request import told, told_number
from ui.classroom.lobby import join
from ui.components.network_at_work.network_at_work import network_at_work
from ui.drawing import canvas, own_digits
from ui.drawing.closer_look import LOOKS
from ui.drawing.ways_in import HAND, PROMPT, WAYS
from ui.networks import choose
from ui.shown import problem
from ui.state import cached

LOOK = "look closer"  # the key of the choice of a closer look


@st.fragment
def reading():
    """Everything that changes with a drawing; only this runs again after a stroke."""
    # Else the choice would be forgotten whenever there is no answer to look at: after each Clear.
    st.session_state[LOOK] = st.session_state.get(LOOK)
    with st.container(key="ways"):
        way = st.segmented_control(
            "Way in",
            [HAND, *WAYS],
            default=HAND,
            required=True,
            label_visibility="collapsed",
        )
    drawing, below = st.container(), st.container()
    chosen = None
    with below:
        row = st.container(horizontal=True, vertical_alignment="bottom")
        with row.container(width=480), problem.shown(problem.hint):
            chosen = choose.reader()
    if chosen is None:
        return
    with drawing:
        # By hand, the browser asks the server itself; a script runs for what stands below.
        digitized = by_hand(chosen) if way == HAND else otherwise(way, chosen)
    if digitized is None:
        with problem.shown(
            problem.hint
        ):  # so that the first answer comes as quickly as all others
            cached.memory(chosen.network)
        return
    with row.container(width=200):
        own_digits.correction(digitized.image)
    with below:
        look = st.segmented_control("Look closer", list(LOOKS), key=LOOK)
        if look:
            with problem.shown(problem.hint):
                found = read(digitized, cached.memory(chosen.network))
                LOOKS[look](found, chosen.run)
        if chosen.run and (beside := cached.learned_beside(chosen.run.id)):
            st.caption(f"Beside MNIST, this network learned {beside}")


def by_hand(chosen):
    """The Digitized of what is on the live canvas, None while it is no digit."""
    looks = st.session_state[LOOK] is not None
    canvas.draw(chosen.described, PROMPT, soon=looks)
    return canvas.digitized()


def otherwise(way, chosen):
    """The same for another way in, and the network's answer to it."""
    take, prompt = WAYS[way]
    row = st.container(horizontal=True, gap="large")
    digitized = answer = None
    with row.container(width=340):
        try:
            digitized = take()
            if digitized:
                answer = told(read(digitized, cached.memory(chosen.network)))
        except SeveralDigits as several:
            answer = told_number(several.ink, cached.memory(chosen.network))
        except Problem as problem:
            prompt = str(problem)
    with row.container(width="stretch"):
        network_at_work(
            chosen.described,
            answer,
            key="answer",
            title=answer["title"] or "" if answer else "",
            sentence=answer["sentence"] if answer else prompt,
            alt="Your drawing as the network sees it",
        )
    return digitized


with st.container(key="top", horizontal=True, vertical_alignment="center"):
    st.title("Draw a digit")
    join.elsewhere()
with st.container(key="intro"):
    st.write(
        "A neural network that has never seen your handwriting reads it as you draw."
    )
reading()
with st.container(horizontal=True):
    st.page_link(
        "perceptron.py", label="How does it do that?", icon=":material/arrow_forward:"
    )
    st.page_link(
        "train.py", label="Train one yourself", icon=":material/arrow_forward:"
    )
if st.toggle("Your own digits", help="What you kept, and what networks make of it."):
    own_digits.collected()
