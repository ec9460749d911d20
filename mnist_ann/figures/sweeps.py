"""Charts of swept choices: accuracy against the values of one choice, or of two."""

import functools
from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from mnist_ann.figures.base import (
    BLUE,
    GREY,
    HEIGHT,
    PRECISE,
    SHARE,
    accuracy_axis,
    by_name,
    specification,
)
from mnist_ann.lab.outcomes import Group
from mnist_ann.recipe.choices import CHOICES

SELECTED = (
    "selected"  # names the run of a point that was pressed, or the runs of a cell
)
TOGETHER = ","  # between their ids


# One choice swept over


@functools.lru_cache(maxsize=64)
def sweep_spec(name: str, values: tuple[Any, ...], live: bool) -> dict[str, Any]:
    """Validation accuracy against the value of a choice, a point a run and a line through the means,
    for `sweep_table`. values: all that it will have. live: whether some of its runs train or wait."""
    x = value_axis(name, values)
    y = accuracy_axis("Best validation accuracy")
    points = (
        alt.Chart()
        .mark_point(size=90, filled=True, opacity=1, strokeWidth=2)
        .encode(
            x=x,
            y=y,
            color=alt.Color(
                "state:N",
                scale=by_name(["ended", "training"], [BLUE, GREY]),
                legend=alt.Legend(title=None, orient="top") if live else None,
            ),
            shape=alt.Shape(
                "state:N", scale=by_name(["ended", "training"], ["circle", "square"])
            ),
            tooltip=[
                alt.Tooltip("label:N", title=CHOICES[name].label),
                alt.Tooltip("seed:Q", title="Seed"),
                alt.Tooltip("accuracy:Q", title="Best validation", format=PRECISE),
                alt.Tooltip("test:Q", title="Test", format=PRECISE),
                alt.Tooltip("state:N", title="It has"),
            ],
        )
        .add_params(selection())
    )
    line = alt.Chart().mark_line(color=GREY).encode(x=x, y="mean:Q")
    return specification(alt.layer(line, points, height=HEIGHT))


def value_axis(name: str, values: Sequence[Any], **looks: Any) -> alt.X:
    """The values of a choice along x: a number by its size or its magnitude, for a table's "value"; the
    rest side by side, for its "label". looks: more of an axis, such as larger letters."""
    choice = CHOICES[name]
    axis = {"title": choice.label, "labelAngle": 0, "grid": False} | looks
    kind = choice.scale(values)
    if kind is None:
        order = [choice.brief(value) for value in choice.in_order(values)]
        return alt.X(
            "label:N", sort=order, scale=alt.Scale(domain=order), axis=alt.Axis(**axis)
        )
    scale = alt.Scale(
        type=kind, domain=[min(values), max(values)], nice=False, padding=24
    )
    ticks = alt.Axis(**axis, values=sorted(values), format="~g", labelOverlap="greedy")
    return alt.X("value:Q", scale=scale, axis=ticks)


def selection() -> alt.Parameter:
    """What a press on a mark selects: its run."""
    return alt.selection_point(name=SELECTED, fields=["run"])


def sweep_table(name: str, groups: Sequence[Group]) -> pd.DataFrame:
    """What `sweep_spec` shows. groups: the Groups of the values of the choice."""
    rows = [
        (
            outcome.run.id,
            CHOICES[name].place(group.values[0]),
            CHOICES[name].brief(group.values[0]),
            outcome.run.recipe.seed,
            outcome.best.val_accuracy,
            group.accuracy,
            outcome.test,
            "training" if outcome.run.live else "ended",
        )
        for group in groups
        for outcome in group.outcomes
        if outcome.best
    ]
    return pd.DataFrame(
        rows,
        columns=["run", "value", "label", "seed", "accuracy", "mean", "test", "state"],
    )


def sweep_text(name: str, groups: Sequence[Group]) -> str:
    known = [group for group in groups if group.accuracy is not None]
    title = f"Best validation accuracy against the {CHOICES[name].called}"
    if not known:
        return f"{title}. No epoch has ended yet."
    return f"{title}: " + ", ".join(
        f"{CHOICES[name].brief(group.values[0])}: {group.accuracy:.2%}"
        for group in known
    )


# Two choices swept over


@functools.lru_cache(maxsize=64)
def grid_spec(
    names: tuple[str, str], across: tuple[Any, ...], down: tuple[Any, ...]
) -> dict[str, Any]:
    """Mean validation accuracy for each pair of values, a cell each with its number, for `grid_table`.
    names: of the two choices. across, down: all values of the first and of the second."""
    orders = [
        [CHOICES[name].brief(value) for value in CHOICES[name].in_order(values)]
        for name, values in zip(names, (across, down))
    ]
    base = alt.Chart().encode(
        x=alt.X(
            "across:N",
            sort=orders[0],
            scale=alt.Scale(domain=orders[0]),
            axis=alt.Axis(title=CHOICES[names[0]].label, labelAngle=0, orient="bottom"),
        ),
        y=alt.Y(
            "down:N",
            sort=orders[1],
            scale=alt.Scale(domain=orders[1]),
            axis=alt.Axis(title=CHOICES[names[1]].label),
        ),
    )
    cells = (
        base.mark_rect()
        .encode(
            color=alt.Color(
                "accuracy:Q",
                scale=alt.Scale(range=["#DCE7FB", "#12408F"]),
                legend=None,
            ),
            tooltip=[
                alt.Tooltip("across:N", title=CHOICES[names[0]].label),
                alt.Tooltip("down:N", title=CHOICES[names[1]].label),
                alt.Tooltip("accuracy:Q", title="Validation", format=PRECISE),
                alt.Tooltip("test:Q", title="Test", format=PRECISE),
            ],
        )
        .add_params(selection())
    )
    numbers = base.mark_text(fontSize=13).encode(
        text=alt.Text("accuracy:Q", format=SHARE),
        color=alt.condition("datum.dark", alt.value("white"), alt.value("#14213D")),
    )
    height = max(160, 44 * len(down) + 60)
    return specification(alt.layer(cells, numbers, height=height))


def grid_table(names: Sequence[str], groups: Sequence[Group]) -> pd.DataFrame:
    """What `grid_spec` shows. groups: the Groups of the pairs of values. run: the ids of its runs."""
    known = [group for group in groups if group.accuracy is not None]
    rows = [
        (
            TOGETHER.join(outcome.run.id for outcome in group.outcomes),
            CHOICES[names[0]].brief(group.values[0]),
            CHOICES[names[1]].brief(group.values[1]),
            group.accuracy,
            group.test,
        )
        for group in known
    ]
    table = pd.DataFrame(rows, columns=["run", "across", "down", "accuracy", "test"])
    middle = (table["accuracy"].min() + table["accuracy"].max()) / 2
    table["dark"] = table["accuracy"] > middle  # the cell, so its number is white
    return table


def grid_text(names: Sequence[str], groups: Sequence[Group]) -> str:
    labels = [CHOICES[name].called for name in names]
    known = [group for group in groups if group.accuracy is not None]
    title = f"Mean validation accuracy for each {labels[0]} and {labels[1]}"
    if not known:
        return f"{title}. No epoch has ended yet."
    return f"{title}: " + ", ".join(
        " and ".join(
            CHOICES[name].brief(value) for name, value in zip(names, group.values)
        )
        + f": {group.accuracy:.2%}"
        for group in known
    )
