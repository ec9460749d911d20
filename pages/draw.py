"""Draw: a digit by your hand becomes 28 × 28 numbers, and a network reads it."""

import streamlit as st
from parts import cached, canvas, pick, show

from mnist_ann.charts import percent
from mnist_ann.digitize import digitize
from mnist_ann.errors import Problem

SURE = 0.6  # below it, the second digit is worth a mention
SIDE = canvas.SIDE
WAYS = {"Draw": canvas.draw, "Edit strokes": canvas.edit}


@st.fragment
def reading():
    """Everything that changes with a stroke; only this runs again after one."""
    way = st.segmented_control(
        "Way in",
        list(WAYS),
        default="Draw",
        label_visibility="collapsed",
        required=True,
    )
    row = st.container(horizontal=True, gap="medium")
    with st.container(width=340):
        run = pick.run(default="draw")
    with row.container(width=SIDE):
        drawing = WAYS[way]()
    # Of one height whatever it says, so that nothing below moves when it changes.
    with row.container(width=340, height=372, border=False):
        if drawing is None:
            st.info(
                "Draw a digit from 0 to 9 on the black square. The network reads it while you draw."
            )
            return
        try:
            digitized = digitize(drawing)
            network = cached.network(run.id)
        except Problem as missing:  # a dot may become a digit with the next stroke
            st.info(str(missing))
            return
        answer(network.forward([digitized.image])[0])
    with row.container(width=SIDE):
        show.digit(
            digitized.image,
            caption="What the network sees: 28 × 28 pixels",
            alt="Your drawing as the network sees it",
            width=SIDE,
        )
    steps(digitized.steps)


def answer(probabilities):
    """The digit, how sure the network is of it, and the probabilities of all ten."""
    second, first = (int(digit) for digit in probabilities.argsort()[-2:])
    st.header(f"This is {_a(first)}", anchor=False)
    sure = percent(probabilities[first]).replace(">", "more than ")
    sure = f"The network is {sure} sure."
    if probabilities[first] < SURE:
        sure += f" It may be {_a(second)}, too."
    st.write(sure)
    show.probabilities(probabilities)


def steps(steps):
    """How the drawing became what the network sees."""
    st.subheader("From your drawing to 28 × 28 numbers", anchor=False)
    with st.container(horizontal=True):
        for number, step in enumerate(steps, 1):
            with st.container(width=156):
                show.digit(
                    step.picture, alt=f"The drawing after step {number}", width=156
                )
                st.markdown(f"**{number}. {step.name}**")
                st.caption(step.caption)


def _a(digit):
    return f"an {digit}" if digit == 8 else f"a {digit}"


st.title("Draw a digit")
st.write("A neural network that has never seen your handwriting reads it as you draw.")
reading()
