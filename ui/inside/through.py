"""One image through the network, layer by layer, down to the sum of one unit."""

from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from mnist_ann.explain.evidence import softmax_steps, unit_sum
from mnist_ann.figures.base import DIGITS
from mnist_ann.figures.pictures import grid, heat
from mnist_ann.network import Network
from mnist_ann.words import signed
from ui.components.unit_grid.unit_grid import COLUMNS
from ui.inside.names import unit_in_address, unit_name
from ui.inside.subject import Subject
from ui.networks.choose import Chosen
from ui.shown.source import show_code

SHOWN = 6  # inputs in the table of a unit
FORM = "+.3f"  # of weights and sums
TEMPERATURES = (0.25, 0.5, 1, 2, 4, 8)


def show(chosen: Chosen, subject: Subject | None) -> None:
    network = chosen.network
    if subject is None:
        return
    first = network.activations([subject.image])[0][0]
    opened = unit_in_address(network, (0, int(first.argmax())))
    st.subheader(unit_name(network, *opened).capitalize())
    one_unit(network, subject.image, *opened)
    st.header("From sums to probabilities")
    st.fragment(softmax)(network.logits([subject.image])[0])
    show_code(unit_sum, softmax_steps)


def one_unit(network: Network, image: np.ndarray, layer: int, unit: int) -> None:
    """Its weights, what they make of the inputs, and the sum, in numbers that add up."""
    found = unit_sum(network, image, layer, unit)
    activation = network.layers[layer].activation
    columns = 28 if layer == 0 else COLUMNS
    what = "pixel" if layer == 0 else "input"
    left, middle, right = st.columns([2, 2, 3], gap="medium")
    for column, values, title, text in (
        (
            left,
            found.weights,
            "Weights",
            "Blue counts for this unit, orange and striped against it.",
        ),
        (
            middle,
            found.products,
            f"Weight × {what}",
            f"What each {what} of this image adds to the sum.",
        ),
    ):
        with column:
            st.markdown(f"**{title}**")
            st.image(
                heat(grid(values, columns), 280),
                alt=f"{title}: {(values > 0).sum()} above 0, {(values < 0).sum()} below; the largest "
                f"{signed(values.max(), '.3f')}, the smallest {signed(values.min(), '.3f')}",
            )
            st.caption(
                text
                if layer == 0
                else f"{text} One square for each unit of the layer before."
            )
    with right:
        st.markdown("**The sum**")
        st.table(
            _sum_rows(found, activation, what), hide_index=True, border="horizontal"
        )
        if activation == "softmax":
            st.caption("What softmax makes of the ten sums is shown below.")
    with st.expander(f"The {SHOWN} {what}s that count most"):
        st.table(_strongest_rows(found, layer), hide_index=True, border="horizontal")


def _sum_rows(found, activation, what):
    """The parts of a unit's sum. What counts against it is the difference of the other rounded
    numbers, so that all of them add up as they are shown."""
    products = found.products
    total, bias = round(found.total, 3), round(found.bias, 3) + 0.0  # never -0.000
    above = round(float(products[products > 0].sum(dtype=float)), 3)
    below = total - bias - above
    rows = [
        (f"{(products > 0).sum()} {what}s that count for it", signed(above, FORM)),
        (f"{(products < 0).sum()} {what}s that count against it", signed(below, FORM)),
        ("Bias", signed(bias, FORM)),
        ("Sum", signed(total, FORM)),
        (f"{activation} of the sum: the activation", signed(found.activation, ".3f")),
    ]
    return {"Part": [row[0] for row in rows], "Number": [row[1] for row in rows]}


def _strongest_rows(found, layer):
    places = found.strongest(SHOWN)
    return {
        "From": [
            f"row {place // 28}, column {place % 28}" if layer == 0 else f"unit {place}"
            for place in places
        ],
        "Input": [signed(found.inputs[place], ".3f") for place in places],
        "Weight": [signed(found.weights[place], FORM) for place in places],
        "Product": [signed(found.products[place], FORM) for place in places],
    }


def softmax(logits: np.ndarray) -> None:
    """From ten sums to ten probabilities, a column a step."""
    temperature = st.select_slider(
        "Temperature",
        TEMPERATURES,
        value=1,
        key="temperature",
        bind="query-params",
        help="The sums are divided by it. 1 is what the network does; above, it doubts more; below, "
        "it is surer. The answer stays the same.",
    )
    steps = softmax_steps(logits, temperature)
    rows = pd.DataFrame(
        {
            "Sum": steps.logits,
            f"÷ {temperature:g}": steps.divided,
            "− the greatest": steps.shifted,
            "e to that": steps.powers,
            "÷ their sum: probability": steps.probabilities,
        },
        index=pd.Index(DIGITS, name="Digit"),
    )
    left, right = st.columns([3, 2], gap="medium")
    forms = dict.fromkeys(rows.columns[:3], partial(signed, form=FORM))
    forms |= dict.fromkeys(rows.columns[3:], "{:.4f}".format)
    left.table(rows.style.format(forms), border="horizontal")
    right.markdown(
        f"The powers sum to **{steps.powers.sum():.4f}**; each divided by that, they sum to 1. This is "
        "softmax. Subtracting the greatest changes no probability; it keeps the powers from growing too "
        "large to store."
    )
