"""Digits as dots on a map, and one as a picture: the one that is pointed at, tapped, or reached by arrow keys.

A component of our own: a chart's dots can't be reached by keyboard, and a picture for each would hide the
map. The browser asks for a picture when it shows it.
"""

from collections.abc import Sequence

import numpy as np

from ui.components.load import component

_map = component("digit_map", "digit_map")


def digit_map(
    places: np.ndarray,
    labels: np.ndarray,
    answers: np.ndarray,
    *,
    key: str,
    colours: Sequence[str],
    axes: tuple[str, str],
    label: str,
    own: np.ndarray | None = None,
) -> str | None:
    """Show the first test images.

    places: floats (n, 2), 0 to 1, upward. labels, answers: whole numbers (n,). colours: of the ten digits.
    axes: what the horizontal and the vertical one is. label: what a screen reader calls it. own: a place
    (2,) to mark. Returns the address of an image that was opened just now, or None.
    """
    found = _map(
        key=key,
        data={
            "places": places.round(3).tolist(),
            "labels": labels.tolist(),
            "answers": answers.tolist(),
            "colours": list(colours),
            "axes": list(axes),
            "label": label,
            "own": None if own is None else own.round(3).tolist(),
        },
        on_opened_change=lambda: None,  # declares the trigger that a dot sets
    )
    return found.opened
