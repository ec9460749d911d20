"""What a run showed up to an epoch, computed once for all who watch it."""

import numpy as np
import streamlit as st

from mnist_ann import mnist
from mnist_ann.figures import pictures
from mnist_ann.lab.watched import TWELVE, read
from mnist_ann.store.rows import Insight, Run
from ui.state import cached


@st.cache_resource(max_entries=16, show_spinner=False)  # up to 600 kB each
def insights(run_id: str, epoch: int) -> list[Insight]:
    """The Insights of a run up to the last epoch that ended."""
    return [each for each in cached.runs().insights(run_id) if each.epoch <= epoch]


def updates(run: Run) -> int:
    """How many updates an epoch of a run has."""
    return run.recipe.updates(run.recipe.images + cached.start(run.id)[1])


@st.cache_resource(show_spinner=False)
def twelve_pictures() -> list[tuple[str, int, int]]:
    """(address of its picture, digit, place among the test images) of each fixed test image."""
    test = cached.data().test
    return [
        (
            pictures.data_url(pictures.picture(test.images[place], 112)),
            int(test.labels[place]),
            place,
        )
        for place in TWELVE
    ]


@st.cache_resource(max_entries=256, show_spinner=False)
def twelve_answers(run_id: str, epoch: int) -> tuple[np.ndarray, np.ndarray]:
    """(digits, how sure) of a run's network for the fixed test images."""
    images = cached.data().test.images[list(TWELVE)]
    return read(cached.network(run_id, epoch), mnist.normalise(images))


@st.cache_resource(max_entries=32, show_spinner=False)  # 24 kB each
def weight_tiles(run_id: str, epoch: int) -> tuple[str, float, float]:
    """(address of a picture of what training added to the first layer's weights up to an epoch, before the
    first one of the weights themselves; what full strength is in it; how far all of the layer's weights have
    moved on average)."""
    kernel = cached.network(run_id, epoch).layers[0].kernel
    change = kernel - cached.network(run_id, 0).layers[0].kernel
    tiles, most = pictures.weight_tiles(change if epoch else kernel)
    return pictures.data_url(tiles), most, float(np.abs(change).mean(dtype=float))


@st.cache_resource(max_entries=512, show_spinner=False)
def answer(run_id: str, epoch: int, pixels: bytes) -> np.ndarray:
    """Ten probabilities for an image. pixels: of float32 (28, 28), as bytes."""
    image = np.frombuffer(pixels, np.float32).reshape(1, 28, 28)
    return cached.network(run_id, epoch).forward(image)[0]
