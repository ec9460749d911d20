"""Charts of an answer: ten probabilities, now and after each epoch."""

import functools
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from mnist_ann.figures.base import (
    BLUE,
    DIGITS,
    GREY,
    PRECISE,
    Layered,
    rows_axis,
    specification,
    tooltips,
)
from mnist_ann.words import percent


def probability_bars(probabilities: Sequence[float] | np.ndarray) -> Layered:
    """Ten bars, one a digit, with its percentage at the right; the winner's bar in colour.

    probabilities: floats (10,), 0 to 1, that sum to 1.
    """
    base = alt.Chart(probability_table(probabilities), height=240).encode(
        x=alt.X("probability:Q", scale=alt.Scale(domain=[0, 1]), axis=None),
        tooltip=tooltips(digit="Digit", probability="Probability"),
    )
    bars = base.mark_bar(cornerRadius=2).encode(
        y=rows_axis("digit", labelFontSize=14),
        color=alt.Color(
            "wins:N",
            scale=alt.Scale(domain=[True, False], range=[BLUE, GREY]),
            legend=None,
        ),
    )
    # The percentages are the labels of a second axis: an axis takes its colour from the page's
    # theme, light or dark, which a text mark doesn't.
    labels = base.mark_text(text="").encode(
        y=rows_axis(
            "row",
            orient="right",
            minExtent=52,  # the widest label, so that no new answer moves the bars
            labelFontSize=13,
            labelExpr="split(datum.value, ' ')[1]",
        ).sort("ascending")  # new rows come last when a browser updates the data
    )
    return (bars + labels).resolve_scale(y="independent")


@functools.cache
def probability_spec() -> dict[str, Any]:
    """`probability_bars` as Vega-Lite, without the data.

    Altair needs 16 ms to make it, too long after each stroke. And a chart whose data alone change is
    updated by the browser, which would else build it anew.
    """
    spec = probability_bars(np.full(10, 0.1)).to_dict()
    return {key: spec[key] for key in spec if key not in ("data", "datasets")}


def probability_table(probabilities: Sequence[float] | np.ndarray) -> pd.DataFrame:
    """What `probability_bars` shows: a row for each digit. `row` is "7 97.3%", no two alike."""
    values = [float(p) for p in probabilities]
    return pd.DataFrame(
        {
            "digit": DIGITS,
            "probability": values,
            "wins": [digit == values.index(max(values)) for digit in range(10)],
            "row": [f"{digit} {percent(p)}" for digit, p in zip(DIGITS, values)],
        }
    )


@functools.lru_cache(maxsize=1)
def answers_spec() -> dict[str, Any]:
    """The ten probabilities of one image after several epochs, a column each, for `answers_table`."""
    return specification(
        alt.Chart(height=280)
        .mark_rect(cornerRadius=2, stroke=GREY, strokeWidth=0.5, strokeOpacity=0.4)
        .encode(
            x=alt.X(
                "epoch:O",
                title="After epoch",
                axis=alt.Axis(labelAngle=0, ticks=False, domain=False),
            ),
            y=alt.Y(
                "digit:N",
                title=None,
                axis=alt.Axis(
                    ticks=False, domain=False, labelFontSize=14, labelOverlap=False
                ),
            ),
            color=alt.value(BLUE),
            fillOpacity=alt.FillOpacity(
                "probability:Q",
                scale=alt.Scale(domain=[0, 1], range=[0, 1]),
                legend=None,
            ),
            tooltip=[
                alt.Tooltip("epoch:O", title="After epoch"),
                alt.Tooltip("digit:N", title="Digit"),
                alt.Tooltip("probability:Q", title="Probability", format=PRECISE),
            ],
        )
    )


def answers_table(answers: Mapping[int, Sequence[float] | np.ndarray]) -> pd.DataFrame:
    """What `answers_spec` shows. answers: {epoch: ten probabilities}."""
    rows = [
        (epoch, digit, float(p))
        for epoch, probabilities in answers.items()
        for digit, p in zip(DIGITS, probabilities)
    ]
    return pd.DataFrame(rows, columns=["epoch", "digit", "probability"])
