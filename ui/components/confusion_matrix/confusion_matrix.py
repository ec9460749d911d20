"""The confusion matrix as a table of buttons: each cell opens its images.

Like the gallery, a component of our own, since a chart's cells can't be reached by keyboard.
"""

import numpy as np

from mnist_ann.figures.base import BLUE, DIGITS, VERMILION
from ui.components.load import component

# How much of its colour the strongest cell has: the rest is the page's ground, so that numbers can be read.
STRONGEST = 0.75

_matrix = component("confusion_matrix", "confusion_matrix")


def matrix(
    confusion: np.ndarray,
    *,
    key: str,
    label: str,
    opened: tuple[int, int] | None = None,
    as_shares: bool = False,
) -> tuple[int, int] | None:
    """Show counts (10, 10), a row for each label and a column for each answer.

    label: what a screen reader calls it. opened: the (label, answer) of the cell that is open.
    as_shares: whether cells say which percentage of their row they are.
    Returns the (label, answer) that was opened just now, or None.
    """
    wrong = confusion.copy()
    wrong[range(10), range(10)] = 0
    rows = [
        [
            _cell(confusion[row], row, column, wrong.max(), as_shares)
            for column in range(10)
        ]
        for row in range(10)
    ]
    found = _matrix(
        key=key,
        data={
            "label": label,
            "digits": DIGITS,
            "rows": rows,
            "colours": {"--right": BLUE, "--wrong": VERMILION},
            "opened": "-".join(map(str, opened)) if opened else "",
        },
        on_opened_change=lambda: None,  # declares the trigger that the buttons set
    )
    if not found.opened:
        return None
    row, column = map(int, found.opened.split("-"))
    return row, column


def _cell(row, label, answer, most, as_shares):
    count = int(row[answer])
    if not count:
        return None
    share = count / row.sum()
    return {
        "text": f"{100 * share:.1f}" if as_shares else str(count),
        "label": f"{label} read as {answer}: {count} images, {share:.1%} of its row",
        "strength": round(
            STRONGEST * float(share if label == answer else count / most), 2
        ),
    }
