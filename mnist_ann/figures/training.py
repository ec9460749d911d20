"""Charts of a run that may still grow: its curves, an epoch's batches, its gradients, an answer.

Each chart is two parts: a Vega-Lite specification without data, made once, and a table of the numbers
so far. Altair needs 16 ms to make a chart, too long for twice a second and visitor; and a browser
updates a chart whose data alone change, where it would else build it anew.
"""

import functools

import altair as alt
import pandas as pd

from mnist_ann.figures.base import (
    BLUE,
    DIGITS,
    GREEN,
    GREY,
    VERMILION,
    by_name,
    point,
    specification,
)

RUNNING, AT_END, VALIDATION = "Training, running", "Training, at the end", "Validation"
# What the legend says -> what stands in front of the names in Epoch.
SERIES = {RUNNING: "", AT_END: "end_", VALIDATION: "val_"}
STYLES = {  # colour, shape of the points, dashes: told apart without colour, too
    RUNNING: (BLUE, "circle", [1, 0]),
    AT_END: (GREEN, "triangle-up", [2, 2]),
    VALIDATION: (VERMILION, "square", [6, 3]),
}
LAYERS = (BLUE, VERMILION, GREEN, "#A87900", "#B5489F", "#1590A8", "#7B6CE0")
SHAPES = (
    "circle",
    "square",
    "triangle-up",
    "diamond",
    "cross",
    "triangle-down",
    "triangle-right",
)
DASHES = ([1, 0], [6, 3], [2, 2], [8, 2, 2, 2], [4, 4], [1, 3], [10, 4])
HEIGHT = 320  # pixels, with axes and legend
CURVE = {"accuracy": 270, "loss": 230}  # the same, of the two above each other
MOST_LOSS = (
    10  # higher losses are drawn at the edge: a run that diverges has some of 10²⁵
)
LEAST = 1e-9  # what a gradient of 0 is drawn as: a logarithmic axis has no 0


# Accuracy and loss


@functools.lru_cache(maxsize=64)
def curve_spec(measure, total, measured):
    """Accuracy or loss after each epoch, for `curve_table`; accuracy has the legend of both.

    measure: "accuracy" or "loss". total: how many epochs the run will have; the axis shows all of
    them from the start, so that the curves grow in place. measured: whether it was also measured on
    training images at the end of each epoch.
    """
    accuracy = measure == "accuracy"
    names = [name for name in SERIES if measured or name != AT_END]
    colours, shapes, dashes = zip(*(STYLES[name] for name in names))
    lines = (
        alt.Chart()
        .mark_line(point=point(total))
        .encode(
            x=_epochs(total, title=None if accuracy else "Epoch"),
            y=alt.Y(
                "drawn:Q",
                title=measure.capitalize(),
                scale=alt.Scale(zero=False, domainMax=1)
                if accuracy
                else alt.Scale(zero=True),
                # The same room for labels in both, so that their epochs stand in line.
                axis=alt.Axis(
                    format="%" if accuracy else "~r", tickCount=5, minExtent=48
                ),
            ),
            color=_series("images", names, colours, accuracy),
            shape=alt.Shape(
                "images:N", scale=by_name(names, shapes), legend=_legend(accuracy)
            ),
            strokeDash=alt.StrokeDash(
                "images:N", scale=by_name(names, dashes), legend=_legend(accuracy)
            ),
            tooltip=[
                alt.Tooltip("epoch:Q", title="Epoch"),
                alt.Tooltip("images:N", title="Images"),
                alt.Tooltip(
                    "value:Q",
                    title=measure.capitalize(),
                    format=".2%" if accuracy else ".4f",
                ),
            ],
        )
    )
    return specification(_with_rules(lines, height=CURVE[measure]))


def curve_table(measure, epochs, rates=()):
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
    return _table(rates, rows, ["epoch", "images", "value", "drawn"])


def curve_text(measure, epochs):
    """The same in words, for those who can't see the chart."""
    name = measure.capitalize()
    if not epochs:
        return f"{name} after each epoch. No epoch has ended yet."
    accuracy, last = measure == "accuracy", epochs[-1]
    better = max if accuracy else min
    best = better(epochs, key=lambda epoch: getattr(epoch, "val_" + measure))

    def say(epoch, prefix):
        value = getattr(epoch, prefix + measure)
        return f"{value:.2%}" if accuracy else f"{value:.4f}"

    numbers = ", ".join(
        f"{name.lower()} {say(last, prefix)}"
        for name, prefix in SERIES.items()
        if getattr(last, prefix + measure) is not None
    )
    return (
        f"{name} over {len(epochs)} epochs. After epoch {last.epoch}: {numbers}. The best of "
        f"validation, {say(best, 'val_')}, came in epoch {best.epoch}."
    )


# The batches of one epoch

NEWEST, EARLIEST = "This epoch", "Epoch 1"


@functools.lru_cache(maxsize=64)
def batches_spec(updates, points):
    """The loss of each batch within an epoch, and the two numbers that the epoch is told by, for
    `batches_table`. updates: how many the epoch has. points: how many of them the table has."""
    names, colours = [NEWEST, EARLIEST], [BLUE, GREY]
    few = alt.OverlayMarkDef(filled=True, size=30) if points <= 20 else False
    lines = (
        alt.Chart(height=HEIGHT)
        .transform_filter("datum.kind == 'batch'")
        .mark_line(point=few, strokeWidth=1.5)
        .encode(
            color=_series("epoch", names, colours),
            strokeDash=alt.StrokeDash(
                "epoch:N", scale=by_name(names, ([1, 0], [2, 2]))
            ),
            **_batch_axes(updates),
            tooltip=[
                alt.Tooltip("epoch:N", title="Of"),
                alt.Tooltip("update:Q", title="Update", format=",.0f"),
                alt.Tooltip("loss:Q", title="Loss", format=".4f"),
            ],
        )
    )
    mean = (
        alt.Chart()
        .transform_filter("datum.kind == 'mean'")
        .mark_rule(color=BLUE, strokeDash=[6, 3], strokeWidth=2)
        .encode(
            y="drawn:Q", tooltip=[alt.Tooltip("loss:Q", title="Mean", format=".4f")]
        )
    )
    end = (
        alt.Chart()
        .transform_filter("datum.kind == 'end'")
        .mark_point(color=GREEN, filled=True, shape="triangle-up", size=140, opacity=1)
        .encode(
            **_batch_axes(updates),
            tooltip=[alt.Tooltip("loss:Q", title="At the end", format=".4f")],
        )
    )
    return specification(lines + mean + end)


def batches_table(insight, first, epoch, updates):
    """What `batches_spec` shows. insight: the epoch's. first: that of epoch 1, or None not to show
    it. epoch: the epoch's numbers. updates: how many it had."""
    rows = []
    for name, each in ((NEWEST, insight), (EARLIEST, first)):
        if each is not None:
            width = updates / len(each.batch_loss)
            rows += [
                (name, "batch", (at + 0.5) * width, loss)
                for at, loss in enumerate(each.batch_loss)
            ]
    rows.append((NEWEST, "mean", updates / 2, epoch.loss))
    rows.append((NEWEST, "end", updates, epoch.end_loss))
    table = pd.DataFrame(rows, columns=["epoch", "kind", "update", "loss"])
    table["drawn"] = table["loss"].clip(LEAST, MOST_LOSS)
    return table


def batches_text(insight, epoch):
    losses = insight.batch_loss
    return (
        f"Loss within epoch {epoch.epoch}: {losses[0]:.3f} at its start, {losses[-1]:.3f} at its end, "
        f"between {min(losses):.3f} and {max(losses):.3f}. Mean of all batches {epoch.loss:.4f}; "
        f"measured after the last one {epoch.end_loss:.4f}."
    )


def _batch_axes(updates):
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
def gradients_spec(total, layers):
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
def dead_spec(total, hidden):
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
        ".1%",
    )


def gradients_table(insights, rates=()):
    return _layer_table(insights, "gradients", LEAST, rates)


def dead_table(insights, rates=()):
    return _layer_table(insights, "dead", 0, rates)


def gradients_text(insights):
    last = insights[-1]
    each = zip(layer_names(len(last.gradients)), last.gradients)
    return (
        f"Length of the loss's gradient by each layer's weights over {len(insights)} epochs. After "
        f"epoch {last.epoch}: " + ", ".join(f"{n} {value:.3g}" for n, value in each)
    )


def dead_text(insights):
    last = insights[-1]
    each = zip(layer_names(len(last.gradients)), last.dead)
    return (
        f"Share of dead units in each hidden layer over {len(insights)} epochs. After epoch "
        f"{last.epoch}: " + ", ".join(f"{name} {share:.1%}" for name, share in each)
    )


def layer_names(layers):
    """What a legend calls them: Layer 1, Layer 2, ..., Output. layers: how many."""
    return [*(f"Layer {number}" for number in range(1, layers)), "Output"]


def _by_layer(total, names, title, y, precise):
    lines = (
        alt.Chart()
        .mark_line(point=point(total))
        .encode(
            x=_epochs(total, title="Epoch"),
            y=y,
            color=_series("layer", names, LAYERS),
            shape=alt.Shape("layer:N", scale=by_name(names, SHAPES)),
            strokeDash=alt.StrokeDash("layer:N", scale=by_name(names, DASHES)),
            tooltip=[
                alt.Tooltip("epoch:Q", title="Epoch"),
                alt.Tooltip("layer:N", title="Layer"),
                alt.Tooltip("value:Q", title=title, format=precise),
            ],
        )
    )
    return specification(_with_rules(lines, height=HEIGHT))


def _layer_table(insights, measure, least, rates):
    rows = [
        (insight.epoch, name, value, max(value, least))
        for insight in insights
        for name, value in zip(
            layer_names(len(insight.gradients)), getattr(insight, measure)
        )
    ]
    return _table(rates, rows, ["epoch", "layer", "value", "drawn"])


# How the answer to one image develops


@functools.lru_cache(maxsize=1)
def answers_spec():
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
            fillOpacity=alt.Opacity(
                "probability:Q", scale=alt.Scale(domain=[0, 1], range=[0, 1])
            ).legend(None),
            tooltip=[
                alt.Tooltip("epoch:O", title="After epoch"),
                alt.Tooltip("digit:N", title="Digit"),
                alt.Tooltip("probability:Q", title="Probability", format=".2%"),
            ],
        )
    )


def answers_table(answers):
    """What `answers_spec` shows. answers: {epoch: ten probabilities}."""
    rows = [
        (epoch, digit, float(p))
        for epoch, probabilities in answers.items()
        for digit, p in zip(DIGITS, probabilities)
    ]
    return pd.DataFrame(rows, columns=["epoch", "digit", "probability"])


# What they share


def _epochs(total, title):
    return alt.X(
        "epoch:Q",
        title=title,
        scale=alt.Scale(domain=[1 if total > 1 else 0, max(2, total)]),
        axis=alt.Axis(values=_ticks(total), format="d", grid=False),
    )


def _ticks(total):
    """The first epoch, then at most six round ones: 1, 5, 10, 15, 20, 25, 30."""
    step = next(step for step in (1, 2, 5, 10, 20, 50) if total <= 6 * step)
    return sorted({1, *range(step, total + 1, step)})


def _table(rates, rows, columns):
    """The rows, and one for each change of the learning rate, which has no other numbers."""
    changes = [(epoch, *[None] * (len(columns) - 1), rate) for epoch, rate in rates]
    rows = changes + [(*row, None) for row in rows]
    return pd.DataFrame(rows, columns=[*columns, "rate"])


def _with_rules(lines, height):
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


def _legend(shown=True):
    if not shown:
        return None
    # On a phone four in a row would be cut off, and elsewhere two would take a second line.
    columns = alt.ExprRef("width < 400 ? 2 : 4")
    return alt.Legend(title=None, orient="top", symbolStrokeWidth=1.5, columns=columns)


def _series(field, names, colours, legend=True):
    return alt.Color(
        f"{field}:N", scale=by_name(names, colours), legend=_legend(legend)
    )
