"""The network of chapter 6 as a drawing with its numbers, in the colours of the page's theme.

A component of our own: Streamlit removes SVG from `st.html`, and an image doesn't follow the theme.
"""

import streamlit as st

from mnist_ann.story.by_hand import LOW, OneStep, number
from ui.components.load import component

WIDTH = 460  # pixels on the page

_drawing = component("by_hand", "by_hand")


def drawing(step: OneStep) -> None:
    """Draw a OneStep before its update."""
    hidden, output = step.network.layers
    with st.container(width=WIDTH):
        _drawing(
            key="by hand drawing",
            data={
                "inputs": _units("x", step.point),
                "hidden": _units("h", step.hidden),
                "output": {"name": "p", "value": number(step.probability)},
                "weights": [
                    [number(weight) for weight in row] for row in hidden.kernel
                ],
                "outgoing": [number(weight) for weight in output.kernel[:, 0]],
            },
        )


def _units(letter, values):
    return [
        {"name": f"{letter}{low}", "value": number(value)}
        for low, value in zip(LOW, values)
    ]
