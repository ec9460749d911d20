"""Charts of several runs over their epochs: a line each, and a band over seeds."""

import functools
from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from mnist_ann.figures.base import (
    BLUE,
    HEIGHT,
    LOSS,
    PRECISE,
    accuracy_axis,
    epochs_axis,
    line_by_line,
    point,
    series,
    specification,
)
from mnist_ann.figures.training import MOST_LOSS
from mnist_ann.lab.outcomes import Band, Outcome

MEASURES = {  # what a curve shows -> the name in Epoch
    "Validation accuracy": "val_accuracy",
    "Training accuracy": "accuracy",
    "Validation loss": "val_loss",
    "Training loss": "loss",
}


# The curves of up to six runs


@functools.lru_cache(maxsize=64)
def curves_spec(names: tuple[str, ...], total: int, measure: str) -> dict[str, Any]:
    """One of MEASURES after each epoch, a line a run, for `curves_table`. names: what the legend calls
    the runs. total: epochs of the longest one."""
    y = (
        accuracy_axis(measure, field="value")
        if "accuracy" in measure
        else alt.Y("drawn:Q", title=measure, axis=alt.Axis(format="~r", tickCount=5))
    )
    return specification(
        alt.Chart(height=HEIGHT + 20 * len(names))  # the legend takes a line of each
        .mark_line(point=point(total))
        .encode(
            x=epochs_axis(total),
            y=y,
            **series("run", names, line_by_line(labelLimit=300, symbolStrokeWidth=1.5)),
            tooltip=[
                alt.Tooltip("run:N", title="Run"),
                alt.Tooltip("epoch:Q", title="Epoch"),
                alt.Tooltip("value:Q", title=measure, format=_format(measure)),
            ],
        )
    )


def curves_table(
    names: Sequence[str], outcomes: Sequence[Outcome], measure: str
) -> pd.DataFrame:
    """What `curves_spec` shows. names: of the runs, in the order of their Outcomes."""
    rows = [
        (name, epoch.epoch, getattr(epoch, MEASURES[measure]))
        for name, outcome in zip(names, outcomes)
        for epoch in outcome.epochs
    ]
    table = pd.DataFrame(rows, columns=["run", "epoch", "value"])
    table["drawn"] = table["value"].clip(upper=MOST_LOSS)
    return table


def curves_text(names: Sequence[str], outcomes: Sequence[Outcome], measure: str) -> str:
    """The same in words, for those who can't see the chart."""
    each = [
        f"{name}: {getattr(outcome.epochs[-1], MEASURES[measure]):{_format(measure)}} after epoch "
        f"{outcome.epochs[-1].epoch}"
        for name, outcome in zip(names, outcomes)
        if outcome.epochs
    ]
    if not each:
        return f"{measure} of {len(names)} runs. No epoch has ended yet."
    return f"{measure} of {len(names)} runs. " + ". ".join(each)


def _format(measure: str) -> str:
    return PRECISE if "accuracy" in measure else LOSS


# A recipe with several seeds


@functools.lru_cache(maxsize=64)
def band_spec(total: int) -> dict[str, Any]:
    """From the worst to the best run after each epoch, and their mean, for `band_table`."""
    x = epochs_axis(total)
    area = (
        alt.Chart()
        .mark_area(color=BLUE, opacity=0.25)
        .encode(x=x, y=accuracy_axis("Validation accuracy", "low"), y2="high:Q")
    )
    line = (
        alt.Chart()
        .mark_line(color=BLUE, point=point(total))
        .encode(
            x=x,
            y=accuracy_axis("Validation accuracy", "mean"),
            tooltip=[
                alt.Tooltip("epoch:Q", title="Epoch"),
                alt.Tooltip("low:Q", title="Worst run", format=PRECISE),
                alt.Tooltip("mean:Q", title="Mean", format=PRECISE),
                alt.Tooltip("high:Q", title="Best run", format=PRECISE),
                alt.Tooltip("runs:Q", title="Runs"),
            ],
        )
    )
    return specification(alt.layer(area, line, height=HEIGHT))


def band_table(bands: Sequence[Band]) -> pd.DataFrame:
    """What `band_spec` shows. bands: of `outcomes.bands`."""
    rows = [(each.epoch, each.low, each.mean, each.high, each.runs) for each in bands]
    return pd.DataFrame(rows, columns=["epoch", "low", "mean", "high", "runs"])


def band_text(bands: Sequence[Band]) -> str:
    if not bands:
        return "Validation accuracy of several seeds as a band. No epoch has ended yet."
    last = bands[-1]
    return (
        f"Validation accuracy of several seeds as a band. After epoch {last.epoch}, {last.runs} runs "
        f"lie between {last.low:.2%} and {last.high:.2%}, their mean is {last.mean:.2%}."
    )
