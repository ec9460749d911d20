"""The drawing by hand: on the live canvas, or on one that edits its strokes. One drawing for both.

The drawing outlives the page: Streamlit forgets a widget as soon as another page is shown. This
module is the sole owner of it.
"""

import base64
import binascii

import streamlit as st
from parts.pad import pad
from streamlit_drawable_canvas import st_canvas

from mnist_ann import strokes
from mnist_ann.digitize import digitize
from mnist_ann.errors import Problem
from mnist_ann.images import read_picture
from mnist_ann.strokes import Drawing

SIDE = 280  # pixels: ten for each of MNIST's, and it fits on a phone
PEN = 18  # pixels; digitize makes any width MNIST's
LIVE, EDIT = "live canvas", "edit canvas"  # the keys of the two widgets
KEPT = "drawing"
SEEN = "drawing as an image"  # (the picture's bytes, what `image` made of them)
SHOWN = "drawing to show"  # (how many were loaded so far, the strokes that were loaded last)


def draw():
    """Show the live canvas. Returns the drawing as uint8 (280, 280, 4), None while there is none.

    Raises Problem if what the browser sent is no picture.
    """
    if (
        LIVE not in st.session_state
    ):  # the page was opened just now, or the other canvas left
        _load()
    load, shown = st.session_state[SHOWN]
    pad(
        key=LIVE,
        strokes=[stroke.to_json() for stroke in shown],
        load=load,
        seen=_kept().sent,
        pen=PEN,
        on_change=_keep_drawn,
    )
    return _picture()


def edit():
    """Show the canvas on which strokes are moved, scaled and turned. Returns as `draw` does."""
    if EDIT not in st.session_state:
        _load()
    load, shown = st.session_state[SHOWN]
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
        return_image_data=True,
        key=EDIT,
        on_change=_keep_edited,
    )
    st.caption(
        "Press the pencil in the bar above the canvas, then a stroke: move it, turn it, pull its corners."
    )
    return _picture()


def empty():
    """Whether nothing is drawn."""
    return not _kept().strokes


def image():
    """The drawing as a network sees it, float32 (28, 28); None if there is none, or no digit.

    For pages without a canvas, which may ask many times.
    """
    if empty():
        return None
    png = _kept().png
    if SEEN not in st.session_state or st.session_state[SEEN][0] != png:
        st.session_state[SEEN] = png, _image()
    return st.session_state[SEEN][1]


def _image():
    try:
        return digitize(_picture()).image
    except Problem:
        return None


def _kept():
    return st.session_state.get(KEPT, Drawing())


def _load():
    """Have the next canvas show the drawing that is kept."""
    count, _ = st.session_state.get(SHOWN, (0, ()))
    # The count makes each one new: the same strokes twice would else be no change.
    st.session_state[SHOWN] = count + 1, _kept().strokes


def _keep_drawn():
    sent = st.session_state[LIVE]["drawing"]
    _keep(sent["strokes"], sent["picture"], sent["sent"], strokes.read)


def _keep_edited():
    sent = st.session_state[EDIT]["drawing"]
    if sent["data"]:
        _keep(
            sent["raw"]["objects"],
            sent["data"],
            _kept().sent,
            lambda objects: [strokes.from_fabric(path) for path in objects],
        )


def _keep(drawn, picture, sent, read):
    """Keep what a browser sent. What is no drawing has no strokes, and a picture that says so when
    it is read: a callback has no place on the page to say it."""
    try:
        found, png = read(drawn), base64.b64decode(picture.partition(",")[2])
    except (Problem, binascii.Error, AttributeError):
        found, png = [strokes.Stroke(PEN, ((0.0, 0.0),))], b"damaged"
    st.session_state[KEPT] = Drawing(tuple(found), png, sent)


def _picture():
    return None if empty() else read_picture(_kept().png, "The canvas")
