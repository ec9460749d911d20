"""Chapter 7: the network of 784 inputs at work on a digit, and the way to Dataset and Train."""

import streamlit as st

from mnist_ann.evaluation.scores import Scores
from mnist_ann.glossary import WORDS
from mnist_ann.mnist import normalise
from mnist_ann.reading.at_work import at_work
from mnist_ann.words import a_digit, percent_in_words
from ui.components.network_at_work.network_at_work import described, network_at_work
from ui.state import cached
from ui.state.address import Choice
from ui.story.chapter import ask, remark, tell

PARALLEL, SEQUENCE = "linear", "article"
DIGIT = Choice("show")
DIGITS = range(10)
WHICH = Choice("which", read=lambda text: int(text) if text.isdecimal() else None)


def show_chapter() -> None:
    tell(
        "Now 784 inputs, 300 and 100 relu units, ten outputs. Each unit still does its one sum. "
        "**Choose a digit.**"
    )
    parallel, sequence = (
        cached.scores_of(cached.network(id)) for id in (PARALLEL, SEQUENCE)
    )
    one_digit(parallel, sequence)
    wrong = [len(scores.mistakes) for scores in (parallel, sequence)]
    few = f"About {round(wrong[1], -1):,}"
    answered = ask(
        "7",
        f"Without a hidden layer, {wrong[0]:,} of the 10,000 test images are misread. How many "
        "are left with the two hidden layers?",
        {
            f"About {round(int(0.9 * wrong[0]), -1):,}": "Far fewer. Ten sums of pixels can't say “ink "
            "here, but only if none is there”. Hidden units can.",
            few: "More than two of three mistakes are gone.",
            "None": "Some digits are hard even for people, and no network here reads all.",
        },
        right=few,
    )
    if answered:
        side_by_side(parallel, sequence)
    onward()


def one_digit(parallel: Scores, sequence: Scores) -> None:
    """A digit that the visitor chooses, and the network with hidden layers at work on it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        digit = st.segmented_control(
            "Digit",
            DIGITS,
            required=True,
            label_visibility="collapsed",
            **DIGIT.follow(DIGITS, default=7),
        )
        which = WHICH.said(0)
        st.button(
            f"Another {digit}", icon=":material/refresh:", on_click=WHICH.say, args=(which + 1,)
        )  # fmt: skip
    index = _image(parallel, sequence, digit, which)
    network = cached.network(SEQUENCE)
    image = normalise(cached.data().test.images[index])
    answer = at_work(network, image)
    says, alone = answer["digit"], parallel.predicted[index]
    others = (
        "Without hidden layers: the same."
        if alone == says
        else f"Without hidden layers: {alone}."
    )
    network_at_work(
        described(network, SEQUENCE, None),
        answer,
        key="story digit at work",
        title=f"The network says {says}",
        sentence=f"It is {percent_in_words(max(answer['probabilities']))} sure. {others}",
        alt=f"The 28 × 28 pixels of {a_digit(digit)}",
    )


def _image(parallel, sequence, digit, which):
    """The index of a test image. Every second one is hard: only with hidden layers it is read right."""
    of_digit = parallel.labels == digit
    easy = (of_digit & parallel.right & sequence.right).nonzero()[0]
    hard = (of_digit & ~parallel.right & sequence.right).nonzero()[0]
    kind = hard if which % 2 else easy
    return int(kind[which // 2 % len(kind)])


def side_by_side(parallel: Scores, sequence: Scores) -> None:
    for column, name, scores, id in zip(
        st.columns(2, gap="large"),
        ("In parallel: 784 → 10", "In sequence: 784 → 300 → 100 → 10"),
        (parallel, sequence),
        (PARALLEL, SEQUENCE),
    ):
        low, high = scores.interval
        with column:
            st.subheader(name)
            st.metric("Test accuracy", f"{scores.accuracy:.2%}", help=WORDS["accuracy"])
            st.caption(
                f"95% interval {low:.2%} to {high:.2%}, on {len(scores.labels):,} test images. "
                f"{cached.network(id).parameters:,} weights and biases."
            )


def onward() -> None:
    remark(
        "The two accuracies differ by far more than their intervals reach, so chance in the choice "
        "of test images doesn't explain it. Both networks were trained by the article's recipe with "
        "the same seed, and the test images took no part in it. The intervals are Wilson's (1927)."
    )
    tell("**Where to go from here**")
    with st.container(horizontal=True):
        st.page_link(
            "dataset.py", label="The digits it learns from", icon=":material/grid_view:"
        )
        st.page_link(
            "train.py", label="Train it yourself", icon=":material/model_training:"
        )
        st.page_link("glossary.py", label="All words", icon=":material/dictionary:")
