"""Chapter 7: the same picture with 784 inputs, and the way to Dataset and Train."""

import numpy as np
import streamlit as st

from mnist_ann.evaluation.scores import Scores
from mnist_ann.figures.pictures import heat
from mnist_ann.mnist import normalise
from mnist_ann.words import a_digit
from ui.shown.digit import digit_picture, probability_bars
from ui.state import cached
from ui.story.chapter import WIDTH, ask, remark, tell

PARALLEL, SEQUENCE = "linear", "article"
UNITS = 12  # of the first hidden layer whose weights are shown


def show_chapter() -> None:
    tell(
        "Everything stays the same with digits, only larger: 784 pixels in place of two inputs, "
        "hidden layers of 300 and 100 relu units, ten outputs with softmax in place of one. The "
        "boundaries now run through a space of 784 dimensions, which nobody can draw, but each "
        "unit still does its one sum."
    )
    parallel, sequence = (
        cached.scores_of(cached.network(id)) for id in (PARALLEL, SEQUENCE)
    )
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
        one_digit(parallel, sequence)
        onward()


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
            st.metric("Test accuracy", f"{scores.accuracy:.2%}")
            st.caption(
                f"95% interval {low:.2%} to {high:.2%}, on {len(scores.labels):,} test images. "
                f"{cached.network(id).parameters:,} weights and biases."
            )


def one_digit(parallel: Scores, sequence: Scores) -> None:
    """A digit on its way through the layers, and what both networks say about it."""
    st.subheader("One digit, layer by layer")
    test = cached.data().test
    only_sequence = (~parallel.right & sequence.right).nonzero()[0][:UNITS]
    index = st.select_slider(
        "Test images that only the network with hidden layers reads right",
        [int(i) for i in only_sequence],
        key="digit",
        bind="query-params",
    )
    image = normalise(test.images[index])
    network = cached.network(SEQUENCE)
    first, second, _ = network.activations(image[None])
    with st.container(width=WIDTH):
        pixels, hidden, further = st.columns(3, gap="large")
    with pixels:
        digit_picture(image, alt=f"A handwritten {test.labels[index]}", width=168)
        st.caption(f"The input: 784 pixels of {a_digit(test.labels[index])}.")
    with hidden:
        outputs(first, 20, "300 units of the first hidden layer")
    with further:
        outputs(second, 10, "100 units of the second hidden layer")
    st.caption(
        f"Bright units are active, black ones say 0. {UNITS} units of the first layer, as in the "
        "small network each with what it looks for: ink on blue switches it on, ink on orange off."
    )
    weights = network.layers[0].kernel.T.reshape(-1, 28, 28)[:UNITS]
    with st.grid(UNITS, min_column_width=56):
        for unit, picture in enumerate(weights):
            st.image(
                heat(picture, 112),
                alt=f"The weights of unit {unit + 1}",
                width=84,
            )
    for column, title, scores in zip(
        st.columns(2, gap="large"),
        ("In parallel it says", "In sequence it says"),
        (parallel, sequence),
    ):
        with column:
            tell(f"**{title} {scores.predicted[index]}**")
            probability_bars(scores.probabilities[index])


def outputs(values: np.ndarray, columns: int, what: str) -> None:
    """A layer's outputs, float32 (1, n), as a picture of n squares."""
    squares = values.reshape(-1, columns)
    digit_picture(
        squares / max(squares.max(), 1e-12), alt=f"Outputs of the {what}", width=168
    )
    st.caption(f"The outputs of the {what}, {(values > 0).sum()} of them active.")


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
