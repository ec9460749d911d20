"""A student's paper: the live canvas, what the network says to it, and the way to hand it in."""

import streamlit as st

from mnist_ann.reading.reading import read
from ui.drawing import canvas
from ui.networks import choose
from ui.shown import problem
from ui.state import cached, visitor

PROMPT = "Draw on the black square. The network reads it while you draw."


def reader():
    """The Chosen network that reads the class's drawings, as on Draw. Ask once a page: it is looked up in
    the store."""
    return choose.last_of(cached.runs().get("draw"))


def warm(network):
    """Have the first answer come as quickly as all others; the page is to be complete before."""
    cached.memory(network.network)


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
    # The button comes before the canvas, below which it stands: a drawing that is handed in makes
    # room for the next one in the same answer.
    sheet, below = st.container(), st.container(key="hand-in", width=canvas.SIDE)
    pressed = below.button(
        press,
        key=f"hand in {name}",
        type="primary",
        icon=":material/send:",
        width="stretch",
        disabled=frozen or canvas.empty(name),
    )
    done = pressed and _hand_in(below, name, activity, label, network)
    if done and not keep:
        canvas.clear(name)
    if note:
        with st.container(width=canvas.SIDE):
            note()
    with sheet:
        prompt = "Handed in. Draw the next one." if done and not keep else PROMPT
        # The button waits for the first stroke.
        soon = canvas.empty(name)
        canvas.draw(network.described, prompt, name, brief=True, soon=soon)
    return done


def _hand_in(place, name, activity, label, network):
    """Whether the drawing is a digit and the store took it; if not, `place` says why."""
    with place, problem.shown() as refused:
        found = read(canvas.checked(name), cached.memory(network.network))
        verdict = found.verdict
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
