"""The chart of the board: the curve of every student's newest run, large enough to be projected.

As in `charts_training`, a Vega-Lite specification without data, made once, and a table.
"""

import functools

import altair as alt
import pandas as pd

from mnist_ann.figures.base import BLUE, specification
from mnist_ann.words import counted

HEIGHT = 340  # pixels


@functools.lru_cache(maxsize=64)
def board_spec(total):
    """Validation accuracy after each epoch, a thin line a student, for `board_table`; who points at
    one sees whose it is. total: epochs of the longest run."""
    hovered = alt.selection_point(
        name="hovered", fields=["who"], on="pointerover", clear="pointerout"
    )
    letters = {"labelFontSize": 16, "titleFontSize": 18}
    return specification(
        alt.Chart(height=HEIGHT)
        .mark_line(color=BLUE, point=alt.OverlayMarkDef(filled=True, size=50))
        .encode(
            x=alt.X(
                "epoch:Q",
                title="Epoch",
                scale=alt.Scale(domain=[1, max(total, 2)], nice=False),
                axis=alt.Axis(tickMinStep=1, format="d", **letters),
            ),
            y=alt.Y(
                "accuracy:Q",
                title="Validation accuracy",
                scale=alt.Scale(zero=False, domainMax=1),
                axis=alt.Axis(format="~%", tickCount=6, **letters),
            ),
            detail="who:N",
            opacity=alt.condition(hovered, alt.value(1.0), alt.value(0.45)),
            tooltip=[
                alt.Tooltip("who:N", title="Student"),
                alt.Tooltip("epoch:Q", title="Epoch"),
                alt.Tooltip("accuracy:Q", title="Accuracy", format=".2%"),
            ],
        )
        .add_params(hovered)
    )


def board_table(seats):
    """What `board_spec` shows of seats.Seats. A curve needs a name of its own: two students may have
    given none, but their numbers differ."""
    rows = [
        (seat.name, epoch.epoch, epoch.val_accuracy)
        for seat in seats
        for epoch in seat.epochs
    ]
    return pd.DataFrame(rows, columns=["who", "epoch", "accuracy"])


def board_text(seats):
    """The same in words, for those who can't see the chart."""
    last = [seat.epochs[-1].val_accuracy for seat in seats if seat.epochs]
    if not last:
        return "Validation accuracy of the class's runs. No epoch has ended yet."
    return (
        f"Validation accuracy of {counted(len(last), 'run')} of the class, now "
        + (f"{min(last):.2%} to " * (len(last) > 1))
        + f"{max(last):.2%}."
    )
