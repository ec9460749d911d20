"""Class handwriting: all that the class has drawn, and how it is read."""

import numpy as np
import streamlit as st

from mnist_ann.classroom.drawings import wall
from mnist_ann.classroom.drawings.hand_in import to_digits
from mnist_ann.figures import pictures
from ui.classroom.drawings.measure import FIRST, reading
from ui.classroom.projection.frame import body, nothing_yet
from ui.state import cached

ACROSS = (20, 40)  # drawings of a digit


def show(stage, activity):
    """A row for each digit. While they are drawn, nothing is said of how they are read."""
    hand_ins = cached.projection().drawings(stage.room.id, stage.token)
    if activity.open:
        given = sum(each.activity == activity.id for each in hand_ins)
        here = sum(each.here for each in stage.members)
        stage.head("Everyone draws all ten digits", f"{given} drawings · {here} here")
    else:
        stage.head("Our own data set", _read(hand_ins))
    digits = to_digits(hand_ins)
    if not len(digits):
        nothing_yet(
            "Draw them on your own screen, one after the other. They appear here."
        )
        return
    each = np.bincount(digits.labels, minlength=10)
    across = int(
        np.clip(np.median(each), *ACROSS)
    )  # one digit may have a wall of its own
    picture = pictures.data_url(
        pictures.picture(wall.mosaic(digits, across), 56 * across)
    )
    words = f"{len(digits)} drawings by the class, a row for each digit"
    with body():
        st.html(f"<img class='mosaic' src='{picture}' alt='{words}'>")


def _read(hand_ins):
    accepted = to_digits([each for each in hand_ins if each.accepted])
    if not len(accepted):
        return f"{len(hand_ins)} drawings"
    first = reading(FIRST, "", accepted)
    if first is None:
        return f"{len(accepted)} digits"
    return (
        f"The article's network reads {first.mnist:.2%} of MNIST's test images and {first.here:.0%} of our "
        f"{first.count} digits."
    )
