"""Test images as a gallery, each with what the network saw in it."""

import numpy as np
import streamlit as st

from mnist_ann import browse
from mnist_ann.explain.evidence import evidence
from mnist_ann.figures.pictures import overlay
from mnist_ann.mnist import normalise
from mnist_ann.words import percent
from mnist_ann.writers import DOUBTED
from ui.components.gallery.gallery import gallery
from ui.networks.choose import Chosen
from ui.state import cached

MOST = 22  # at once: two full rows on a wide page


def seen_by(chosen: Chosen, places: np.ndarray, *, key: str) -> str | None:
    """Test images with the network's answer and, below a mistake, what it gave the label.

    places: of the images in the test file, at most the first MOST are shown.
    Returns the address of the one that was opened just now, or None.
    """
    scores = cached.scores_of(chosen.network)
    shown = [int(place) for place in places[:MOST]]
    coloured = st.toggle(
        "Colour what spoke for its answer",
        value=True,
        key=f"coloured {key}",
        help="Blue ink spoke for its answer. Orange, striped ink spoke for the label or, where the "
        "answer is right, for the digit that came second. The page Inside says how that is known.",
    )
    pictures = (
        [_coloured(chosen.network, scores, i) for i in shown] if coloured else None
    )
    return gallery(
        browse.items(cached.data().test, shown),
        key=key,
        captions=[_caption(scores, i) for i in shown],
        side=104,
        pictures=pictures,
    )


def _coloured(network, scores, place):
    image = normalise(cached.data().test.images[place])
    answer, rival = scores.predicted[place], _rival(scores, place)
    return overlay(image, evidence(network, image, answer, rival).pixels, 112)


def _rival(scores, place):
    """The label, or where that was the answer, the digit with the second greatest probability."""
    if not scores.right[place]:
        return scores.labels[place]
    return scores.probabilities[place].argsort()[-2]


def _caption(scores, place):
    answer, rival = scores.predicted[place], _rival(scores, place)
    doubted = ["label doubted"] if place in DOUBTED else []
    lines = [
        f"{digit}: {percent(scores.probabilities[place, digit])}"
        for digit in (answer, rival)
    ]
    if scores.right[place]:
        return "\n".join([f"read as {answer}, right", *lines, *doubted])
    return "\n".join([f"read as {answer}, is {rival}", *lines, *doubted])
