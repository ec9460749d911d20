"""The wall of an activity: what all may see of it, read by one network, and what the teacher keeps off."""

import dataclasses

import numpy as np
import streamlit as st

from mnist_ann.classroom.drawings import wall
from mnist_ann.classroom.drawings.hand_in import HandIn
from mnist_ann.classroom.moderation.shown import DOUBTFUL
from mnist_ann.errors import Problem
from mnist_ann.network import Network
from mnist_ann.words import counted
from ui.classroom.activity import names
from ui.classroom.drawings.enlarged import large
from ui.classroom.drawings.summary import facts
from ui.components.drawing_wall.drawing_wall import LEGEND, tiles
from ui.networks import choose
from ui.shown.words import as_text
from ui.state import cached, visitor

AT_HAND_IN = ""  # in place of a run's id: what was said then
AS_GIVEN = "The drawing network, as each was handed in"
SIDE = 84  # pixels, of what isn't on the wall


def for_all(activity) -> list[HandIn]:
    """What all may see of an activity's drawings, as the wall's network reads them."""
    hand_ins = cached.drawings().of_activity(activity.id, visitor.identity())
    return as_read(activity, hand_ins)


def as_read(activity, hand_ins: list[HandIn]) -> list[HandIn]:
    """Some HandIns as the wall's network reads them."""
    network = _network(activity)
    if network is None:
        return hand_ins
    return [
        dataclasses.replace(each, **vars(_said(network, each.image.tobytes())))
        for each in hand_ins
    ]


def _network(activity):
    """The network that reads the wall; None if each stands as it was handed in."""
    try:
        network = activity.content.network and cached.network(activity.content.network)
        return network and cached.memory(network).network
    except Problem:  # it was deleted, or can't say what is no digit
        return None


@st.cache_resource(
    max_entries=4_096,
    show_spinner=False,
    hash_funcs={Network: lambda network: network.fingerprint},
)
def _said(network, pixels):
    """What a network says to an image, 784 bytes, for all who look at the wall."""
    image = np.frombuffer(pixels, np.uint8).reshape(28, 28)
    return wall.read_by(cached.memory(network), image)


def see(activity, hand_ins, *, own=None, on_off=None):
    """The tiles, and beside them what they have in common. Returns the id of one that was pressed.
    own, on_off: as `tiles` takes them."""
    if not hand_ins:
        st.info("The wall is empty. It fills by itself as drawings are handed in.")
        return None
    left, right = st.columns([3, 1], gap="medium")
    with left:
        # Above the wall, where it stays while the wall fills.
        st.caption(legend(activity))
        pressed = tiles(hand_ins, key=f"wall {activity.id}", own=own, on_off=on_off)
    with right:
        facts(hand_ins)
    return pressed


def legend(activity) -> str:
    """What the signs on the tiles mean, and who says so, if it isn't the drawing network."""
    read = f" · read by: {_name(activity.content.network)}"
    return LEGEND + read * (_network(activity) is not None)


def moderate(room, activity):
    """The wall for the teacher: what waits, the wall itself, and what was taken off."""
    me = visitor.identity()
    hand_ins = [
        each
        for each in cached.drawings().of_class(room.id, me)
        if each.activity == activity.id
    ]
    on = as_read(activity, [each for each in hand_ins if each.for_all])
    off = [each for each in hand_ins if each.accepted is False]
    waiting = [each for each in hand_ins if not each.for_all and each.accepted is None]

    def decide(ids, accepted):
        cached.drawings().accept(room.id, me, ids, accepted)

    def take_off(id):
        decide([id], False)

    if waiting:
        _wait(room, activity, waiting, decide)
    large(room, on, see(activity, on, on_off=take_off))
    if off:
        with st.expander(f"Taken off the wall: {len(off)}"):
            st.caption("Press one to put it back.")
            pressed = tiles(off, key=f"off {activity.id}", side=SIDE)
            if pressed:
                decide([int(pressed)], True)
                st.rerun()


def _wait(room, activity, waiting, decide):
    """What only the teacher sees yet."""
    several = len(waiting) > 1
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            why = (
                f" The network found {'them' if several else 'it'} to be like no digit."
            )
            st.markdown(
                f"**{counted(len(waiting), 'drawing')} for you alone.** Press "
                f"{'one' if several else 'it'} to show it to all."
                + why
                * (room.waits == DOUBTFUL),
                width="content",
            )
            st.button(
                f"Show all {len(waiting)}" if several else "Show it",
                icon=":material/visibility:",
                on_click=decide,
                args=([each.id for each in waiting], True),
            )
        pressed = tiles(
            waiting,
            key=f"waiting {activity.id}",
            side=SIDE,
            on_off=lambda id: decide([id], False),
        )
    if pressed:
        decide([int(pressed)], True)
        st.rerun()


def choose_reader(room, activity):
    """By which network the wall is read, on everyone's screen."""
    named, key = _networks(room), f"reader of {activity.id}"
    now = activity.content.network
    if now is not None and now not in named:
        named[now] = _name(now)
    # Not its own memory: another screen of the teacher's may have changed it.
    st.session_state[key] = now or AT_HAND_IN
    st.selectbox(
        "Read by",
        [AT_HAND_IN, *named],
        format_func=lambda id: named.get(id, AS_GIVEN),
        key=key,
        on_change=_read_by,
        args=(activity.id, key),
        width=420,
        help="Which ones does it get wrong? Try a network without a hidden layer.",
    )
    with st.spinner("It looks at what it learned from"):  # some seconds, once
        _network(activity)


def _read_by(id, key):
    cached.activities().change(
        id, visitor.identity(), network=st.session_state[key] or None
    )


def _networks(room):
    """{id: what it is called} of all networks that can read a wall: those that come with the app, the
    teacher's own, and the students'."""
    runs = cached.runs().choice(visitor.identity())
    # The one by which all were read when they were handed in stands for itself.
    named = choose.named_apart(run for run in runs if run.epoch and run.id != "draw")
    who = names(room)
    of = {
        each.visitor: who[each.id]
        for each in cached.members().of_class(room.id, visitor.identity())
    }
    of_class = reversed(cached.runs().of_class(room.id))
    students = {run.id: run for run in of_class if run.epoch and run.visitor in of}
    for id, name in choose.named_apart(students.values()).items():
        named[id] = f"{of[students[id].visitor]}: {name}"
    return named


def _name(id):
    try:
        return as_text(choose.short(id))
    except Problem:
        return "a network that is gone"
