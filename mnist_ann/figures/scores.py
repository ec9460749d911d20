"""Charts that judge a network: beside others, by its confidence, on disturbed digits.

What differs in colour differs in shape or dash too.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from mnist_ann.evaluation.baselines import Rung
from mnist_ann.evaluation.robustness import Disturbance
from mnist_ann.evaluation.scores import Group
from mnist_ann.figures.base import (
    BLUE,
    GREY,
    PRECISE,
    SHARE,
    VERMILION,
    Layered,
    accuracy_axis,
    line_by_line,
    series,
    tooltips,
)


def mistakes_of_writers(mistakes: Mapping[int, int]) -> alt.Chart:
    """How many writers there are by how many of their digits are read wrong. mistakes: {mistakes:
    writers}."""
    table = pd.DataFrame(
        {"mistakes": list(mistakes), "writers": list(mistakes.values())}
    )
    return (
        alt.Chart(table, height=220)
        .mark_bar(color=BLUE, size=18)
        .encode(
            x=alt.X(
                "mistakes:O",
                title="Mistakes with one writer's digits",
                scale=alt.Scale(domain=list(range(max(mistakes) + 1))),
                axis=alt.Axis(labelAngle=0),
            ),
            y=alt.Y("writers:Q", title="Writers"),
            tooltip=tooltips(mistakes="Mistakes", writers="Writers"),
        )
    )


def ladder(rungs: Sequence[Rung], shown: str) -> Layered:
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
            axis=alt.Axis(values=[100, 1_000, 10_000], format=",", labelFlush=True),
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


def reliability(groups: Sequence[Group]) -> Layered:
    """For each `scores.Group`: what it claimed against what was right, with its interval.
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
            alt.Tooltip("confidence:Q", title="Sure, on average", format=SHARE),
            alt.Tooltip("accuracy:Q", title="Right", format=SHARE),
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


def thresholds(rows: Sequence[tuple[float, float, float]], chosen: float) -> Layered:
    """What a threshold costs and brings: how many images are answered, how many of those rightly.

    rows: (threshold in percent, share answered, share of those right). chosen: the threshold that stands out.
    """
    table = pd.DataFrame(rows, columns=["threshold", "answered", "right"])
    table["chosen"] = table["threshold"] == chosen
    table["text"] = [f"{threshold:g}%" for threshold in table["threshold"]]
    which: dict[str, Any] = {"domain": [True, False]}
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
            alt.Tooltip("answered:Q", title="Answered", format=SHARE),
            alt.Tooltip("right:Q", title="Right, of those", format=PRECISE),
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
        size=alt.condition("datum.chosen", alt.value(260), alt.value(70)),
    )
    return base.mark_line(color=BLUE) + points


def robustness(
    curves: Mapping[str, Sequence[float]], disturbance: Disturbance
) -> alt.Chart:
    """Accuracy against how far images were disturbed. curves: {network's name: shares, one a
    level}, up to three. disturbance: a `robustness.Disturbance`."""
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
            y=accuracy_axis(scale=alt.Scale(domain=[0, 1])),
            **series(
                "network",
                list(curves),
                line_by_line(labelLimit=0, symbolStrokeWidth=0),
            ),
            tooltip=[
                alt.Tooltip("network:N", title="Network"),
                alt.Tooltip("level:Q", title=disturbance.label),
                alt.Tooltip("accuracy:Q", title="Accuracy", format=SHARE),
            ],
        )
    )


def here_and_there(
    rows: Sequence[tuple[str, str, float, float, float]],
) -> Layered:
    """How well each network reads a class's own digits, beside MNIST's: a point and its 95% interval.

    rows: (network, "Our class" or "MNIST", accuracy, low, high), shares of 1.
    """
    table = pd.DataFrame(rows, columns=["network", "digits", "accuracy", "low", "high"])
    where = ["Our class", "MNIST"]
    least = max(0, min(row[3] for row in rows) - 0.03)
    base = alt.Chart(table, height=72 * len({row[0] for row in rows}) + 60).encode(
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
            alt.Tooltip("accuracy:Q", title="Read right", format=SHARE),
            alt.Tooltip("low:Q", title="From", format=SHARE),
            alt.Tooltip("high:Q", title="To", format=SHARE),
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
