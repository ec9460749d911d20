"""Chapter 5: layers without activation are one perceptron, and one perceptron with the right input
needs no layers."""

import numpy as np
import streamlit as st

from mnist_ann.story.perceptron import Perceptron
from mnist_ann.story.problems import SOURCES
from mnist_ann.story.small_network import MOST_LAYERS, start
from ui.components.playground import playground
from ui.story import choose_points
from ui.story.chapter import ask, remark, tell

UNITS, SEED = 3, 1


def show() -> None:
    tell(
        "Each unit adds up its inputs and then bends the sum: its **[activation]**. Here it is turned off. "
        "**Press Play**: can this network still close in the disc?"
    )
    figure = st.container()
    name = choose_points.problem("flat", "ring")
    layers = st.number_input(
        "Hidden layers", 1, MOST_LAYERS, 2, key="flat_layers", width=140, bind="query-params"
    )  # fmt: skip
    with figure:
        points, fresh = choose_points.points_of(name)
        playground.network(
            start([UNITS] * layers, "linear", SEED),
            points,
            fresh,
            key="without activation",
            label="Points of two classes and the boundary of a network without activation",
            product=True,
        )
    ask(
        "5",
        "Two hidden layers, no activation. What boundary can this network learn?",
        {
            "A closed one, as before": "For that, something must bend. Sums of sums are only sums.",
            "Two lines, one for each layer": "The second layer adds up what the first one added "
            "up. That is one sum of x₁ and x₂ again.",
            "One straight line": "However many layers there are: multiplied, they are a single "
            "perceptron.",
        },
        right="One straight line",
    )
    remark(
        "**Matrix after matrix.** A layer multiplies its inputs by a matrix A and adds a bias "
        "a; the next does the same with B and b. Together: (x A + a) B + b = x (A B) + "
        "(a B + b), again one matrix and one bias. The output's sigmoid bends only at the end: "
        "it is above one half exactly where its sum is above 0, and that is a line."
    )
    another_input()


def another_input() -> None:
    st.subheader("And the other way round")
    tell(
        "If the boundary can't bend, the inputs can. This **one perceptron** is also given x₁² + x₂², how "
        "far out a point lies. **Press Play.**"
    )
    playground.perceptrons(
        SOURCES["ring"].points(),
        [Perceptron(np.array([0.0, 0.0, 0.0]))],
        key="lifted",
        label="A disc in a ring, and the circle of a perceptron with a third input",
        lift=True,
    )
    tell(
        "With three inputs its boundary is a plane, and seen in x₁ and x₂ alone that plane is a "
        "circle. Somebody had to know that this input would help. Hidden layers find such inputs "
        "by themselves: that is what they are for."
    )
