"""The one image that is followed through the network: from the test file, drawn, or uploaded."""

from dataclasses import dataclass

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from mnist_ann import writers
from mnist_ann.digitize.picture_file import read_picture
from mnist_ann.mnist import normalise
from mnist_ann.reading.at_work import at_work
from mnist_ann.reading.reading import one_digit
from mnist_ann.words import a_digit, percent_in_words
from ui.components.network_at_work.network_at_work import network_at_work
from ui.drawing import canvas
from ui.inside.names import UNIT, has_unit, open_unit
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


def choose(picture: DeltaGenerator) -> tuple[Subject | None, DeltaGenerator]:
    """Have the visitor choose the image: at first their drawing, if there is one and the address names no
    test image. picture: where the network is shown; who draws does so beside it.

    Returns the Subject, None after saying what is missing, and where the network has its place.
    """
    drawn = not canvas.empty() and PLACE.said() is None
    with st.container(
        key="subject", horizontal=True, vertical_alignment="bottom", gap="medium"
    ):
        source = st.segmented_control(
            "Image",
            list(SOURCES),
            required=True,
            **IMAGE.follow(SOURCES, default=DRAWING if drawn else TEST),
        )
        beside = None
        if source == DRAWING:
            beside, picture = picture.columns([2, 5], gap="medium")
        with problem.shown(problem.hint):
            return SOURCES[source](beside), picture
    return None, picture


def show_at_work(chosen: Chosen, subject: Subject | None) -> None:
    """The network at work on it: image, layers, answer. A unit that is pressed stands in the address."""
    title = sentence = alt = ""
    if subject:
        answer = at_work(chosen.network, subject.image)
        sure = percent_in_words(max(answer["probabilities"]))
        meant = "" if subject.label is None else f" Its label says {subject.label}."
        title = f"The network says {answer['digit']}"
        sentence = f"It is {sure} sure.{meant}"
        of = "" if subject.label is None else f", {a_digit(subject.label)}"
        alt = f"The 28 × 28 pixels that the network sees{of}"
    else:
        answer = None
        sentence = "Draw a digit from 0 to 9, or choose another image."
    asked = UNIT.said([])
    opened = asked[0] if asked and has_unit(chosen.network.layers, *asked[0]) else None
    network_at_work(
        chosen.described,
        answer,
        key="subject at work",
        title=title,
        sentence=sentence,
        alt=alt,
        opens=open_unit,
        opened=opened,
    )


def _test(_):
    test = cached.data().test
    number = st.number_input(
        f"Number of the test image, 0 to {len(test) - 1:,}",
        min_value=0,
        max_value=len(test) - 1,
        width=240,
        **PLACE.follow(range(len(test)), default=FIRST),
    )
    st.caption(f"By {writers.of(test).who(number)}. {writers.doubt(test, number)}")
    return Subject(normalise(test.images[number]), int(test.labels[number]))


def _drawing(beside):
    with beside, st.container(width=canvas.SIDE):
        canvas.draw(soon=True)
    return None if canvas.empty() else Subject(canvas.checked().image, None)


def _file(_):
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
