"""Charts of what a class does: its votes with the answer among them, and the curve of its experiment.

As in `charts_training`, each is a Vega-Lite specification without data and a table. They are made to be
projected: `large` letters can be read from the last row.
"""

import functools
import statistics
import textwrap

import altair as alt
import pandas as pd

from mnist_ann.figures.base import BLUE, GREEN, GREY, VERMILION, by_name, specification
from mnist_ann.figures.runs import HEIGHT, SELECTED, value_axis
from mnist_ann.recipe.choices import CHOICES

BINS, FEW_BINS = 40, 24  # places along the axis of numbers that were voted for
WIDEST = 26  # characters of a line beside a bar
ENDED, TRAINING, PREDICTED = "Result", "Training", "Prediction"
MEDIAN, SO_FAR, ANSWER = "Median", "So far", "Answer"


def _letters(large):
    """The sizes of an axis's letters, and of a legend's."""
    axis = {"labelFontSize": 16, "titleFontSize": 18} if large else {}
    legend = {"labelFontSize": 18, "symbolSize": 200} if large else {}
    return axis, legend


# Votes for one of a few choices


@functools.lru_cache(maxsize=64)
def bars_spec(choices, large):
    """How often each choice was voted for, a bar each, for `bars_table`; the right one in colour."""
    size = 17 if large else 13
    base = alt.Chart().encode(
        x=alt.X("votes:Q", axis=None, scale=alt.Scale(domainMin=0, nice=False)),
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


def bars_names(choices):
    """The choices in lines that fit beside a bar."""
    return tuple("\n".join(textwrap.wrap(each, WIDEST)) for each in choices)


def bars_table(choices, votes, right=None):
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


def bars_text(choices, votes, right=None):
    """The same in words, for those who can't see the chart."""
    each = [
        f"{choice}: {votes.count(place)}" + " (right)" * (place == right)
        for place, choice in enumerate(choices)
    ]
    return "Votes. " + ". ".join(each)


# Votes for a number


@functools.lru_cache(maxsize=256)
def dots_spec(unit, ends, tallest, rules, large):
    """The numbers that were voted for, a dot a vote, for `dots_table`. unit: the axis's title. ends: of
    the axis. tallest: how many dots stand above each other at most. rules: ((name, what the legend
    calls it), ...) of upright rules, of MEDIAN, SO_FAR and ANSWER."""
    axis, legend = _letters(large)
    height, widest = (360, 500) if large else (220, 130)
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
            size=min(widest, (0.8 * height / most) ** 2),
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


def dots_ends(question, numbers):
    """Where the axis begins and ends: around these numbers, within what could be voted for."""
    low, high = min(numbers), max(numbers)
    room = max(0.08 * (high - low), 0.05 * (question.most - question.least) / 2)
    return (
        max(min(question.least, low), low - room),
        min(max(question.most, high), high + room),
    )


def dots_table(votes, ends, rules, large):
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


def dots_rules(question, votes, answer=None, stays=False):
    """The rules among the votes: their median, and the answer as far as it is known."""
    rules = {}
    if votes:
        median = statistics.median(votes)
        rules[MEDIAN] = (median, f"{MEDIAN}: {question.say(median)}")
    if answer is not None:
        name = ANSWER if stays else SO_FAR
        rules[name] = (answer, f"{name}: {question.say(answer)}")
    return rules


def dots_text(votes, rules):
    """The same in words, for those who can't see the chart."""
    given = ", ".join(f"{value:,.15g}" for value in sorted(votes)) or "none"
    return ". ".join([f"Votes: {given}", *(label for _, label in rules.values())])


# The class's experiment


@functools.lru_cache(maxsize=64)
def experiment_spec(choice, values, kinds, large):
    """Best validation accuracy against the value of a choice, a point a run and a line through the
    means, with the predictions beside them, for `experiment_table`. values: all of them. kinds: of
    ENDED, TRAINING and PREDICTED, those that there are, if any."""
    axis, legend = _letters(large)
    x = value_axis(choice, values, **axis)
    y = alt.Y(
        "accuracy:Q",
        title="Validation accuracy",
        scale=alt.Scale(zero=False, domainMax=1, nice=True)
        if kinds
        else alt.Scale(domain=[0, 1]),
        axis=alt.Axis(format="~%", tickCount=6, **axis),
    )
    looks = {
        ENDED: (BLUE, "circle"),
        TRAINING: (GREY, "square"),
        PREDICTED: (VERMILION, "diamond"),
    }
    colours, shapes = zip(*(looks[kind] for kind in kinds or looks))
    size = 170 if large else 80
    marks = {
        "color": alt.Color(
            "kind:N",
            scale=by_name(kinds or looks, colours),
            legend=alt.Legend(title=None, orient="top", **legend) if kinds else None,
        ),
        "shape": alt.Shape("kind:N", scale=by_name(kinds or looks, shapes)),
        "tooltip": [
            alt.Tooltip("label:N", title=CHOICES[choice].label),
            alt.Tooltip("who:N", title="Whose"),
            alt.Tooltip("accuracy:Q", title="Accuracy", format=".2%"),
            alt.Tooltip("kind:N", title="It is a"),
        ],
    }
    predicted, trained = (f"datum.kind {sign} '{PREDICTED}'" for sign in ("==", "!="))
    line = (
        alt.Chart()
        .transform_filter(trained)
        .mark_line(color=GREY, strokeWidth=3 if large else 2)
        .encode(x=x, y="mean:Q")
    )
    guesses = (
        alt.Chart()
        .transform_filter(predicted)
        # Beside the results, which would else cover those that are right.
        .mark_point(
            size=size,
            filled=False,
            opacity=1,
            strokeWidth=2,
            xOffset=14 if large else 8,
        )
        .encode(x=x, y=y, **marks)
    )
    points = (
        alt.Chart()
        .transform_filter(trained)
        .mark_point(size=size, filled=True, opacity=0.75)
        .encode(x=x, y=y, **marks)
        .add_params(alt.selection_point(name=SELECTED, fields=["run"]))
    )
    height = 460 if large else HEIGHT
    return specification(alt.layer(line, guesses, points, height=height))


def experiment_table(plan, groups, found, names, predicted):
    """What `experiment_spec` shows. groups: as `class_experiment.groups` makes them of `found`, Parts.
    names: {member: as the class sees it}. predicted: whether the guesses that can be seen are there."""
    means = {group.values[0]: group.accuracy for group in groups}
    rows = []
    for part in found:
        value = plan.values[part.share]
        place = CHOICES[plan.choice].place(value)
        same = (place, CHOICES[plan.choice].brief(value))
        who = names.get(part.member, "nobody")
        if predicted and part.guess is not None:
            rows.append((*same, PREDICTED, part.guess, None, who, None))
        if part.outcome and part.outcome.best:
            run = part.outcome.run
            kind = TRAINING if run.live else ENDED
            by = "the teacher" if part.stands_in else who
            accuracy = part.outcome.best.val_accuracy
            rows.append((*same, kind, accuracy, means[value], by, run.id))
    columns = ["value", "label", "kind", "accuracy", "mean", "who", "run"]
    return pd.DataFrame(rows, columns=columns)


def experiment_kinds(table):
    """The kinds that a table has, in the order of a legend."""
    there = set(table["kind"])
    return tuple(kind for kind in (ENDED, TRAINING, PREDICTED) if kind in there)


def experiment_text(plan, groups):
    """The same in words, for those who can't see the chart."""
    known = [group for group in groups if group.accuracy is not None]
    title = f"Validation accuracy against the {CHOICES[plan.choice].called}"
    if not known:
        return f"{title}. No run has ended an epoch yet."
    return f"{title}: " + ", ".join(
        f"{CHOICES[plan.choice].brief(group.values[0])}: {group.accuracy:.2%}"
        for group in known
    )
