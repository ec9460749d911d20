"""The drawing by hand: on the live canvas, or on one that edits its strokes. One drawing for both.

The drawing outlives the page: Streamlit forgets a widget as soon as another page is shown. This
module is the sole owner of it. Classroom has drawings of its own, each by another name.
"""

import numpy as np
import streamlit as st
from streamlit_drawable_canvas import st_canvas

from mnist_ann.digitize import strokes
from mnist_ann.digitize.painter import SIDE, paint
from mnist_ann.digitize.strokes import Drawing
from mnist_ann.errors import Problem
from mnist_ann.reading.reading import one_digit
from ui.components.live_canvas.live_canvas import pad
from ui.state import live

PEN = 18  # pixels; digitize makes any width MNIST's
EDIT = "edit canvas"  # the key of the widget
KEPT = "drawing"  # the one of Draw
EVERY, EVERY_EACH = 100, 50  # milliseconds; see `_every`
STOPPED = 3  # seconds after which someone counts as not drawing
SEEN = "drawing as an image"  # (the strokes, what `image` made of them)


def draw(name: str = KEPT) -> np.ndarray | None:
    """Show the live canvas. Returns the drawing as uint8 (SIDE, SIDE), None while there is none.

    name: of the drawing. Raises Problem if what the browser sent is no drawing.
    """
    # Without it, the page was opened just now, or the other canvas left.
    if _live(name) not in st.session_state:
        _load(name)
    load, shown = st.session_state[_shown(name)]
    pad(
        key=_live(name),
        strokes=[stroke.to_json() for stroke in shown],
        load=load,
        seen=_kept(name).sent,
        pen=PEN,
        every=_every(),
        on_change=lambda: _keep_drawn(name),
    )
    return picture(name)


def _every():
    """Milliseconds between two updates during a stroke. Each costs the server 20 to 35: when a whole
    class draws at once, hardly any come during a stroke, so that the one at its end is answered at
    once, and the others' pages and runs have their share of the server."""
    return max(EVERY, EVERY_EACH * live.lately("draw", STOPPED))


def clear(name: str = KEPT) -> None:
    """Have the live canvas show nothing, the next time that it is shown."""
    st.session_state[name] = Drawing(sent=_kept(name).sent)
    _load(name)


def edit() -> np.ndarray | None:
    """Show the canvas on which strokes are moved, scaled and turned. Returns as `draw` does."""
    if EDIT not in st.session_state:
        _load()
    load, shown = st.session_state[_shown(KEPT)]
    st.space("small")  # for the canvas's own toolbar, which floats above it
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
    st.caption(
        "Press the pencil in the bar above the canvas, then a stroke: move it, turn it, pull its corners."
    )
    return picture()


def picture(name: str = KEPT) -> np.ndarray | None:
    """The drawing without its canvas. Returns and raises as `draw` does."""
    if _kept(name).refused:
        raise Problem(_kept(name).refused)
    return None if empty(name) else paint(_kept(name).strokes)


def empty(name: str = KEPT) -> bool:
    """Whether nothing is drawn."""
    return not _kept(name).strokes


def image() -> np.ndarray | None:
    """The drawing as a network sees it, float32 (28, 28); None if there is none, or no digit.

    For pages without a canvas, which may ask many times.
    """
    if empty():
        return None
    strokes = _kept().strokes
    if SEEN not in st.session_state or st.session_state[SEEN][0] != strokes:
        st.session_state[SEEN] = strokes, _image()
    return st.session_state[SEEN][1]


def _image():
    try:
        return one_digit(paint(_kept().strokes)).image
    except Problem:
        return None


def _live(name):
    """The key of the widget."""
    return f"live canvas of {name}"


def _shown(name):
    """Under what is kept how many drawings were loaded so far, and the strokes of the last."""
    return f"{name} to show"


def _kept(name=KEPT):
    return st.session_state.get(name, Drawing())


def _load(name=KEPT):
    """Have the next canvas show the drawing that is kept."""
    count, _ = st.session_state.get(_shown(name), (0, ()))
    # The count makes each one new: the same strokes twice would else be no change.
    st.session_state[_shown(name)] = count + 1, _kept(name).strokes


def _keep_drawn(name):
    sent = st.session_state[_live(name)]["drawing"]
    _keep(name, lambda: strokes.read(sent["strokes"]), sent["sent"])


def _keep_edited():
    sent = st.session_state[EDIT]["drawing"]
    _keep(
        KEPT,
        lambda: [strokes.from_fabric(path) for path in sent["raw"]["objects"]],
        _kept().sent,
    )


def _keep(name, read, sent):
    """Keep what a browser sent. If it is no drawing, what was drawn before stays, and `picture` says so:
    a callback has no place on the page."""
    try:
        st.session_state[name] = Drawing(tuple(read()), sent)
    except Problem as problem:
        st.session_state[name] = Drawing(_kept(name).strokes, sent, str(problem))
