"""Charts that judge a network: beside others, by its confidence, on disturbed digits.

As in `charts`: what differs in colour differs in shape or dash too.
"""

import json

import altair as alt
import pandas as pd

from mnist_ann.figures.base import BLUE, GREEN, GREY, VERMILION

COLOURS = [BLUE, VERMILION, GREEN]
SHAPES = ["circle", "square", "triangle-up"]
DASHES = [[1, 0], [6, 3], [2, 3]]

# From dull to vivid at about one lightness, so that a rare mistake doesn't outshine a frequent one
# on a dark page, and black numbers stay readable on all of them.
MISTAKES = ["#C8BDB0", "#F06A0A"]


def ladder(rungs, shown):
    """The mistakes of each Rung in 10,000 images on a logarithmic axis; `shown` names one of them,
    which stands out. The axis is logarithmic because the last steps are small and the hard ones."""
    rows = [
        (
            rung.name,
            max(1, round(10_000 * (1 - rung.high))),
            max(1, round(10_000 * (1 - rung.low))),
            "this network" if rung.name == shown else "another",
        )
        for rung in rungs
    ]
    table = pd.DataFrame(rows, columns=["name", "fewest", "most", "which"])
    texts = json.dumps({rung.name: rung.text for rung in rungs})
    which = ["this network", "another"]
    base = alt.Chart(table, height=44 * len(rungs) + 60).encode(
        x=alt.X(
            "most:Q",
            title="Mistakes in 10,000 images",
            scale=alt.Scale(type="log", domain=[50, 10_000]),
            axis=alt.Axis(values=[100, 1_000, 10_000], format=","),
        ),
        # The name, and below it the share of right answers.
        y=alt.Y(
            "name:N",
            sort=None,
            title=None,
            axis=alt.Axis(
                ticks=False,
                domain=False,
                labelOverlap=False,
                labelFontSize=13,
                labelLimit=200,
                labelExpr=f"[datum.value, {texts}[datum.value]]",
            ),
        ),
        tooltip=[
            alt.Tooltip("name:N", title="Way"),
            alt.Tooltip("fewest:Q", title="Fewest mistakes", format=","),
            alt.Tooltip("most:Q", title="Most mistakes", format=","),
        ],
    )
    ranges = base.mark_rule(strokeWidth=5, color=GREY).encode(x2="fewest:Q")
    points = base.mark_point(filled=True, size=150, opacity=1).encode(
        color=alt.Color(
            "which:N", scale=alt.Scale(domain=which, range=[BLUE, GREY]), legend=None
        ),
        shape=alt.Shape(
            "which:N",
            scale=alt.Scale(domain=which, range=["diamond", "circle"]),
            legend=None,
        ),
    )
    return ranges + points


def reliability(groups):
    """For each `evaluation.Group`: what it claimed against what was right, with its interval.
    On the diagonal a probability can be taken at its word."""
    rows = [
        (f"{g.low:.0%} to {g.high:.0%}", g.confidence, g.accuracy, *g.interval, g.count)
        for g in groups
    ]
    columns = ["group", "confidence", "accuracy", "low", "high", "images"]
    percents = alt.Axis(format="%", tickCount=5)
    unit = alt.Scale(domain=[0, 1])
    base = alt.Chart(pd.DataFrame(rows, columns=columns), height=340).encode(
        x=alt.X("confidence:Q", title="How sure it was", scale=unit, axis=percents),
        tooltip=[
            alt.Tooltip("group:N", title="Probability of the answer"),
            alt.Tooltip("images:Q", title="Answers", format=","),
            alt.Tooltip("confidence:Q", title="Sure, on average", format=".1%"),
            alt.Tooltip("accuracy:Q", title="Right", format=".1%"),
        ],
    )
    right = alt.Y(
        "accuracy:Q", title="How often it was right", scale=unit, axis=percents
    )
    diagonal = (
        alt.Chart(pd.DataFrame({"at": [0, 1]}))
        .mark_line(color=GREY, strokeDash=[4, 4])
        .encode(x="at:Q", y="at:Q")
    )
    reach = base.mark_rule(color=BLUE, strokeWidth=2).encode(y="low:Q", y2="high:Q")
    points = base.mark_point(filled=True, size=90, opacity=1, color=BLUE).encode(
        y=right
    )
    return diagonal + reach + points


def thresholds(rows, chosen):
    """What a threshold costs and brings: how many images are answered, how many of those rightly.

    rows: (threshold in percent, share answered, share of those right). chosen: the threshold that stands out.
    """
    table = pd.DataFrame(rows, columns=["threshold", "answered", "right"])
    table["chosen"] = table["threshold"] == chosen
    table["text"] = [f"{threshold:g}%" for threshold in table["threshold"]]
    which = {"domain": [True, False]}
    base = alt.Chart(table, height=320).encode(
        x=alt.X(
            "answered:Q",
            title="Answered, of all images",
            scale=alt.Scale(zero=False, domainMax=1, padding=12),
            axis=alt.Axis(format="%", tickCount=5),
        ),
        y=alt.Y(
            "right:Q",
            title="Right, of those answered",
            scale=alt.Scale(zero=False, domainMax=1, padding=12),
            axis=alt.Axis(format=".1~%", tickCount=5),
        ),
        tooltip=[
            alt.Tooltip("text:N", title="Threshold"),
            alt.Tooltip("answered:Q", title="Answered", format=".1%"),
            alt.Tooltip("right:Q", title="Right, of those", format=".2%"),
        ],
    )
    points = base.mark_point(filled=True, opacity=1).encode(
        color=alt.Color(
            "chosen:N", scale=alt.Scale(**which, range=[VERMILION, BLUE]), legend=None
        ),
        shape=alt.Shape(
            "chosen:N",
            scale=alt.Scale(**which, range=["diamond", "circle"]),
            legend=None,
        ),
        size=alt.Size(
            "chosen:N", scale=alt.Scale(**which, range=[260, 70]), legend=None
        ),
    )
    return base.mark_line(color=BLUE) + points


def robustness(curves, disturbance):
    """Accuracy against how far images were disturbed. curves: {network's name: shares, one a
    level}, up to three. disturbance: a `disturb.Disturbance`."""
    table = pd.DataFrame(
        [
            (name, level, share)
            for name, shares in curves.items()
            for level, share in zip(disturbance.levels, shares)
        ],
        columns=["network", "level", "accuracy"],
    )
    return (
        alt.Chart(table, height=400)
        .mark_line(point=alt.OverlayMarkDef(filled=True, size=70))
        .encode(
            x=alt.X(
                "level:Q",
                title=f"{disturbance.label}: {disturbance.unit}",
                scale=alt.Scale(zero=False, nice=False, padding=8),
                axis=alt.Axis(values=list(disturbance.levels), grid=False),
            ),
            y=_accuracy(alt.Scale(domain=[0, 1])),
            **_series("network", list(curves)),
            tooltip=[
                alt.Tooltip("network:N", title="Network"),
                alt.Tooltip("level:Q", title=disturbance.label),
                alt.Tooltip("accuracy:Q", title="Accuracy", format=".1%"),
            ],
        )
    )


def training_and_validation(series):
    """Accuracy by epoch, measured in different ways: {name: [(epoch, accuracy)]}, up to three."""
    table = pd.DataFrame(
        [(name, *row) for name, rows in series.items() for row in rows],
        columns=["measured", "epoch", "accuracy"],
    )
    return (
        alt.Chart(table, height=420)
        .mark_line(point=alt.OverlayMarkDef(filled=True, size=45))
        .encode(
            x=alt.X(
                "epoch:Q",
                title="Epoch",
                scale=alt.Scale(zero=False, nice=False),
                axis=alt.Axis(format="d", grid=False, tickMinStep=1, tickCount=10),
            ),
            y=_accuracy(alt.Scale(zero=False, domainMax=1)),
            **_series("measured", list(series)),
            tooltip=[
                alt.Tooltip("measured:N", title=" "),
                alt.Tooltip("epoch:Q", title="Epoch"),
                alt.Tooltip("accuracy:Q", title="Accuracy", format=".2%"),
            ],
        )
    )


def _series(field, names):
    """The encodings that tell up to three series apart, with colour and without."""

    def scale(values):
        return alt.Scale(domain=names, range=values[: len(names)])

    # A legend line each: names of networks are long.
    legend = alt.Legend(
        title=None, orient="top", columns=1, labelLimit=0, symbolStrokeWidth=0
    )
    return {
        "color": alt.Color(f"{field}:N", scale=scale(COLOURS), legend=legend),
        "shape": alt.Shape(f"{field}:N", scale=scale(SHAPES), legend=legend),
        "strokeDash": alt.StrokeDash(f"{field}:N", scale=scale(DASHES), legend=legend),
    }


def _accuracy(scale):
    axis = alt.Axis(format="%", tickCount=5)
    return alt.Y("accuracy:Q", title="Accuracy", scale=scale, axis=axis)


def here_and_there(rows):
    """How well each network reads a class's own digits, beside MNIST's: a point and its 95% interval.

    rows: (network, "Our class" or "MNIST", accuracy, low, high), shares of 1.
    """
    table = pd.DataFrame(rows, columns=["network", "digits", "accuracy", "low", "high"])
    where = ["Our class", "MNIST"]
    least = max(0, min(row[3] for row in rows) - 0.03)
    base = alt.Chart(table, height=72 * table["network"].nunique() + 60).encode(
        y=alt.Y(
            "network:N",
            sort=None,
            title=None,
            axis=alt.Axis(
                ticks=False,
                domain=False,
                grid=True,
                labelFontSize=14,
                labelLimit=180,
                labelExpr="split(datum.label, ', ')",  # a line each
            ),
        ),
        yOffset=alt.YOffset("digits:N", sort=where),
        tooltip=[
            alt.Tooltip("network:N", title="Network"),
            alt.Tooltip("digits:N", title="Digits"),
            alt.Tooltip("accuracy:Q", title="Read right", format=".1%"),
            alt.Tooltip("low:Q", title="From", format=".1%"),
            alt.Tooltip("high:Q", title="To", format=".1%"),
        ],
    )
    colour = alt.Color(
        "digits:N",
        scale=alt.Scale(domain=where, range=[VERMILION, BLUE]),
        legend=alt.Legend(title=None, orient="top", labelFontSize=14, symbolSize=160),
    )
    ranges = base.mark_rule(strokeWidth=4).encode(
        x=alt.X(
            "low:Q",
            title="Read right (95% interval)",
            scale=alt.Scale(domain=[least, 1]),
            axis=alt.Axis(format="%", tickCount=6, labelFontSize=13),
        ),
        x2="high:Q",
        color=colour,
    )
    points = base.mark_point(filled=True, size=160, opacity=1).encode(
        x="accuracy:Q",
        color=colour,
        shape=alt.Shape(
            "digits:N", scale=alt.Scale(domain=where, range=["circle", "square"])
        ),
    )
    return ranges + points
