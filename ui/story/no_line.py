"""Chapter 3: where a line is not enough, and the perceptron tries all the same."""

import numpy as np
import streamlit as st

from mnist_ann.story.perceptron import Perceptron
from ui.components.playground import playground
from ui.story import choose_points
from ui.story.chapter import ask, remark, tell

KEY = "line"  # of the problem, in the address
START = Perceptron(np.array([0.9, 0.4]), 0.5)


def show() -> None:
    tell(
        "Opposite corners are of one class. This is XOR, “one or the other, but not both”. **Drag the line, "
        "or press Play**: how few can be on the wrong side?"
    )
    figure = st.container()
    name = choose_points.problem(KEY, "xor")
    with figure:
        points, _ = choose_points.points_of(name)
        playground.perceptrons(
            points,
            [START],
            key="tries",
            label="Points of two classes and the line of a perceptron that tries to part them",
            by_hand=True,
            on_edit=edited,
        )
    tell(
        "Choose a tool to **change the points yourself**. The address keeps them, so that you can send them "
        "to somebody."
    )
    ask(
        "3",
        "How many of the four corners can a single line get right?",
        {
            "Two": "One better: take a line that cuts off one corner from the other three.",
            "Three": "A line cuts off one corner, and the corner opposite to it is on the wrong side: "
            "75%. No line does better.",
            "All four": "Then the two orange corners would be on one side and the two blue ones on "
            "the other. But the way from orange to orange crosses the way from blue to blue, and "
            "the crossing would have to be on both sides.",
        },
        right="Three",
    )
    precisely()


def edited(text: str) -> None:
    choose_points.keep(KEY, text)


def precisely() -> None:
    remark(
        "**Why 75% is the limit on XOR.** Take one point from each corner: a line gets at least "
        "one of these four wrong. The points make up as many such fours as there are points in a "
        "corner, so at least a quarter is wrong. Minsky and Papert made it famous (1969).\n\n"
        "**The best line** here means the one with the fewest points on the wrong side. The rule "
        "doesn't find it, it only passes by good lines; and to find it for sure, all known methods "
        "take very long when there are many inputs."
    )
