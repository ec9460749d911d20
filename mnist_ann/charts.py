"""Tables as charts: each function takes what a page found and returns an Altair chart.

The two colours are near Okabe and Ito's (2008), which people tell apart who don't see red or green.
Where two series meet, their shapes differ too, for print without colour.
"""

import json

import altair as alt
import pandas as pd

# Each has a contrast of at least 3 to white and to Streamlit's dark ground (WCAG 2.2, 1.4.11).
BLUE, VERMILION, GREY = "#2F6FDE", "#D55E00", "#8A8F98"

DIGITS = [str(digit) for digit in range(10)]


def probability_bars(probabilities):
    """Ten bars, one a digit, with its percentage at the right; the winner's bar in colour.

    probabilities: floats (10,), 0 to 1, that sum to 1.
    """
    values = [float(p) for p in probabilities]
    table = pd.DataFrame(
        {
            "digit": DIGITS,
            "probability": values,
            "wins": [digit == values.index(max(values)) for digit in range(10)],
        }
    )
    percents = {digit: percent(p) for digit, p in zip(DIGITS, values)}
    base = alt.Chart(table, height=240).encode(
        x=alt.X("probability:Q", scale=alt.Scale(domain=[0, 1]), axis=None),
        tooltip=[
            alt.Tooltip("digit:N", title="Digit"),
            alt.Tooltip("probability:Q", title="Probability", format=".4f"),
        ],
    )
    bars = base.mark_bar(cornerRadius=2).encode(
        y=_rows("digit", labelFontSize=14),
        color=alt.Color(
            "wins:N",
            scale=alt.Scale(domain=[True, False], range=[BLUE, GREY]),
            legend=None,
        ),
    )
    # The percentages are the labels of a second axis: an axis takes its colour from the page's
    # theme, light or dark, which a text mark doesn't.
    labels = base.mark_text(text="").encode(
        y=_rows(
            "digit",
            orient="right",
            minExtent=52,  # the widest label, so that no new answer moves the bars
            labelFontSize=13,
            labelExpr=f"{json.dumps(percents)}[datum.value]",
        )
    )
    return (bars + labels).resolve_axis(y="independent")


def percent(probability):
    """A probability as a short text, never 0% or 100% for what is neither.

    >>> [percent(p) for p in (0.9731, 0.00002, 0.99999, 0, 1)]
    ['97.3%', '<0.1%', '>99.9%', '0%', '100%']
    """
    if probability in (0, 1):
        return f"{probability:.0%}"
    if probability < 0.0005:
        return "<0.1%"
    return ">99.9%" if probability >= 0.9995 else f"{probability:.1%}"


def learning_curves(epochs, total):
    """Accuracy and loss after each epoch, one chart above the other.

    epochs: the run's epochs so far, as `RunStore.epochs` lists them. total: how many the run will
    have; the axis shows all of them from the start, so that the curves grow in place.
    """
    return alt.vconcat(
        _curve(epochs, total, "accuracy", "Accuracy", ".2%"),
        _curve(epochs, total, "loss", "Loss", ".4f"),
    ).resolve_scale(color="shared", shape="shared")


def _curve(epochs, total, measure, title, precise):
    rows = [
        (epoch.epoch, images, getattr(epoch, prefix + measure))
        for images, prefix in SERIES.items()
        for epoch in epochs
    ]
    table = pd.DataFrame(rows, columns=["epoch", "images", "value"])
    accuracy = measure == "accuracy"
    point = alt.OverlayMarkDef(filled=True, size=min(40, 1_600 / total))
    return (
        alt.Chart(table, width="container", height=180)
        .mark_line(point=point)
        .encode(
            x=alt.X(
                "epoch:Q",
                title=None if accuracy else "Epoch",
                scale=alt.Scale(domain=[1 if total > 1 else 0, max(2, total)]),
                axis=alt.Axis(values=_ticks(total), format="d", grid=False),
            ),
            y=alt.Y(
                "value:Q",
                title=title,
                scale=alt.Scale(zero=False, domainMax=1)
                if accuracy
                else alt.Scale(zero=True),
                axis=alt.Axis(format="%" if accuracy else "~g", tickCount=5),
            ),
            color=alt.Color(
                "images:N",
                scale=_scale(BLUE, VERMILION),
                legend=alt.Legend(title=None, orient="top", symbolStrokeWidth=0),
            ),
            shape=alt.Shape("images:N", scale=_scale("circle", "square")),
            strokeDash=alt.StrokeDash("images:N", scale=_scale([1, 0], [6, 3])),
            tooltip=[
                alt.Tooltip("epoch:Q", title="Epoch"),
                alt.Tooltip("images:N", title="Images"),
                alt.Tooltip("value:Q", title=title, format=precise),
            ],
        )
    )


SERIES = {
    "Training": "",
    "Validation": "val_",
}  # in the legend -> in front of the Epoch's names


def _scale(*values):
    return alt.Scale(domain=list(SERIES), range=list(values))


def _ticks(total):
    """The first epoch, then at most six round ones: 1, 5, 10, 15, 20, 25, 30."""
    step = next(step for step in (1, 2, 5, 10, 20, 50) if total <= 6 * step)
    return sorted({1, *range(step, total + 1, step)})


def _rows(field, **axis):
    """A vertical place for each value, in the table's order, without lines."""
    axis = alt.Axis(grid=False, ticks=False, domain=False, labelOverlap=False, **axis)
    return alt.Y(f"{field}:N", sort=None, title=None, axis=axis)
