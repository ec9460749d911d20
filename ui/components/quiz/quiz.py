"""Digits to be read by the visitor, one by one: each answer meets the label and the network's at once.

All of it happens in the browser, so that an answer needs no script of the page.
"""

from collections.abc import Callable, Sequence

import numpy as np

from mnist_ann.figures.pictures import data_url, picture
from ui.components.load import component

_quiz = component("quiz", "quiz")


def quiz(
    images: np.ndarray,
    labels: np.ndarray,
    read: np.ndarray,
    shares: Sequence[str],
    *,
    number: int,
    key: str,
    on_again: Callable[[], None],
) -> None:
    """Ask for images, uint8 (n, 28, 28).

    labels, read: what each is, and what the network reads it as. shares: for 0 to n right answers, what
    they say of all such images. number: of the quiz; another one begins anew. on_again: called
    when the visitor asks for another one.
    """
    _quiz(
        key=key,
        data={
            "number": number,
            "images": [
                {
                    "src": data_url(picture(image, 28)),
                    "label": int(label),
                    "read": int(answer),
                }
                for image, label, answer in zip(images, labels, read)
            ],
            "shares": list(shares),
        },
        on_again_change=on_again,
    )
