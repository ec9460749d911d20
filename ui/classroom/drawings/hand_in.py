"""A student's paper: the live canvas, what the network says to it, and the way to hand it in."""

import streamlit as st

from mnist_ann.errors import Problem
from mnist_ann.reading.reading import read
from ui.drawing import canvas
from ui.networks import choose
from ui.shown import problem
from ui.state import cached, visitor

AT = "activity and digit that are drawn"
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


def sheet(activity):
    """The name of the drawing (see `canvas`) for an activity, by id."""
    return f"drawing for {activity}"


def missed(room):
    """Say so, once, when the class has gone on before a student's drawing was handed in: a press that
    comes too late is never lost without a word."""
    if AT not in st.session_state:
        return
    id, label = st.session_state[AT]
    if room.activity == id and cached.activities().get(id).open:
        return
    del st.session_state[AT]
    try:
        given = handed_in(id, anew=True)
    except Problem:  # it was in another class, which has ended
        return
    if not canvas.empty(sheet(id)) and label not in given:
        st.toast(
            f"No more drawings are taken: your {label} was not handed in. It is kept, in case your teacher "
            "takes more.",
            icon=":material/timer_off:",
            duration="long",
        )


def paper(
    activity, label, network, *, press, frozen, keep=True, blind=False, note=None
):
    """Draw one digit and hand it in. Returns whether it was handed in just now.

    activity: its id. label: the digit asked for. press: what the button says. keep: whether the drawing
    stays on the canvas when it is handed in. blind: whether the network says nothing while it is drawn.
    note: shows what is to be said below the button, where it moves nothing.
    """
    name, st.session_state[AT] = sheet(activity), (activity, label)
    # The button comes before the canvas, below which it stands: a drawing that is handed in makes
    # room for the next one in the same answer.
    above, below = st.container(), st.container(key="hand-in", width=canvas.SIDE)
    pressed = below.button(
        press,
        key=f"hand in {name}",
        type="primary",
        icon=":material/send:",
        width="stretch",
        disabled=frozen or canvas.empty(name),
    )
    done = pressed and _hand_in(below, activity, label, network)
    if done and not keep:
        canvas.clear(name)
    if note:
        with st.container(width=canvas.SIDE):
            note()
    with above:
        prompt = "Handed in. Draw the next one." if done and not keep else PROMPT
        # The button waits for the first stroke.
        soon = canvas.empty(name)
        described = None if blind else network.described
        canvas.draw(described, prompt, name, brief=True, soon=soon)
    return done


def _hand_in(place, activity, label, network):
    """Whether the drawing is a digit and the store took it; if not, the page says why."""
    with place, problem.shown() as refused:
        found = read(canvas.checked(sheet(activity)), cached.memory(network.network))
    if refused:
        return False
    verdict = found.verdict
    # Where the page changes in the same moment, since the class goes on, this stays.
    with problem.shown(problem.toast) as refused:
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
