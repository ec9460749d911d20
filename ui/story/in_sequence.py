"""Chapter 4: a small network learns what no line can do."""

from typing import Any

import streamlit as st

from mnist_ann.network import Network
from mnist_ann.story.problems import FEW
from mnist_ann.story.small_network import (
    HIDDEN_ACTIVATIONS,
    MOST_LAYERS,
    MOST_UNITS,
    start,
)
from ui.components.playground import playground
from ui.story import choose_points
from ui.story.chapter import ask, remark, tell

ACTIVATIONS = {name: name for name in HIDDEN_ACTIVATIONS} | {"linear": "none"}


def show() -> None:
    tell(
        "In sequence, units take the outputs of others as inputs. Each of the first layer still draws one "
        "line, a soft one; the output combines them. **Press Play.**"
    )
    figure = st.container()
    name = choose_points.problem("learn", "ring")
    with st.container(horizontal=True, gap="medium"):
        noise = choose_points.noise("noise", name)
        network = architecture()
    with figure:
        points, fresh = choose_points.points_of(name, noise)
        playground.network(
            network,
            points,
            fresh,
            key="learns",
            label="Points of two classes and the boundary of a small network",
        )
    ask(
        "4",
        "How many units must a hidden layer have to close in the disc inside the ring?",
        {
            "One": "One unit is one line again, and everything beyond a line is open.",
            "Two": "Two lines make a strip or a wedge. Both are open somewhere, and the ring is "
            "all around.",
            "Three": "Three lines can make a triangle, the smallest closed shape. With soft units "
            "its corners are round.",
            "Hundreds": "More units make a rounder shape, but far fewer close it.",
        },
        right="Three",
    )
    pattern_or_points()
    said_precisely()


def architecture() -> Network:
    """Choose a network; returns it at its start."""
    keys: dict[str, Any] = {"bind": "query-params", "persist_state": "session"}
    layers = st.number_input(
        "Hidden layers", 1, MOST_LAYERS, 1, key="layers", width=140, **keys
    )
    units = st.number_input(
        "Units in each", 1, MOST_UNITS, 3, key="units", width=140, **keys
    )
    activation = st.selectbox(
        "Activation",
        list(ACTIVATIONS),
        format_func=ACTIVATIONS.__getitem__,
        key="activation",
        width=140,
        **keys,
    )
    seed = st.number_input(
        "Seed", 0, 9_999, 1, key="seed", width=140,
        help="Where the random first weights start. The same seed gives the same start.", **keys,
    )  # fmt: skip
    return start([int(units)] * int(layers), activation, int(seed))


def pattern_or_points() -> None:
    st.subheader("Has it learned the pattern, or the points?")
    tell(
        "This network has 20 points to learn from. **Press Play**: on these it becomes perfect; on 1,000 "
        "**fresh points** of the same kind it becomes better, and then worse again. That is [overfitting], and "
        "why a network is judged by images that it never trained on."
    )
    playground.network(
        start([8, 8], "relu", 2),
        FEW.points(),
        FEW.fresh(),
        key="overfits",
        label="Twenty blurred points and the boundary of a network with 16 hidden units",
    )


def said_precisely() -> None:
    remark(
        "**Units and perceptrons.** A perceptron answers by a step. A step is flat on both sides, "
        "its slope is 0, so there is nothing to tell a weight which way to go. Units have an "
        "activation with a slope: tanh and sigmoid are soft steps, relu is 0 below 0 and rises "
        "above. Such a network is often called a multilayer perceptron all the same.\n\n"
        "**Learning** here is gradient descent: each update moves every weight a little against its "
        "slope, for all points at once. The loss is the cross-entropy, the output a probability. "
        "Unlike the perceptron rule it promises little: it goes downhill, and may end in a valley "
        "that isn't the deepest. Try 2 units on XOR with several seeds.\n\n"
        "**“Traces the whole pattern”** is said of networks with enough units. That they can is "
        "proven: one hidden layer can come as close as you like to any continuous function on a "
        "bounded region (Cybenko, 1989; Hornik, 1991). That learning finds such weights, and that "
        "they fit fresh points, is not.\n\n"
        "**Why three.** With an activation that only rises, two hidden units can't close in a "
        "region of the plane. Start inside it and walk along the line of one unit: its output "
        "stays as it is, and in one of the two directions the other's part of the sum never falls. "
        "So you stay inside for ever."
    )
