"""A student's paper: the live canvas, what the network says to it, and the way to hand it in."""

import streamlit as st

from mnist_ann.errors import Problem
from mnist_ann.reading.reading import one_digit, read
from ui.drawing import canvas
from ui.drawing.answer import answer
from ui.shown import problem
from ui.shown.digit import digit_picture
from ui.state import cached, visitor

READER = "draw"  # the run whose network reads the class's drawings, as on Draw


def reader():
    """The Network that reads the class's drawings. Ask once a page: it is looked up in the store."""
    return cached.network(READER)


def warm(network):
    """Have the first answer come as quickly as all others; the page is to be complete before."""
    cached.memory(network)


def handed_in(activity, anew=False):
    """What the visitor handed in to an activity, by id: {label: HandIn}. anew: ask the store; a
    stroke's answer needn't."""
    key = f"handed in to {activity}"
    if anew or key not in st.session_state:
        st.session_state[key] = cached.drawings().own(activity, visitor.identity())
    return st.session_state[key]


def paper(name, activity, label, network, *, press, frozen, keep=True, note=None):
    """Draw one digit and hand it in. Returns whether it was handed in just now.

    name: of the drawing (see `canvas`). activity: its id. label: the digit asked for. press: what the
    button says. keep: whether the drawing stays on the canvas when it is handed in. note: shows what
    is to be said below the button, where it moves nothing.
    """
    row = st.container(horizontal=True, gap="medium")
    with row.container(width=canvas.SIDE):
        sheet, below = st.container(), st.container()
    found, missing = _read(name, network)
    # The button comes before the canvas, below which it stands: a drawing that is handed in makes
    # room for the next one in the same answer.
    pressed = below.button(
        press,
        key=f"hand in {name}",
        type="primary",
        icon=":material/send:",
        width="stretch",
        disabled=frozen or found is None,
    )
    done = bool(pressed and found) and _hand_in(below, activity, label, found)
    if done and not keep:
        canvas.clear(name)
        found, missing = None, "Handed in. Draw the next one."
    if note:
        with below:
            note()
    with sheet:
        canvas.draw(name)
    with row.container(width=340, height=372, border=False):
        if found:
            answer(found)
        else:
            st.info(missing)
    if found:
        with row.container(width=canvas.SIDE):
            digit_picture(
                found.image,
                caption="What the network sees: 28 × 28 pixels",
                alt="Your drawing as the network sees it",
                width=canvas.SIDE,
            )
    return done


def _read(name, network):
    """(the Reading of a drawing, None), or (None, what is missing)."""
    try:
        drawing = canvas.picture(name)
        if drawing is not None:
            return read(one_digit(drawing), cached.memory(network)), None
    except Problem as problem:  # a dot may become a digit with the next stroke
        return None, str(problem)
    return None, "Draw on the black square. The network reads it while you draw."


def _hand_in(place, activity, label, found):
    """Whether the store took it; if not, `place` says why."""
    verdict = found.verdict
    with place, problem.shown() as refused:
        cached.drawings().hand_in(
            activity,
            visitor.identity(),
            label,
            found.image,
            verdict.first,
            float(found.probabilities[verdict.first]),
            verdict.kind,
        )
    if not refused:
        handed_in(activity, anew=True)
    return not refused
