"""The canvas to draw a digit on, with Undo and Clear; sole owner of the session's drawing.

The drawing outlives the page: Streamlit forgets a widget as soon as another page is shown.
"""

import streamlit as st
from streamlit_drawable_canvas import st_canvas

from mnist_ann.errors import Problem
from mnist_ann.images import read_picture

SIDE = 280  # pixels: ten for each of MNIST's, and it fits on a phone
PEN = 18  # pixels; digitize makes any width MNIST's
WIDGET = "canvas"
KEPT = "drawing"  # (its strokes, its PNG) as the browser sent them last
SHOWN = "drawing to show"  # what the browser was told to load last


def canvas():
    """Show the canvas, white on black in either theme, and its buttons below.

    Returns the drawing as uint8 (280, 280, 4), or None while there is none.
    Raises Problem if what the browser sent is no picture.
    """
    if WIDGET not in st.session_state:  # the page was opened just now
        _load(_strokes())
    result = st_canvas(
        stroke_width=PEN,
        stroke_color="#ffffff",
        background_color="#000000",
        width=SIDE,
        height=SIDE,
        # The canvas loads this whenever it changes, and would lose a stroke that is being drawn.
        initial_drawing=st.session_state[SHOWN],
        return_image_data=True,
        key=WIDGET,
    )
    png = _png(result)
    if png is not None:  # None until the first stroke here
        st.session_state[KEPT] = (result.json_data["objects"], png)
    empty = not _strokes()
    with st.container(horizontal=True, width=SIDE):
        st.button(
            "Undo",
            icon=":material/undo:",
            on_click=_undo,
            disabled=empty,
            width="stretch",
        )
        st.button(
            "Clear",
            icon=":material/delete:",
            on_click=_clear,
            disabled=empty,
            width="stretch",
        )
    return None if empty else read_picture(st.session_state[KEPT][1], "The canvas")


def _undo():
    _load(_strokes()[:-1])


def _clear():
    _load([])


def _load(strokes):
    """Have the browser show these strokes, after which it sends their picture."""
    count = st.session_state.get(SHOWN, {"loaded": 0})["loaded"] + 1
    # The count makes each one new: to clear twice would else be no change the second time.
    st.session_state[SHOWN] = {"objects": strokes, "loaded": count}


def _strokes():
    return st.session_state.get(KEPT, ([], None))[0]


def _png(result):
    try:
        return result.image_bytes
    except ValueError as error:
        raise Problem(
            "The canvas sent something that is no picture. Reload the page."
        ) from error
