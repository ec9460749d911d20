"""What would you say? Twenty hard test images, read by the visitor before any label is shown."""

from dataclasses import dataclass, replace

import numpy as np
import streamlit as st

from mnist_ann import browse
from mnist_ann.evaluation.scores import Scores, wilson
from mnist_ann.figures.base import DIGITS
from ui.components.gallery.gallery import gallery
from ui.networks.choose import Chosen
from ui.shown.digit import digit_picture
from ui.state import cached

IMAGES = 20
HARD = 200  # of 10,000: the ones that the drawing network finds closest


@dataclass(frozen=True)
class Quiz:
    """The places of the images in the test file, and the visitor's answers so far."""

    places: tuple
    answers: tuple = ()

    @property
    def done(self):
        return len(self.answers) == len(self.places)


def start() -> None:
    """Another twenty: whatever network they are compared with, the images are as hard."""
    hard = cached.scores_of(cached.network("draw")).closest[:HARD]
    chosen = np.random.default_rng().choice(hard, IMAGES, replace=False)
    st.session_state["quiz"] = Quiz(tuple(int(place) for place in chosen))


def answer(digit: int) -> None:
    quiz = st.session_state["quiz"]
    if not quiz.done:
        st.session_state["quiz"] = replace(quiz, answers=(*quiz.answers, digit))


@st.fragment
def show(chosen: Chosen) -> None:
    st.header("What would you say?")
    quiz = st.session_state.get("quiz")
    if quiz is None:
        st.markdown(
            f"{IMAGES} test images that are hard to read. Say what you see; then see the labels, and "
            "how the network did on the same images."
        )
        st.button("Start", type="primary", on_click=start, icon=":material/play_arrow:")
    elif quiz.done:
        result(quiz, cached.scores_of(chosen.network))
    else:
        question(quiz)


def question(quiz: Quiz) -> None:
    number = len(quiz.answers)
    picture, buttons = st.columns([1, 3], gap="medium", vertical_alignment="center")
    with picture:
        digit_picture(
            cached.data().test.images[quiz.places[number]],
            alt="A handwritten digit that is hard to read",
            width=196,
        )
    with buttons:
        st.progress(
            number / IMAGES, text=f"Image {number + 1} of {IMAGES}: which digit?"
        )
        with st.container(horizontal=True):
            for digit in DIGITS:
                st.button(
                    digit,
                    key=f"answer {digit}",
                    on_click=answer,
                    args=(int(digit),),
                    width=56,
                )


def result(quiz: Quiz, scores: Scores) -> None:
    places, answers = np.array(quiz.places), np.array(quiz.answers)
    labels, read = scores.labels[places], scores.predicted[places]
    yours, its = int((answers == labels).sum()), int((read == labels).sum())
    low, high = wilson(yours, IMAGES)
    st.markdown(
        f"You read **{yours} of {IMAGES}** as their writers meant them; the network "
        f"**{its} of {IMAGES}**. Twenty images say little: for all such images, your share lies "
        f"between {low:.0%} and {high:.0%} (95% interval). On easy ones both would be near 100%."
    )
    gallery(
        browse.items(cached.data().test, places),
        key="quiz result",
        captions=[
            f"label {label}\nyou {own}{mark(own, label)}\nnetwork {its}{mark(its, label)}"
            for label, own, its in zip(labels, answers, read)
        ],
        side=104,
    )
    st.button("Another twenty", on_click=start, icon=":material/refresh:")


def mark(answer: int, label: int) -> str:
    return " ✓" if answer == label else " ✗"
