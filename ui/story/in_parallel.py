"""Chapter 2: several units side by side, first three, then ten on the pixels of MNIST."""

import numpy as np
import streamlit as st

from mnist_ann.figures.pictures import heat
from mnist_ann.network import Network
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
        "For three classes, put three perceptrons side by side, each with its own line and question: is it "
        "orange, is it blue, is it green? **Press Play**: each learns from its own mistakes. Where two say "
        "yes or none does, **the largest sum** decides."
    )
    playground.perceptrons(
        three_groups(15, 1),
        START,
        key="three",
        label="Three groups of points and the lines of three perceptrons",
        names=playground.THREE,
        yes=(0, 1, 2),
    )
    st.subheader("Ten units on a digit")
    tell(
        "The same with handwriting: 784 pixels in place of two inputs, ten units in place of three, "
        "one for each digit. The largest sum wins. This is a network without a [hidden layer]."
    )
    network = cached.network("linear")
    weight_pictures(network)
    scores = cached.scores_of(network)
    low, high = scores.interval
    ask(
        "2",
        "Of 100 digits that it never saw, how many does it read right?",
        {
            "About 10": "So many are right if you guess. Ink in the middle already speaks against "
            "a 0: the weights know more than nothing.",
            "About 50": "More. For most digits, adding up where the ink is goes a long way.",
            "About 92": f"It reads {scores.accuracy:.2%} of {len(scores.labels):,} test images right; between "
            f"{low:.1%} and {high:.1%} with 95% confidence.",
            "About 99": "Not with one layer. Each unit only adds up pixels, whatever the others "
            "show; chapter 7 shows what hidden layers add.",
        },
        right="About 92",
    )
    precisely()


def weight_pictures(network: Network) -> None:
    tell(
        "Each unit's weights as a picture: ink where it is **blue** speaks for the digit, ink where "
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


def precisely() -> None:
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
