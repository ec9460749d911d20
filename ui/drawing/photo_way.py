"""The way in from a photograph: a file or the camera, turned and cropped, and the ink found in it."""

from urllib.parse import urlsplit

import numpy as np
import streamlit as st

from mnist_ann.digitize import Digitized, digitize, frame, photo
from mnist_ann.digitize.picture_file import read_picture
from mnist_ann.errors import Problem

HERE = ("localhost", "127.0.0.1", "::1")
TURNED = (
    "photo turned"  # the file that was turned, and by how many quarters to the left
)
NO_CAMERA = (
    "At this address the browser gives no camera: it does so for https and localhost only. "
    "The button above opens a phone's camera, too."
)


def from_photo() -> Digitized | None:
    """The one digit in a picture; None while there is no picture. Raises Problem if it shows none, or
    several."""
    ink = written()
    return None if ink is None else digitize(photo.one(ink))


def written() -> np.ndarray | None:
    """What is written in a picture, of as many digits as there are: uint8 (h, w), 0 on the ground to
    255. None and Problem as in `from_photo`."""
    file = _file()
    if file is None:
        return None
    picture = read_picture(file.getvalue())
    above = st.container()
    turned = _turned(file.file_id)
    turns = st.container(horizontal=True)
    for label, icon, by in (
        ("Turn left", ":material/rotate_left:", 1),
        ("Turn right", ":material/rotate_right:", -1),
    ):
        turns.button(
            label,
            icon=icon,
            width="stretch",
            on_click=_turn,
            args=(file.file_id, turned + by),
        )
    with st.expander("Crop", icon=":material/crop:"):
        # Another key for each picture and turn: what was cut off there has no meaning here.
        across, down = (
            st.slider(
                label,
                0,
                100,
                (0, 100),
                1,
                "%d%%",
                key=f"{label} {file.file_id} {turned}",
            )
            for label in ("From left to right", "From top to bottom")
        )
    part = frame.part(picture, turned, across, down)
    try:
        ink = photo.writing(part)
    except Problem:
        above.image(frame.with_ink(part), alt="Your picture")
        raise
    above.image(
        frame.with_ink(part, ink),
        caption="Orange: the ink that is read",
        alt="Your picture, with the ink that is read in orange",
    )
    return ink


def gives_camera(address: str | None) -> bool:
    """Whether a browser may give a page at this address a camera."""
    parts = urlsplit(address or "")
    return parts.scheme == "https" or parts.hostname in HERE


def _file():
    """The picture file that was chosen or taken."""
    with_camera = gives_camera(st.context.url)
    if with_camera and st.toggle(
        "Camera", help="The picture stays here and is never stored."
    ):
        return st.camera_input("A digit on paper", label_visibility="collapsed")
    file = st.file_uploader(
        "A picture of a digit on paper",
        type=["png", "jpg", "jpeg", "webp", "gif", "bmp"],
        max_upload_size=15,  # MB, as read_picture takes
    )
    if not with_camera:
        st.caption(NO_CAMERA)
    return file


def _turned(file_id):
    file, quarters = st.session_state.get(TURNED, (None, 0))
    return quarters if file == file_id else 0


def _turn(file_id, quarters):
    st.session_state[TURNED] = file_id, quarters % 4
