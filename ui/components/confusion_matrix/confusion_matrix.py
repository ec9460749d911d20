"""The confusion matrix as a table of buttons: each cell opens its images.

Like the gallery, a component of our own, since a chart's cells can't be reached by keyboard.
"""

import numpy as np

from mnist_ann.figures.base import BLUE, DIGITS
from mnist_ann.figures.scores import MISTAKES
from ui.components.load import component

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
            "colours": {"--right": BLUE, "--rare": MISTAKES[0], "--often": MISTAKES[1]},
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
    share = f"{100 * count / row.sum():.1f}"
    return {
        "text": share if as_shares else str(count),
        "label": f"{label} read as {answer}: {count} images, {share}% of its row",
        "strength": round(count / most, 2) if label != answer else 0,
    }
