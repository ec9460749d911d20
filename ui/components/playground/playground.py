"""The two things to play with: perceptrons on the plane, and a small network that learns.

They calculate in the visitor's browser, so that every frame is smooth and nobody waits for the
server. What they calculate equals `mnist_ann` within 1e-6, which tests compare in Chromium.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict

import streamlit as st

from mnist_ann.figures.base import BLUE, GREEN, VERMILION
from mnist_ann.network import Network
from mnist_ann.story.perceptron import RATE, Perceptron
from mnist_ann.story.problems import MOST_POINTS, PLANE, Axis, Points
from ui.components.load import component

SHAPES = ("circle", "square", "triangle")
# Class 1 is blue, as everything above 0 is on every page.
COLOURS = (VERMILION, BLUE, GREEN)
TWO = ("orange", "blue")
THREE = ("orange", "blue", "green")

_perceptrons = component("playground/perceptrons", "perceptrons")
_network = component("playground/network", "small_network")


def perceptrons(
    points: Points,
    start: Sequence[Perceptron],
    *,
    key: str,
    label: str,
    names: Sequence[str] = TWO,
    axes: Sequence[Axis] = PLANE,
    yes: Sequence[int] = (1,),
    lift: bool = False,
    by_hand: bool = False,
    on_edit: Callable[[str], None] | None = None,
) -> None:
    """One or more perceptrons on the plane.

    start: Perceptrons, one for each class in `yes`, to start from. label: what it shows, for a screen
    reader. lift: whether they also get x₁² + x₂². by_hand: whether the line, of one without lift, can be
    moved by hand. on_edit: called with the points as text whenever the visitor changed them; without it
    they can't be changed.
    """

    def changed():
        if on_edit and (text := st.session_state[key].points) is not None:
            on_edit(text)

    _perceptrons(
        key=key,
        data={
            **_shown(points, names, axes, label),
            "start": [_unit(unit) for unit in start],
            "yes": list(yes),
            "rate": RATE,
            "lift": lift,
            "by_hand": by_hand,
            "edit": on_edit is not None,
            "most": MOST_POINTS,
        },
        on_points_change=changed,
    )


def network(
    start: Network,
    points: Points,
    fresh: Points | None,
    *,
    key: str,
    label: str,
    product: bool = False,
) -> None:
    """A network of two inputs that learns while the visitor watches.

    start: a Network with one sigmoid output. fresh: Points that it doesn't learn from, or None.
    product: whether to show the matrices and what they multiply to; only without activation.
    """
    layers = [
        {
            "kernel": layer.kernel.astype(float).tolist(),
            "bias": layer.bias.astype(float).tolist(),
            "activation": layer.activation,
        }
        for layer in start.layers
    ]
    _network(
        key=key,
        data={
            **_shown(points, TWO, PLANE, label),
            "fresh": fresh and _lists(fresh),
            "layers": layers,
            "product": product,
        },
    )


def _shown(points, names, axes, label):
    classes = [
        {"name": name, "colour": colour, "shape": shape}
        for name, colour, shape in zip(names, COLOURS, SHAPES)
    ]
    return {
        **_lists(points),
        "classes": classes,
        "axes": [asdict(axis) for axis in axes],
        "label": label,
    }


def _lists(points):
    return {"points": points.inputs.tolist(), "labels": points.labels.tolist()}


def _unit(perceptron):
    return {"weights": perceptron.weights.tolist(), "bias": perceptron.bias}
