"""Chapter 6: one step of learning, every number written out."""

import streamlit as st

from mnist_ann.story.by_hand import BY_HAND, OneStep, number
from ui.components.by_hand.by_hand import by_hand
from ui.story.chapter import ask, remark, tell

CLASSES = {"orange (0)": 0, "blue (1)": 1}
FORWARD = (
    "p is the probability of blue. The loss is −ln of the probability that the right class got: the surer "
    "of the wrong one, the larger."
)
BACKWARD = (
    "How fast does the loss change along each number? Along z it is probability minus truth. A weight's "
    "slope is its sum's slope times what the weight was multiplied by. To the layer before: times the "
    "weight, times 1 where relu is on and 0 where it is off."
)


def show() -> None:
    tell(
        "Two inputs, two [relu] units, one [sigmoid] output: one step of learning from one point, line by line. "
        "Numbers are rounded to four decimals."
    )
    figure = st.container()
    truth, step = choose_step()
    with figure:
        by_hand(step, truth, sections(step))
    way, answer = ("blue", "Up") if step.label else ("orange", "Down")
    ask(
        "6",
        f"The point is {way}. Which way must the output's sum z move to make the loss smaller?",
        {
            "Up": "If z rises, the probability of blue rises.",
            "Down": "If z falls, the probability of blue falls.",
            "It depends on the weights": "The weights decide what z is. But the probability of "
            "blue depends on z alone, and rises with it.",
        },
        right=answer,
    )
    precisely()


def choose_step() -> tuple[str, OneStep]:
    """Choose a point, its class and a learning rate; returns the class in words, and the step."""
    with st.container(horizontal=True, gap="medium"):
        across = st.number_input(
            "x₁", -3.0, 3.0, 2.0, 0.5, key="x1", width=130, bind="query-params"
        )
        up = st.number_input(
            "x₂", -3.0, 3.0, -0.5, 0.5, key="x2", width=130, bind="query-params"
        )
        label = st.selectbox(
            "Class of the point", list(CLASSES), key="class_of", width=160, bind="query-params"
        )  # fmt: skip
        rate = st.number_input(
            "Learning rate", 0.01, 3.0, 0.5, 0.1, key="rate", width=150, bind="query-params"
        )  # fmt: skip
    return label, OneStep(BY_HAND, (across, up), CLASSES[label], rate)


def sections(step: OneStep) -> list[tuple[str, str, list]]:
    """(title, text, Lines) in the order in which they are calculated."""
    change = "falls" if step.again.loss < step.loss else "rises"
    return [
        ("Forward", FORWARD, step.forward()),
        ("Backward", BACKWARD, step.backward()),
        (
            "Update",
            f"new = old − {number(step.rate)} × slope. A bias has the slope of its unit's sum.",
            step.update(),
        ),
        (
            "Forward again",
            f"With the new weights the loss {change} from {number(step.loss)} to {number(step.again.loss)}.",
            step.again.forward(),
        ),
    ]


def precisely() -> None:
    remark(
        "**Why probability minus truth?** The loss of one point is −ln p if it is blue and "
        "−ln (1 − p) if it is orange, with p = 1 / (1 + e⁻ᶻ). Its derivative along z is p − 1 in the "
        "first case and p in the second.\n\n"
        "**A unit that is off** has slope 0: this point teaches it nothing. If a relu unit is off "
        "for every point, none can bring it back.\n\n"
        "**A real network** does the same with many points at once and takes the mean of their "
        "slopes. A step that suits one point may be too large for others; then the loss rises. Try "
        "the learning rate 3 in chapter 4."
    )
