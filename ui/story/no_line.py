"""Chapter 3: where a line is not enough, and the perceptron tries all the same."""

import numpy as np

from mnist_ann.story.perceptron import Perceptron
from ui.components.playground import playground
from ui.story import choose_points
from ui.story.chapter import ask, remark, tell

KEY = "line"  # of the problem, in the address
START = Perceptron(np.array([0.0, 0.0]))


def show() -> None:
    tell(
        "Four corners of a square, opposite corners of one class: blue if one input is positive "
        "and the other is not, but not if both are. It is called XOR, “one or the other, but not "
        "both”."
    )
    answered = ask(
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
        shown=choose_points.POINTS.said()
        is not None,  # somebody sent a link with points
    )
    name = "xor"
    if answered:
        tell(
            "**Press Play** and watch the rule try. It never rests, and the best line so far stays "
            "dashed. Then try the others, or choose a tool and **change the points yourself**: "
            "the address keeps them, so that you can send them to somebody."
        )
        name = choose_points.problem(KEY, "xor")
    points, _ = choose_points.points_of(name)
    playground.perceptrons(
        points,
        [[START]],
        key="tries",
        label="Points of two classes and the line of a perceptron that tries to part them",
        on_edit=edited if answered else None,
        learning=answered,
    )
    if answered:
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
