"""The ways in besides the pen: moved strokes, a photograph, a test image, pixel by pixel. Each ends in the
same image."""

import numpy as np
import streamlit as st

from mnist_ann import browse, mnist
from mnist_ann.digitize import Digitized, digitize
from ui.components.gallery.gallery import gallery
from ui.components.pixel_grid.pixel_grid import grid
from ui.drawing import canvas
from ui.drawing.photo_way import from_photo
from ui.state import cached

SAMPLES = 12
PIXELS = "pixels"  # the key of the grid's widget
KEPT = "pixels drawn"  # what was made there, which outlives the widget


def edited() -> Digitized | None:
    """The drawing, its strokes moved and turned."""
    canvas.edit()
    return None if canvas.empty() else canvas.checked()


def from_samples() -> Digitized | None:
    """Test images, which no network here was trained on."""
    count = st.session_state.get("samples seen", 0)
    places = browse.select(cached.data().test, seed=count)[:SAMPLES]
    shown = browse.items(cached.data().test, places)
    opened = gallery(shown, key="samples", side=60)
    if opened:
        st.session_state["sample"] = opened
    st.button("Others", icon=":material/refresh:", on_click=_others)
    if "sample" not in st.session_state:
        return None
    image = browse.find(cached.data(), st.session_state["sample"]).image
    return Digitized(mnist.normalise(image))


def _others():
    st.session_state["samples seen"] = st.session_state.get("samples seen", 0) + 1


def by_keyboard() -> Digitized | None:
    """Pixel by pixel."""
    if PIXELS not in st.session_state:
        blank = np.zeros((28, 28), np.uint8)
        st.session_state["pixels at first"] = st.session_state.get(KEPT, blank)
    made = grid(st.session_state["pixels at first"], key=PIXELS)
    st.session_state[KEPT] = made
    return digitize(made) if made.any() else None


HAND = "Draw"  # the way in with the pen
PROMPT = (
    "Draw a digit from 0 to 9 on the black square. The network reads it while you draw."
)
# The others: what it is called -> what shows it, and what to do while there is nothing to read.
WAYS = {
    "Edit strokes": (
        edited,
        "Draw a digit first; here its strokes are moved and turned.",
    ),
    "Photo": (
        from_photo,
        "Take a picture of one digit on paper, or choose a file. It is read and forgotten.",
    ),
    "Samples": (from_samples, "Choose one of the test images."),
    "Keyboard": (
        by_keyboard,
        "Press Tab to frame the square. Arrow keys move, Shift and an arrow draw. A finger draws, too.",
    ),
}
