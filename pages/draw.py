"""Draw: a digit by your hand becomes 28 × 28 numbers, and a network reads it."""

from dataclasses import dataclass

import numpy as np
import streamlit as st
from parts import cached, canvas, own, pick, show, visitor
from parts.closer import LOOKS, show_a
from parts.ways import WAYS

from mnist_ann.charts import percent
from mnist_ann.digitize import Digitized
from mnist_ann.errors import Problem
from mnist_ann.network import Network
from mnist_ann.runs import Run
from mnist_ann.verdict import Memory, Verdict

SIDE = canvas.SIDE
LOOK = "look closer"  # the key of the choice of a closer look


@dataclass(frozen=True, eq=False)
class Found:
    """A drawing, and what a network makes of it."""

    digitized: Digitized
    run: Run | None  # None for the visitor's file
    network: Network
    probabilities: np.ndarray
    verdict: Verdict


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
        run = pick.run(default="draw")
    take, prompt = WAYS[way]
    network = None
    try:
        with row.container(width=SIDE if way in ("Draw", "Edit strokes") else 340):
            digitized = take()
        network = pick.load(run.id if run else visitor.FILE)
        found = digitized and read(digitized, run, network)
        missing = prompt
    except Problem as problem:  # a dot may become a digit with the next stroke
        found, missing = None, str(problem)
    # Of one height whatever it says, so that nothing below moves when it changes.
    with row.container(width=340, height=372, border=False):
        if found is None:
            st.info(missing)
            if network:  # so that the first answer comes as quickly as all others
                memory(network)
            return
        answer(found)
    with row.container(width=SIDE):
        show.digit(
            found.digitized.image,
            caption="What the network sees: 28 × 28 pixels",
            alt="Your drawing as the network sees it",
            width=SIDE,
        )
        own.correction(found.digitized.image)
    look = st.segmented_control("Look closer", list(LOOKS), key=LOOK)
    if look:
        LOOKS[look](found)


def read(digitized, run, network):
    """The Found of a drawing."""
    probabilities = network.forward([digitized.image])[0]
    verdict = memory(network).verdict(digitized.image)
    return Found(digitized, run, network, probabilities, verdict)


@st.cache_resource(
    max_entries=4,  # 4 MB each, and the network
    show_spinner=False,
    hash_funcs={Network: lambda network: network.fingerprint},
)
def memory(network):
    """What a network remembers of its training images."""
    return Memory(network, cached.data())


def answer(found):
    """The digit or the doubt, in words, and the probabilities of all ten."""
    verdict, p = found.verdict, found.probabilities
    first, second = show_a(verdict.first), show_a(verdict.second)
    sure = percent(p[verdict.first]).replace(">", "more than ")
    words = {
        "sure": (f"This is {first}", f"The network is {sure} sure."),
        "torn": (
            f"{first.capitalize()} or {second}?",
            f"The network is torn: {sure} for {first}, {percent(p[verdict.second])} for {second}.",
        ),
        "unlike": (
            "This is not like a digit",
            f"Nothing that it learned from looks so. If it must answer: {first}.",
        ),
    }
    title, sentence = words[verdict.kind]
    st.header(title, anchor=False)
    st.write(sentence)
    show.probabilities(p)


st.title("Draw a digit")
st.write("A neural network that has never seen your handwriting reads it as you draw.")
reading()
if st.toggle("Your own digits", help="What you kept, and what networks make of it."):
    own.collected()
