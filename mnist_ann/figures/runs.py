"""Charts of several runs: their curves, a band over seeds, what a swept choice does.

As in `charts_training`, each chart is a Vega-Lite specification without data, made once, and a table
of the numbers so far: it grows while runs train.
"""

import functools

import altair as alt
import pandas as pd

from mnist_ann.figures.base import BLUE, GREY, by_name, point, specification
from mnist_ann.figures.training import DASHES, LAYERS, MOST_LOSS, SHAPES
from mnist_ann.recipe.choices import CHOICES

MEASURES = {  # what a curve shows -> the name in Epoch
    "Validation accuracy": "val_accuracy",
    "Training accuracy": "accuracy",
    "Validation loss": "val_loss",
    "Training loss": "loss",
}
SELECTED = (
    "selected"  # the selection that names the run of a point, or the runs of a cell
)
TOGETHER = ","  # between their ids
HEIGHT = 320


# The curves of up to six runs


@functools.lru_cache(maxsize=64)
def curves_spec(names, total, measure):
    """One of MEASURES after each epoch, a line a run, for `curves_table`. names: what the legend calls
    the runs. total: epochs of the longest one."""
    y = _accuracy(measure) if "accuracy" in measure else _loss(measure)
    return specification(
        alt.Chart(height=HEIGHT + 20 * len(names))  # the legend takes a line of each
        .mark_line(point=point(total))
        .encode(
            x=_epochs(total),
            y=y,
            color=alt.Color(
                "run:N",
                scale=by_name(names, LAYERS),
                legend=alt.Legend(
                    title=None,
                    orient="top",
                    columns=1,
                    labelLimit=300,
                    symbolStrokeWidth=1.5,
                ),
            ),
            shape=alt.Shape("run:N", scale=by_name(names, SHAPES)),
            strokeDash=alt.StrokeDash("run:N", scale=by_name(names, DASHES)),
            tooltip=[
                alt.Tooltip("run:N", title="Run"),
                alt.Tooltip("epoch:Q", title="Epoch"),
                alt.Tooltip("value:Q", title=measure, format=_precise(measure)),
            ],
        )
    )


def curves_table(names, outcomes, measure):
    """What `curves_spec` shows. names: of the runs, in the order of their Outcomes."""
    rows = [
        (name, epoch.epoch, getattr(epoch, MEASURES[measure]))
        for name, outcome in zip(names, outcomes)
        for epoch in outcome.epochs
    ]
    table = pd.DataFrame(rows, columns=["run", "epoch", "value"])
    table["drawn"] = table["value"].clip(upper=MOST_LOSS)
    return table


def curves_text(names, outcomes, measure):
    """The same in words, for those who can't see the chart."""
    each = [
        f"{name}: {getattr(outcome.epochs[-1], MEASURES[measure]):{_precise(measure)}} after epoch "
        f"{outcome.epochs[-1].epoch}"
        for name, outcome in zip(names, outcomes)
        if outcome.epochs
    ]
    if not each:
        return f"{measure} of {len(names)} runs. No epoch has ended yet."
    return f"{measure} of {len(names)} runs. " + ". ".join(each)


# A recipe with several seeds


@functools.lru_cache(maxsize=64)
def band_spec(total):
    """From the worst to the best run after each epoch, and their mean, for `band_table`."""
    x = _epochs(total)
    area = (
        alt.Chart()
        .mark_area(color=BLUE, opacity=0.25)
        .encode(x=x, y=_accuracy("Validation accuracy", "low"), y2="high:Q")
    )
    line = (
        alt.Chart()
        .mark_line(color=BLUE, point=point(total))
        .encode(
            x=x,
            y=_accuracy("Validation accuracy", "mean"),
            tooltip=[
                alt.Tooltip("epoch:Q", title="Epoch"),
                alt.Tooltip("low:Q", title="Worst run", format=".2%"),
                alt.Tooltip("mean:Q", title="Mean", format=".2%"),
                alt.Tooltip("high:Q", title="Best run", format=".2%"),
                alt.Tooltip("runs:Q", title="Runs"),
            ],
        )
    )
    return specification(alt.layer(area, line, height=HEIGHT))


def band_table(bands):
    """What `band_spec` shows. bands: of `experiments.bands`."""
    rows = [(each.epoch, each.low, each.mean, each.high, each.runs) for each in bands]
    return pd.DataFrame(rows, columns=["epoch", "low", "mean", "high", "runs"])


def band_text(bands):
    if not bands:
        return "Validation accuracy of several seeds as a band. No epoch has ended yet."
    last = bands[-1]
    return (
        f"Validation accuracy of several seeds as a band. After epoch {last.epoch}, {last.runs} runs "
        f"lie between {last.low:.2%} and {last.high:.2%}, their mean is {last.mean:.2%}."
    )


# One choice swept over


@functools.lru_cache(maxsize=64)
def sweep_spec(name, values, live):
    """Validation accuracy against the value of a choice, a point a run and a line through the means,
    for `sweep_table`. values: all that it will have. live: whether some of its runs train or wait."""
    x = value_axis(name, values)
    y = _accuracy("Best validation accuracy", "accuracy")
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
            tooltip=_about(CHOICES[name].label),
        )
        .add_params(_selection())
    )
    line = alt.Chart().mark_line(color=GREY).encode(x=x, y="mean:Q")
    return specification(alt.layer(line, points, height=HEIGHT))


def value_axis(name, values, **looks):
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


def sweep_table(name, groups):
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


def sweep_text(name, groups):
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
def grid_spec(names, across, down):
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
                alt.Tooltip("accuracy:Q", title="Validation", format=".2%"),
                alt.Tooltip("test:Q", title="Test", format=".2%"),
            ],
        )
        .add_params(_selection())
    )
    numbers = base.mark_text(fontSize=13).encode(
        text=alt.Text("accuracy:Q", format=".1%"),
        color=alt.condition("datum.dark", alt.value("white"), alt.value("#14213D")),
    )
    height = max(160, 44 * len(down) + 60)
    return specification(alt.layer(cells, numbers, height=height))


def grid_table(names, groups):
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


def grid_text(names, groups):
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


# What they share


def _epochs(total):
    return alt.X(
        "epoch:Q",
        title="Epoch",
        scale=alt.Scale(domain=[1 if total > 1 else 0, max(2, total)]),
        axis=alt.Axis(format="d", grid=False, tickMinStep=1, tickCount=8),
    )


def _accuracy(title, field="value"):
    return alt.Y(
        f"{field}:Q",
        title=title,
        scale=alt.Scale(zero=False, domainMax=1, nice=True),
        axis=alt.Axis(format="~%", tickCount=5),
    )


def _loss(title):
    return alt.Y("drawn:Q", title=title, axis=alt.Axis(format="~r", tickCount=5))


def _precise(measure):
    return ".2%" if "accuracy" in measure else ".4f"


def _selection():
    return alt.selection_point(name=SELECTED, fields=["run"])


def _about(label):
    return [
        alt.Tooltip("label:N", title=label),
        alt.Tooltip("seed:Q", title="Seed"),
        alt.Tooltip("accuracy:Q", title="Best validation", format=".2%"),
        alt.Tooltip("test:Q", title="Test", format=".2%"),
        alt.Tooltip("state:N", title="It has"),
    ]
