"""Chapter 2: several units side by side, first three, then ten on the pixels of MNIST."""

import numpy as np
import streamlit as st

from mnist_ann.figures.pictures import heat
from mnist_ann.story.perceptron import Perceptron
from mnist_ann.story.problems import three_groups
from ui.components.playground import playground
from ui.state import cached
from ui.story.chapter import WIDTH, ask, remark, tell

START = [
    Perceptron(np.array([0.5, 0.3])),
    Perceptron(np.array([0.1, -0.4])),
    Perceptron(np.array([-0.3, 0.4])),
]


def show() -> None:
    tell(
        "One perceptron tells two classes apart. For three, put three side by side. All get the "
        "same inputs, and each has its own weights, its own line and its own question: is it orange, "
        "is it blue, is it green? **Press Play**: three lines learn at once, each by its own "
        "mistakes, and none knows of the others. Where two say yes or none does, grey or bare, "
        "colour the plane by **the largest sum**: then there is one answer everywhere."
    )
    playground.perceptrons(
        three_groups(15, 1),
        [START],
        key="three",
        label="Three groups of points and the lines of three perceptrons",
        names=playground.THREE,
        yes=(0, 1, 2),
    )
    st.subheader("Ten units on a digit")
    tell(
        "The same with handwriting: 784 pixels in place of two inputs, ten units in place of three, "
        "one for each digit. The largest sum wins. This is a network without a hidden layer."
    )
    if ask(
        "2",
        "Of 100 digits that it never saw, how many does it read right?",
        {
            "About 10": "So many are right if you guess. Ink in the middle already speaks against "
            "a 0: the weights know more than nothing.",
            "About 50": "More. For most digits, adding up where the ink is goes a long way.",
            "About 92": "It was measured on the 10,000 test images, below.",
            "About 99": "Not with one layer. Each unit only adds up pixels, whatever the others "
            "show; chapter 7 shows what hidden layers add.",
        },
        right="About 92",
    ):
        ten_units()


def ten_units() -> None:
    network = cached.network("linear")
    scores = cached.scores_of(network)
    low, high = scores.interval
    st.metric("Test accuracy", f"{scores.accuracy:.2%}")
    st.caption(
        f"Of {len(scores.labels):,} test images; between {low:.1%} and {high:.1%} with 95% "
        "confidence. Trained by the article's recipe, without its hidden layers."
    )
    tell(
        "Its weights as ten pictures: ink where it is **blue** speaks for the digit, ink where "
        "it is **orange** and striped speaks against it."
    )
    weights = network.layers[-1].kernel.T.reshape(10, 28, 28)
    with st.container(width=WIDTH), st.grid(5, min_column_width=100):
        for digit, picture in enumerate(weights):
            st.image(
                heat(picture, 196),
                caption=str(digit),
                alt=f"The weights of the unit for {digit}",
                width=98,
            )
    remark(
        "**A single layer.** This network has one layer of units. The inputs are drawn as circles "
        "too, but they calculate nothing and don't count.\n\n"
        "**Independent or not?** The three perceptrons above really learn alone. The ten units of "
        "this network don't: their sums go through **softmax**, which divides by the total of all "
        "ten, so that the probabilities sum to 1. If one unit's sum rises, the other nine "
        "probabilities fall, and each unit's mistake, probability minus truth, depends on all ten "
        "sums. The sums themselves are independent: each is made from the pixels and the unit's own "
        "weights."
    )
