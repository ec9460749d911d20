"""The one image that is followed through the network: from the test file, drawn, or uploaded."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from mnist_ann import writers
from mnist_ann.digitize.picture_file import read_picture
from mnist_ann.mnist import normalise
from mnist_ann.network import Network
from mnist_ann.reading.reading import one_digit
from mnist_ann.words import a_digit
from ui.drawing.canvas import SIDE, draw
from ui.shown import problem
from ui.shown.digit import digit_picture, probability_bars
from ui.state import cached
from ui.state.address import Choice

TEST, DRAWING, FILE = "Test image", "Your drawing", "A picture"
IMAGE, PLACE = Choice("image"), Choice("test")  # where it comes from, which test image
FIRST = 115  # a 4 that looks much like a 9


@dataclass(frozen=True, eq=False)
class Subject:
    """image: float32 (28, 28), 0 to 1. label: the digit that its writer meant, None if not known."""

    image: np.ndarray
    label: int | None


def choose(network: Network) -> Subject | None:
    """Show which image it is and what the network says of it. Returns the Subject, or None after
    saying what is missing."""
    left, middle, right = st.columns([3, 2, 4], gap="medium")
    with left:
        source = st.segmented_control(
            "Image",
            list(SOURCES),
            required=True,
            **IMAGE.follow(SOURCES, default=TEST),
        )
        subject = None
        with problem.shown(problem.hint):
            subject = SOURCES[source]()
    if subject is None:
        return None
    with middle:
        label = "" if subject.label is None else f", {a_digit(subject.label)}"
        digit_picture(
            subject.image,
            alt=f"The 28 × 28 pixels that the network sees{label}",
            caption="What the network sees"
            + ("" if subject.label is None else f": label {subject.label}"),
            width=196,
        )
    with right:
        probability_bars(network.forward([subject.image])[0])
    return subject


def _test():
    test = cached.data().test
    number = st.number_input(
        f"Number of the image, 0 to {len(test) - 1:,}",
        min_value=0,
        max_value=len(test) - 1,
        **PLACE.follow(range(len(test)), default=FIRST),
    )
    st.caption(
        "One of the 10,000 images that the network never trained on, by "
        f"{writers.of(test).who(number)}. {writers.doubt(test, number)}"
    )
    return Subject(normalise(test.images[number]), int(test.labels[number]))


def _drawing():
    with st.container(width=SIDE):
        drawing = draw()
    if drawing is None:
        st.info("Draw a digit from 0 to 9 on the black square.")
        return None
    return Subject(one_digit(drawing).image, None)


def _file():
    file = st.file_uploader(
        "A picture of one digit",
        type=["png", "jpg", "jpeg", "webp", "gif", "bmp"],
        key="picture",
    )
    if file is None:
        st.caption("Light on dark or dark on light; it stays in this session.")
        return None
    return Subject(one_digit(read_picture(file.getvalue())).image, None)


SOURCES = {TEST: _test, DRAWING: _drawing, FILE: _file}
