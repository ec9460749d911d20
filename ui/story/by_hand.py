"""Chapter 6: one step of learning, every number written out."""

from collections.abc import Iterable

import streamlit as st

from mnist_ann.story.by_hand import BY_HAND, OneStep, number
from ui.components.by_hand.by_hand import drawing
from ui.story.chapter import WIDTH, ask, remark, tell

CLASSES = {"orange (0)": 0, "blue (1)": 1}


def show() -> None:
    tell(
        "A network with two inputs, two relu units and one sigmoid output; one point; one step. "
        "Change the point, its class or the learning rate, and follow with a calculator. Numbers "
        "are rounded to four decimals, so your last digit may differ."
    )
    step = choose_step()
    st.subheader("Forward")
    drawing(step)
    lines(step.forward())
    tell(
        "p is the probability of blue, and the **loss** is −ln of the probability that the right "
        "class got: 0 if the network is sure and right, the larger the surer it is of the wrong one."
    )
    truth, answer = ("blue", "Up") if step.label else ("orange", "Down")
    answered = ask(
        "6",
        f"The point is {truth}. Which way must the output's sum z move to make the loss smaller?",
        {
            "Up": "If z rises, the probability of blue rises.",
            "Down": "If z falls, the probability of blue falls.",
            "It depends on the weights": "The weights decide what z is. But the probability of "
            "blue depends on z alone, and rises with it.",
        },
        right=answer,
    )
    if answered:
        backward(step)
        update(step)
        precisely()


def choose_step() -> OneStep:
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
    return OneStep(BY_HAND, (across, up), CLASSES[label], rate)


def backward(step: OneStep) -> None:
    st.subheader("Backward")
    tell(
        "How fast does the loss change along each number? Start at the end. Along z it is simply "
        "**probability minus truth**. A weight's slope is the slope of its unit's sum times what "
        "the weight was multiplied by. And on to the layer before: times the weight that led here, "
        "times the slope of the activation, which is 1 where relu is on and 0 where it is off."
    )
    lines(step.backward())


def update(step: OneStep) -> None:
    st.subheader("Update")
    tell(
        f"Every number moves against its slope: new = old − {number(step.rate)} × slope. A bias "
        "has the slope of its unit's sum."
    )
    lines(step.update())
    st.subheader("Forward again, with the new weights")
    lines(step.again.forward())
    change = step.again.loss - step.loss
    st.metric("Loss", number(step.again.loss), f"{change:.4f}", delta_color="inverse")


def lines(calculations: Iterable[tuple]) -> None:
    """Lines (name, calculation, value), the first equals signs below each other."""
    longest = max(len(name) for name, _, _ in calculations)
    text = "\n".join(
        f"{name:<{longest}} = {calculation} = {number(value)}"
        for name, calculation, value in calculations
    )
    st.code(text, language=None, wrap_lines=True, width=WIDTH)


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
