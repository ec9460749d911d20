"""The drawing by hand: on the live canvas, or on one that edits its strokes. One drawing for both.

The drawing outlives the page: Streamlit forgets a widget as soon as another page is shown. This
module is the sole owner of it; the browser's tab keeps a copy for a session that has lost it. Classroom
has drawings of its own, each by another name.
"""

import secrets
from typing import Any

import numpy as np
import streamlit as st
from streamlit_drawable_canvas import st_canvas

from mnist_ann.digitize import Digitized, strokes
from mnist_ann.digitize.painter import SIDE, paint
from mnist_ann.digitize.strokes import Drawing
from mnist_ann.errors import Problem
from mnist_ann.reading.reading import one_digit
from ui.components.edit_bar.edit_bar import edit_bar
from ui.components.live_canvas.live_canvas import pad

PEN = 18  # pixels; digitize makes any width MNIST's
EDIT = "edit canvas"  # the key of the widget
KEPT = "drawing"  # the one of Draw
SESSION = "session of the drawings"  # the key of a name that no other session has
SEEN = "drawing as an image"  # (the strokes, what `image` made of them)


def draw(
    network: dict[str, Any] | None = None,
    prompt: str = "",
    name: str = KEPT,
    brief: bool = False,
    soon: bool = False,
) -> None:
    """Show the live canvas.

    network: the one whose answer stands beside it, as `network_at_work.described` gives it; None for the
    canvas alone. prompt: what is said there while nothing is drawn. name: of the drawing. brief: whether
    the network's layers are left out. soon: whether the page shows more of each stroke.
    """
    # Without it, the page was opened just now, or the other canvas left.
    if _live(name) not in st.session_state:
        _load(name)
    load, shown = st.session_state[_shown(name)]
    reader = network and {
        "network": network,
        "prompt": prompt,
        "alt": "Your drawing as the network sees it",
        "brief": brief,
    }
    pad(
        key=_live(name),
        name=name,
        session=st.session_state.setdefault(SESSION, secrets.token_hex(8)),
        heard=st.session_state.get(_heard(name), 0),
        strokes=[stroke.to_json() for stroke in shown],
        load=load,
        pen=PEN,
        soon=soon,
        reader=reader,
        on_change=lambda: _keep_drawn(name),
    )


def clear(name: str = KEPT) -> None:
    """Have the live canvas show nothing, the next time that it is shown."""
    st.session_state[name] = Drawing()
    _load(name)


def edit() -> None:
    """Show the canvas on which strokes are moved, scaled and turned."""
    if EDIT not in st.session_state:
        _load()
    load, shown = st.session_state[_shown(KEPT)]
    st.space("medium")  # for the canvas's own toolbar, which floats above it
    st_canvas(
        stroke_width=PEN,
        stroke_color="#ffffff",
        background_color="#000000",
        width=SIDE,
        height=SIDE,
        # The canvas loads this whenever it changes, and would lose what is being done.
        initial_drawing={
            "objects": [strokes.to_fabric(s) for s in shown],
            "load": load,
        },
        key=EDIT,
        on_change=_keep_edited,
    )
    edit_bar(EDIT)
    st.caption("Press a stroke to move, turn or stretch it.")


def digitized(name: str = KEPT) -> Digitized | None:
    """The drawing as a network sees it; None if there is none, or no digit."""
    try:
        return one_digit(_painted(name))
    except Problem:
        return None


def checked(name: str = KEPT) -> Digitized:
    """The same, for who says why there is none: raises Problem."""
    if _kept(name).refused:
        raise Problem(_kept(name).refused)
    return one_digit(_painted(name))


def empty(name: str = KEPT) -> bool:
    """Whether nothing is drawn."""
    return not _kept(name).strokes


def image() -> np.ndarray | None:
    """The drawing's pixels, float32 (28, 28); None if there is none, or no digit.

    For pages without a canvas, which may ask many times.
    """
    strokes = _kept().strokes
    if SEEN not in st.session_state or st.session_state[SEEN][0] != strokes:
        found = digitized()
        st.session_state[SEEN] = strokes, found and found.image
    return st.session_state[SEEN][1]


def _painted(name):
    return paint(_kept(name).strokes)


def _live(name):
    """The key of the widget."""
    return f"live canvas of {name}"


def _shown(name):
    """Under what is kept how many drawings were loaded so far, and the strokes of the last."""
    return f"{name} to show"


def _heard(name):
    """Under what is kept the number of the drawing that the live canvas told last."""
    return f"{name} heard of"


def _kept(name=KEPT):
    return st.session_state.get(name, Drawing())


def _load(name=KEPT):
    """Have the next canvas show the drawing that is kept."""
    count, _ = st.session_state.get(_shown(name), (0, ()))
    # The count makes each one new: the same strokes twice would else be no change.
    st.session_state[_shown(name)] = count + 1, _kept(name).strokes


def _keep_drawn(name):
    sent = _sent(_live(name))
    if sent is None:
        return
    sent = sent if isinstance(sent, dict) else {}
    st.session_state[_heard(name)] = sent.get("number")
    _keep(name, lambda: strokes.read(sent.get("strokes")))


def _keep_edited():
    sent = _sent(EDIT)
    if sent is None:
        return
    _keep(KEPT, lambda: [strokes.from_fabric(path) for path in sent["raw"]["objects"]])


def _sent(key):
    """What a canvas sent; None if it came late, from a page that is no longer there."""
    return st.session_state.get(key, {}).get("drawing")


def _keep(name, read):
    """Keep what a browser sent. If it is no drawing, what was drawn before stays, and `checked` says so:
    a callback has no place on the page."""
    try:
        st.session_state[name] = Drawing(tuple(read()))
    except Problem as problem:
        st.session_state[name] = Drawing(_kept(name).strokes, str(problem))
