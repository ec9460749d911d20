"""Charts of a class's votes, with the answer among them.

They are made to be projected: `large` letters can be read from the last row.
"""

import functools
import statistics
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from mnist_ann.classroom.votes.questions import Question
from mnist_ann.figures.base import (
    BLUE,
    GREEN,
    GREY,
    PROJECTED,
    PROJECTED_LEGEND,
    VERMILION,
    by_name,
    specification,
)

BINS, FEW_BINS = 40, 24  # places along the axis of numbers that were voted for
FEW = 5  # votes whose bar is as wide as the chart: a single one fills no screen
WIDEST = 26  # characters of a line beside a bar
MEDIAN, SO_FAR, ANSWER = "Median", "So far", "Answer"


# Votes for one of a few choices


@functools.lru_cache(maxsize=64)
def bars_spec(choices: tuple[str, ...], large: bool) -> dict[str, Any]:
    """How often each choice was voted for, a bar each, for `bars_table`; the right one in colour."""
    size = 17 if large else 13
    base = alt.Chart().encode(
        x=alt.X(
            "votes:Q",
            axis=None,
            scale=alt.Scale(domain={"unionWith": [0, FEW]}, nice=False),
        ),
        tooltip=[
            alt.Tooltip("choice:N", title="Answer"),
            alt.Tooltip("votes:Q", title="Votes"),
        ],
    )

    def rows(field, order, **axis):
        looks = alt.Axis(
            grid=False, ticks=False, domain=False, labelOverlap=False, title=None,
            labelFontSize=size, **axis,
        )  # fmt: skip
        return alt.Y(f"{field}:N", sort=order, axis=looks)

    bars = base.mark_bar(cornerRadius=3).encode(
        y=rows(
            "choice",
            list(choices),
            labelLimit=320 if large else 190,
            labelExpr="split(datum.value, '\\n')",
            labelLineHeight=size + 3,
        ),
        color=alt.Color(
            "right:N",
            scale=alt.Scale(domain=[True, False], range=[GREEN, BLUE]),
            legend=None,
        ),
    )
    # The numbers are the labels of a second axis: it takes its colour from the page's theme.
    counts = base.mark_text(text="").encode(
        y=rows(
            "count",
            None,
            orient="right",
            minExtent=70,
            labelExpr="split(datum.value, '\\n')[1]",
        )
    )
    height = (76 if large else 56) * len(choices) + 20
    layers = alt.layer(bars, counts, height=height).resolve_scale(y="independent")
    return specification(layers)


def bars_names(choices: Sequence[str]) -> tuple[str, ...]:
    """The choices in lines that fit beside a bar."""
    return tuple("\n".join(textwrap.wrap(each, WIDEST)) for each in choices)


def bars_table(
    choices: Sequence[str], votes: Sequence[int], right: int | None = None
) -> pd.DataFrame:
    """What `bars_spec` shows. votes: the place of a choice, each. right: the place of the right one."""
    counts = [votes.count(place) for place in range(len(choices))]
    marks = [" ✓" if place == right else "" for place in range(len(choices))]
    return pd.DataFrame(
        {
            "choice": bars_names(choices),
            "votes": counts,
            "right": [place == right for place in range(len(choices))],
            "count": [
                f"{place}\n{count}{mark}"
                for place, (count, mark) in enumerate(zip(counts, marks))
            ],
        }
    )


def bars_text(
    choices: Sequence[str], votes: Sequence[int], right: int | None = None
) -> str:
    """The same in words, for those who can't see the chart."""
    each = [
        f"{choice}: {votes.count(place)}" + " (right)" * (place == right)
        for place, choice in enumerate(choices)
    ]
    return "Votes. " + ". ".join(each)


# Votes for a number


@functools.lru_cache(maxsize=256)
def dots_spec(
    unit: str,
    ends: tuple[float, float],
    tallest: int,
    rules: tuple[tuple[str, str], ...],
    large: bool,
) -> dict[str, Any]:
    """The numbers that were voted for, a dot a vote, for `dots_table`. unit: the axis's title. ends: of
    the axis. tallest: how many dots stand above each other at most. rules: ((name, what the legend
    calls it), ...) of upright rules, of MEDIAN, SO_FAR and ANSWER."""
    axis = PROJECTED if large else {}
    legend = PROJECTED_LEGEND if large else {}
    height, widest, bins = (360, 30, BINS) if large else (220, 11, FEW_BINS)
    x = alt.X(
        "place:Q",
        title=unit,
        scale=alt.Scale(domain=list(ends), nice=False, zero=False),
        axis=alt.Axis(grid=False, tickCount=8, format=",.6~g", **axis),
    )
    most = max(8, tallest + 1)
    dots = (
        alt.Chart()
        .transform_filter("datum.kind == 'vote'")
        .mark_point(
            filled=True,
            color=BLUE,
            opacity=0.85,
            # Vega knows how large the chart really is, which may fill its place.
            size=alt.expr(
                f"pow(min({widest}, 0.8 * height / {most}, 1.2 * width / {bins}), 2)"
            ),
        )
        .encode(
            x=x,
            y=alt.Y(
                "height:Q", scale=alt.Scale(domain=[0, most], nice=False), axis=None
            ),
            tooltip=[alt.Tooltip("value:Q", title="Vote", format=",.6~g")],
        )
    )
    looks = {
        MEDIAN: (GREY, [6, 4]),
        SO_FAR: (VERMILION, [3, 3]),
        ANSWER: (VERMILION, [1, 0]),
    }
    names = [label for _, label in rules]
    lines = (
        alt.Chart()
        .transform_filter("datum.kind != 'vote'")
        .mark_rule(strokeWidth=4)
        .encode(
            x=x,
            color=alt.Color(
                "label:N",
                scale=by_name(names, [looks[kind][0] for kind, _ in rules]),
                legend=alt.Legend(
                    title=None, orient="top", labelLimit=400, columns=0 if large else 1,
                    **legend,
                ),
            ),
            strokeDash=alt.StrokeDash(
                "label:N", scale=by_name(names, [looks[kind][1] for kind, _ in rules])
            ),
        )
    )  # fmt: skip
    return specification(alt.layer(dots, lines, height=height))


def dots_ends(question: Question, numbers: Sequence[float]) -> tuple[float, float]:
    """Where the axis begins and ends: around these numbers, within what could be voted for."""
    low, high = min(numbers), max(numbers)
    room = max(0.08 * (high - low), 0.05 * (question.most - question.least))
    return (
        max(min(question.least, low), low - room),
        min(max(question.most, high), high + room),
    )


def dots_table(
    votes: Sequence[float],
    ends: tuple[float, float],
    rules: Mapping[str, tuple[float, str]],
    large: bool,
) -> tuple[pd.DataFrame, int]:
    """What `dots_spec` shows, and how many dots stand above each other at most. rules: {name: (value,
    what the legend calls it)}."""
    count = BINS if large else FEW_BINS
    low, high = ends
    bins = {}
    for value in sorted(votes):
        place = min(count - 1, int((value - low) / (high - low) * count))
        bins.setdefault(place, []).append(value)
    # Dots that would overlap stand above each other, where their mean is.
    rows = [
        ("vote", statistics.fmean(values), value, height + 0.5, "")
        for values in bins.values()
        for height, value in enumerate(values)
    ]
    rows += [(name, value, value, 0, label) for name, (value, label) in rules.items()]
    columns = ["kind", "place", "value", "height", "label"]
    tallest = max(map(len, bins.values()), default=0)
    return pd.DataFrame(rows, columns=columns), tallest


def dots_rules(
    question: Question,
    votes: Sequence[float],
    answer: float | None = None,
    stays: bool = False,
) -> dict[str, tuple[float, str]]:
    """The rules among the votes: their median, and the answer as far as it is known."""
    rules = {}
    if len(votes) > 1:
        median = statistics.median(votes)
        rules[MEDIAN] = (median, f"{MEDIAN}: {question.say(median)}")
    if answer is not None:
        name = ANSWER if stays else SO_FAR
        rules[name] = (answer, f"{name}: {question.say(answer)}")
    return rules


def dots_text(votes: Sequence[float], rules: Mapping[str, tuple[float, str]]) -> str:
    """The same in words, for those who can't see the chart."""
    given = ", ".join(f"{value:,.15g}" for value in sorted(votes)) or "none"
    return ". ".join([f"Votes: {given}", *(label for _, label in rules.values())])
