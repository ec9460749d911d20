"""Twelve images and what a network says of each; its answers move when the network learns."""

from collections.abc import Sequence

import numpy as np

from mnist_ann.words import a_digit, percent
from ui.components.load import component

_view = component("twelve_digits", "twelve_digits")


def twelve_digits(
    pictures: Sequence[tuple[str, int, int]],
    said: np.ndarray,
    sure: np.ndarray,
    *,
    key: str,
) -> None:
    """Show test images with a network's answers.

    pictures: (address of its picture, digit, place among the test images) of each. said: digits, ints (12,).
    sure: how sure of each, floats (12,), 0 to 1.
    """
    digits = [
        {
            "src": picture,
            "alt": f"x_test[{place}], {a_digit(label)}. The network says {digit}: "
            f"{'right' if digit == label else 'wrong'}, {percent(p)}",
            "said": str(digit),
            "right": bool(digit == label),
            "share": round(float(p), 3),
        }
        for (picture, label, place), digit, p in zip(pictures, said, sure)
    ]
    _view(key=key, data={"digits": digits})
