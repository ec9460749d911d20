"""The one image that is followed through the network: from the test file, drawn, or uploaded."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from mnist_ann import writers
from mnist_ann.digitize.picture_file import read_picture
from mnist_ann.mnist import normalise
from mnist_ann.reading.at_work import at_work
from mnist_ann.reading.reading import one_digit
from mnist_ann.words import a_digit, percent_in_words
from ui.components.network_at_work.network_at_work import network_at_work
from ui.drawing import canvas
from ui.inside.names import open_unit
from ui.networks.choose import Chosen
from ui.shown import problem
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


def choose(chosen: Chosen, opens: bool = False) -> Subject | None:
    """Show which image it is and the network at work on it. Returns the Subject, or None after saying
    what is missing. opens: whether a unit that is pressed stands in the address, to be opened."""
    left, right = st.columns([2, 5], gap="medium")
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
    answer = at_work(chosen.network, subject.image)
    label = subject.label
    meant = "" if label is None else f" Its label says {label}."
    with right:
        opened = network_at_work(
            chosen.described,
            answer,
            key="subject at work",
            title=f"The network says {answer['digit']}",
            sentence=f"It is {percent_in_words(max(answer['probabilities']))} sure.{meant}",
            alt="The 28 × 28 pixels that the network sees"
            + ("" if label is None else f", {a_digit(label)}"),
            opens=opens,
        )
    if opened:
        open_unit(*opened)
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
    with st.container(width=canvas.SIDE):
        canvas.draw()
    if canvas.empty():
        st.info("Draw a digit from 0 to 9 on the black square.")
        return None
    return Subject(canvas.checked().image, None)


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
