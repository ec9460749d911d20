"""Charts of what training shows of itself: an epoch's batches, gradients and dead units by layer."""

import functools
from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from mnist_ann.figures.base import (
    BLUE,
    GREY,
    HEIGHT,
    LOSS,
    SHARE,
    TEAL,
    by_name,
    epochs_axis,
    point,
    series,
    specification,
)
from mnist_ann.figures.training import MOST_LOSS, Rates, legend, rates_and, with_rates
from mnist_ann.store.rows import POINTS, Epoch, Insight, UnderWay

LEAST = 1e-9  # what a gradient of 0 is drawn as: a logarithmic axis has no 0


# The batches of one epoch

NEWEST, EARLIEST = "This epoch", "Epoch 1"


@functools.lru_cache(maxsize=64)
def batches_spec(updates: int, points: int, ended: bool = True) -> dict[str, Any]:
    """The loss of each batch within an epoch, and the two numbers that the epoch is told by, for
    `batches_table`. updates: how many the epoch has. points: how many of them the table has.
    ended: whether the epoch has the two numbers."""
    names, colours = [NEWEST, EARLIEST], [BLUE, GREY]
    few = alt.OverlayMarkDef(filled=True, size=30) if points <= 20 else False
    lines = (
        alt.Chart(height=HEIGHT)
        .transform_filter("datum.kind == 'batch'")
        .mark_line(point=few, strokeWidth=1.5)
        .encode(
            color=alt.Color("epoch:N", scale=by_name(names, colours), legend=legend()),
            strokeDash=alt.StrokeDash(
                "epoch:N", scale=by_name(names, ([1, 0], [2, 2]))
            ),
            **_batch_axes(updates),
            tooltip=[
                alt.Tooltip("epoch:N", title="Of"),
                alt.Tooltip("update:Q", title="Update", format=",.0f"),
                alt.Tooltip("loss:Q", title="Loss", format=LOSS),
            ],
        )
    )
    mean = (
        alt.Chart()
        .transform_filter("datum.kind == 'mean'")
        .mark_rule(color=BLUE, strokeDash=[6, 3], strokeWidth=2)
        .encode(y="drawn:Q", tooltip=[alt.Tooltip("loss:Q", title="Mean", format=LOSS)])
    )
    end = (
        alt.Chart()
        .transform_filter("datum.kind == 'end'")
        .mark_point(color=TEAL, filled=True, shape="triangle-up", size=140, opacity=1)
        .encode(
            **_batch_axes(updates),
            tooltip=[alt.Tooltip("loss:Q", title="At the end", format=LOSS)],
        )
    )
    return specification(lines + mean + end if ended else lines)


def batches_table(
    insight: Insight | UnderWay,
    first: Insight | None,
    epoch: Epoch | None,
    updates: int,
) -> pd.DataFrame:
    """What `batches_spec` shows. insight: the epoch's. first: that of epoch 1, or None not to show
    it. epoch: the epoch's numbers, None while it runs. updates: how many it has."""
    rows = []
    for name, each in ((NEWEST, insight), (EARLIEST, first)):
        if each is not None:
            points = len(each.batch_loss) if epoch else min(POINTS, updates)
            width = updates / points
            rows += [
                (name, "batch", (at + 0.5) * width, loss)
                for at, loss in enumerate(each.batch_loss)
            ]
    if epoch is not None:
        rows.append((NEWEST, "mean", updates / 2, epoch.loss))
        rows.append((NEWEST, "end", updates, epoch.end_loss))
    table = pd.DataFrame(rows, columns=["epoch", "kind", "update", "loss"])
    table["drawn"] = table["loss"].clip(LEAST, MOST_LOSS)
    return table


def batches_text(insight: Insight, epoch: Epoch) -> str:
    losses = insight.batch_loss
    return (
        f"Loss within epoch {epoch.epoch}: {losses[0]:.3f} at its start, {losses[-1]:.3f} at its end, "
        f"between {min(losses):.3f} and {max(losses):.3f}. Mean of all batches {epoch.loss:.4f}; "
        f"measured after the last one {epoch.end_loss:.4f}."
    )


def under_way_text(under_way: UnderWay) -> str:
    """The same for an epoch that runs."""
    losses = under_way.batch_loss
    return f"Loss within epoch {under_way.epoch} so far: {losses[0]:.3f} at its start, {losses[-1]:.3f} now."


def _batch_axes(updates: int) -> dict[str, Any]:
    return {
        "x": alt.X(
            "update:Q",
            title="Update",
            scale=alt.Scale(domain=[0, updates], nice=False),
            axis=alt.Axis(grid=False, tickCount=6, format=",d"),
        ),
        "y": alt.Y(
            "drawn:Q",
            title="Loss, logarithmic",
            scale=alt.Scale(type="log"),
            axis=alt.Axis(
                values=[0.0001, 0.001, 0.01, 0.03, 0.1, 0.3, 1, 3, 10], format="~r"
            ),
        ),
    }


# Gradients and dead units


@functools.lru_cache(maxsize=64)
def gradients_spec(total: int, layers: int) -> dict[str, Any]:
    """The length of each layer's gradient after each epoch, on a logarithmic axis, for
    `gradients_table`. layers: how many, the output among them."""
    return _by_layer(
        total,
        layer_names(layers),
        "Length of the gradient",
        alt.Y(
            "drawn:Q",
            title=None,
            scale=alt.Scale(type="log"),
            axis=alt.Axis(values=[10.0**n for n in range(-9, 4)], format="~r"),
        ),
        ".3g",
    )


@functools.lru_cache(maxsize=64)
def dead_spec(total: int, hidden: int) -> dict[str, Any]:
    """The share of dead units of each hidden layer after each epoch, for `dead_table`. hidden: how
    many layers."""
    return _by_layer(
        total,
        layer_names(hidden + 1)[:-1],
        "Dead units",
        alt.Y(
            "drawn:Q",
            title=None,
            scale=alt.Scale(domain=[0, 1]),
            axis=alt.Axis(format="%", tickCount=5),
        ),
        SHARE,
    )


def gradients_table(insights: Sequence[Insight], rates: Rates = ()) -> pd.DataFrame:
    """What `gradients_spec` shows. rates: the recipe's."""
    return _layer_table(insights, "gradients", LEAST, rates)


def dead_table(insights: Sequence[Insight], rates: Rates = ()) -> pd.DataFrame:
    """What `dead_spec` shows. rates: the recipe's."""
    return _layer_table(insights, "dead", 0, rates)


def gradients_text(insights: Sequence[Insight]) -> str:
    last = insights[-1]
    each = zip(layer_names(len(last.gradients)), last.gradients)
    return (
        f"Length of the loss's gradient by each layer's weights over {len(insights)} epochs. After "
        f"epoch {last.epoch}: " + ", ".join(f"{n} {value:.3g}" for n, value in each)
    )


def dead_text(insights: Sequence[Insight]) -> str:
    last = insights[-1]
    each = zip(layer_names(len(last.gradients)), last.dead)
    return (
        f"Share of dead units in each hidden layer over {len(insights)} epochs. After epoch "
        f"{last.epoch}: " + ", ".join(f"{name} {share:{SHARE}}" for name, share in each)
    )


def layer_names(layers: int) -> list[str]:
    """What a legend calls them: Layer 1, Layer 2, ..., Output. layers: how many."""
    return [*(f"Layer {number}" for number in range(1, layers)), "Output"]


def _by_layer(
    total: int, names: Sequence[str], title: str, y: alt.Y, precise: str
) -> dict[str, Any]:
    lines = (
        alt.Chart()
        .mark_line(point=point(total))
        .encode(
            x=epochs_axis(total),
            y=y,
            **series("layer", names, legend()),
            tooltip=[
                alt.Tooltip("epoch:Q", title="Epoch"),
                alt.Tooltip("layer:N", title="Layer"),
                alt.Tooltip("value:Q", title=title, format=precise),
            ],
        )
    )
    return specification(with_rates(lines, height=HEIGHT))


def _layer_table(
    insights: Sequence[Insight], measure: str, least: float, rates: Rates
) -> pd.DataFrame:
    rows = [
        (insight.epoch, name, value, max(value, least))
        for insight in insights
        for name, value in zip(
            layer_names(len(insight.gradients)), getattr(insight, measure)
        )
    ]
    return rates_and(rates, rows, ["epoch", "layer", "value", "drawn"])
