"""What would you say? Hard test images, read by the visitor, each before its label is shown."""

import numpy as np
import streamlit as st

from mnist_ann.evaluation.scores import wilson
from ui.components.quiz import quiz
from ui.networks.choose import Chosen
from ui.state import cached

IMAGES = 10
HARD = 200  # of 10,000: the ones that the drawing network finds closest
PLACES = "images of the quiz"  # (how many quizzes there were, the images' places in the test file)


def start() -> None:
    """Another ten: whatever network they are compared with, the images are as hard."""
    hard = cached.scores_of(cached.network("draw")).closest[:HARD]
    number, _ = st.session_state.get(PLACES, (0, None))
    places = np.random.default_rng().choice(hard, IMAGES, replace=False)
    st.session_state[PLACES] = number + 1, places


@st.fragment
def show(chosen: Chosen) -> None:
    st.header("What would you say?")
    if PLACES not in st.session_state:
        start()
    number, places = st.session_state[PLACES]
    test, scores = cached.data().test, cached.scores_of(chosen.network)
    quiz.quiz(
        test.images[places],
        test.labels[places],
        scores.predicted[places],
        [share(right) for right in range(IMAGES + 1)],
        number=number,
        key="quiz",
        on_again=start,
    )


def share(right: int) -> str:
    """What so many right answers say of all such images."""
    low, high = wilson(right, IMAGES)
    return (
        f"Of all images as hard as these, you would read between {low:.0%} and {high:.0%} right "
        "(95% interval)."
    )
