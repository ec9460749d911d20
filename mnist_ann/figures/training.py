"""Charts of one run that may still grow: its accuracy and its loss after each epoch."""

import functools
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from mnist_ann.figures.base import (
    BLUE,
    GREY,
    LOSS,
    PRECISE,
    TEAL,
    VERMILION,
    Layered,
    accuracy_axis,
    epochs_axis,
    point,
    series,
    specification,
)
from mnist_ann.store.rows import Epoch

RUNNING, AT_END, VALIDATION = "Training, running", "Training, at the end", "Validation"
# What the legend says -> what stands in front of the names in Epoch.
SERIES = {RUNNING: "", AT_END: "end_", VALIDATION: "val_"}
STYLES = {  # colour, shape of the points, dashes: told apart without colour, too
    RUNNING: (BLUE, "circle", [1, 0]),
    AT_END: (TEAL, "triangle-up", [2, 2]),
    VALIDATION: (VERMILION, "square", [6, 3]),
}
CURVE = {"accuracy": 270, "loss": 230}  # pixels, of the two above each other
# Higher losses are drawn at the edge: a run that diverges has some of 10²⁵.
MOST_LOSS = 10

Rates = Sequence[tuple[int, float]]  # changes of the learning rate: from an epoch on


@functools.lru_cache(maxsize=64)
def curve_spec(
    measure: str, total: int, measured: bool, empty: bool = False
) -> dict[str, Any]:
    """Accuracy or loss after each epoch, for `curve_table`; accuracy has the legend of both.

    measure: "accuracy" or "loss". total: how many epochs the run will have. measured: whether it was
    also measured on training images at the end of each epoch. empty: whether no epoch has ended yet, so
    that nothing says how far the axis reaches.
    """
    accuracy = measure == "accuracy"
    names = [name for name in SERIES if measured or name != AT_END]
    looks = list(zip(*(STYLES[name] for name in names)))
    # The same room for labels in both, so that their epochs stand in line.
    if accuracy:
        y = accuracy_axis(field="drawn", minExtent=48)
    else:
        y = alt.Y(
            "drawn:Q",
            title="Loss",
            scale=alt.Scale(zero=True),
            axis=alt.Axis(format="~r", tickCount=5, minExtent=48),
        )
    if empty:
        y = y.scale(domain=[0, 1])
    lines = (
        alt.Chart()
        .mark_line(point=point(total))
        .encode(
            x=epochs_axis(total, title=None if accuracy else "Epoch"),
            y=y,
            **series("images", names, legend() if accuracy else None, looks),
            tooltip=[
                alt.Tooltip("epoch:Q", title="Epoch"),
                alt.Tooltip("images:N", title="Images"),
                alt.Tooltip(
                    "value:Q", title=measure.capitalize(), format=_format(measure)
                ),
            ],
        )
    )
    return specification(with_rates(lines, height=CURVE[measure]))


def curve_table(
    measure: str, epochs: Sequence[Epoch], rates: Rates = ()
) -> pd.DataFrame:
    """What `curve_spec` shows: a row for each epoch and series that has a number, and one for each
    change of the learning rate, a vertical rule.

    epochs: as `Runs.epochs` lists them. rates: the recipe's.
    """
    rows = []
    for epoch in epochs:
        for name, prefix in SERIES.items():
            value = getattr(epoch, prefix + measure)
            if value is not None:
                rows.append((epoch.epoch, name, value, min(value, MOST_LOSS)))
    return rates_and(rates, rows, ["epoch", "images", "value", "drawn"])


def curve_text(measure: str, epochs: Sequence[Epoch]) -> str:
    """The same in words, for those who can't see the chart."""
    name = measure.capitalize()
    if not epochs:
        return f"{name} after each epoch. No epoch has ended yet."
    last = epochs[-1]
    better = max if measure == "accuracy" else min
    best = better(epochs, key=lambda epoch: getattr(epoch, "val_" + measure))

    def say(epoch, prefix):
        return f"{getattr(epoch, prefix + measure):{_format(measure)}}"

    numbers = ", ".join(
        f"{name.lower()} {say(last, prefix)}"
        for name, prefix in SERIES.items()
        if getattr(last, prefix + measure) is not None
    )
    return (
        f"{name} over {len(epochs)} epochs. After epoch {last.epoch}: {numbers}. The best of "
        f"validation, {say(best, 'val_')}, came in epoch {best.epoch}."
    )


def training_and_validation(
    measured: Mapping[str, Sequence[tuple[int, float]]],
) -> alt.Chart:
    """Accuracy by epoch, measured in different ways: {one of STYLES: [(epoch, accuracy)]}."""
    table = pd.DataFrame(
        [(name, *row) for name, rows in measured.items() for row in rows],
        columns=["measured", "epoch", "accuracy"],
    )
    total = max(epoch for rows in measured.values() for epoch, _ in rows)
    return (
        alt.Chart(table, height=420)
        .mark_line(point=alt.OverlayMarkDef(filled=True, size=45))
        .encode(
            x=epochs_axis(total),
            y=accuracy_axis(),
            **series(
                "measured",
                list(measured),
                legend(),
                list(zip(*(STYLES[name] for name in measured))),
            ),
            tooltip=[
                alt.Tooltip("measured:N", title=" "),
                alt.Tooltip("epoch:Q", title="Epoch"),
                alt.Tooltip("accuracy:Q", title="Accuracy", format=PRECISE),
            ],
        )
    )


def _format(measure: str) -> str:
    return PRECISE if measure == "accuracy" else LOSS


# What charts over the epochs of a run share


def rates_and(
    rates: Rates, rows: Sequence[tuple[Any, ...]], columns: Sequence[str]
) -> pd.DataFrame:
    """The rows, and one for each change of the learning rate, which has no other numbers."""
    changes = [(epoch, *[None] * (len(columns) - 1), rate) for epoch, rate in rates]
    return pd.DataFrame(
        changes + [(*row, None) for row in rows], columns=[*columns, "rate"]
    )


def with_rates(lines: alt.Chart, height: int) -> Layered:
    """A chart over epochs, with a vertical rule where the learning rate was changed."""
    rules = (
        alt.Chart()
        .transform_filter("isValid(datum.rate)")
        .mark_rule(color=GREY, strokeDash=[4, 4], strokeWidth=2)
        .encode(
            x=lines.encoding.x,
            tooltip=[
                alt.Tooltip("epoch:Q", title="From epoch"),
                alt.Tooltip("rate:Q", title="Learning rate", format="~g"),
            ],
        )
    )
    lines = lines.transform_filter("!isValid(datum.rate)")
    return alt.layer(rules, lines, width="container", height=height)


def legend() -> alt.Legend:
    # On a phone four in a row would be cut off, and elsewhere two would take a second line.
    columns = alt.ExprRef("width < 280 ? 1 : width < 400 ? 2 : 4")
    return alt.Legend(title=None, orient="top", symbolStrokeWidth=0, columns=columns)
