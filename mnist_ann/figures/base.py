"""Tables as charts: each function takes what a page found and returns an Altair chart.

The colours are near Okabe and Ito's (2008), which people tell apart who don't see red or green. Where
two series meet, their shapes differ too, for print without colour.
"""

import functools

import altair as alt
import numpy as np
import pandas as pd

from mnist_ann.words import percent

# Each has a contrast of at least 3 to white and to Streamlit's dark ground (WCAG 2.2, 1.4.11).
BLUE, VERMILION, GREEN, GREY = "#2F6FDE", "#D55E00", "#009E73", "#8A8F98"

DIGITS = [str(digit) for digit in range(10)]


def probability_bars(probabilities):
    """Ten bars, one a digit, with its percentage at the right; the winner's bar in colour.

    probabilities: floats (10,), 0 to 1, that sum to 1.
    """
    base = alt.Chart(probability_table(probabilities), height=240).encode(
        x=alt.X("probability:Q", scale=alt.Scale(domain=[0, 1]), axis=None),
        tooltip=_tooltips(digit="Digit", probability="Probability"),
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
            "row",
            orient="right",
            minExtent=52,  # the widest label, so that no new answer moves the bars
            labelFontSize=13,
            labelExpr="split(datum.value, ' ')[1]",
        ).sort("ascending")  # new rows come last when a browser updates the data
    )
    return (bars + labels).resolve_scale(y="independent")


@functools.cache
def probability_spec():
    """`probability_bars` as Vega-Lite, without the data.

    Altair needs 16 ms to make it, too long after each stroke. And a chart whose data alone change is
    updated by the browser, which would else build it anew.
    """
    spec = probability_bars(np.full(10, 0.1)).to_dict()
    return {key: spec[key] for key in spec if key not in ("data", "datasets")}


def probability_table(probabilities):
    """What `probability_bars` shows: a row for each digit. `row` is "7 97.3%", no two alike."""
    values = [float(p) for p in probabilities]
    return pd.DataFrame(
        {
            "digit": DIGITS,
            "probability": values,
            "wins": [digit == values.index(max(values)) for digit in range(10)],
            "row": [f"{digit} {percent(p)}" for digit, p in zip(DIGITS, values)],
        }
    )


def split_blocks(splits):
    """How the images are split: one block each, as wide as its share.

    splits: {name: images}, in order, such as {"Training": 55000, ...}; up to three.
    """
    table = pd.DataFrame({"split": list(splits), "images": list(splits.values())})
    table["place"] = range(len(splits))
    scale = alt.Scale(domain=[0, sum(splits.values())], nice=False)
    return (
        alt.Chart(table, height=100)
        .mark_bar(size=44)
        .encode(
            x=alt.X("images:Q", axis=None, scale=scale),
            order="place:Q",
            color=_split_colours(list(splits)),
            tooltip=_tooltips(split="Split", images="Images"),
        )
    )


def class_counts(counts):
    """How many images of each digit there are, a bar a digit, in blocks by split.

    counts: {split name: ten whole numbers}, in order; up to three.
    """
    rows = [
        (digit, split, int(count), place)
        for place, (split, numbers) in enumerate(counts.items())
        for digit, count in zip(DIGITS, numbers)
    ]
    table = pd.DataFrame(rows, columns=["digit", "split", "images", "place"])
    return (
        alt.Chart(table, height=380)
        .mark_bar()
        .encode(
            y=_rows("digit", labelFontSize=14),
            x=alt.X("images:Q", title="Images", axis=alt.Axis(tickCount=4)),
            order="place:Q",
            color=_split_colours(list(counts)),
            tooltip=_tooltips(digit="Digit", split="Split", images="Images"),
        )
    )


def specification(chart):
    """A chart as Vega-Lite, without the empty tables that Altair puts where no data are given."""

    def clean(part):
        if isinstance(part, list):
            return [clean(each) for each in part]
        if not isinstance(part, dict):
            return part
        return {
            key: clean(value)
            for key, value in part.items()
            if key != "datasets" and (key, value) != ("data", {"name": "empty"})
        }

    return clean(chart.to_dict())


def point(total):
    """The dots of a line over so many epochs: the more, the smaller."""
    return alt.OverlayMarkDef(filled=True, size=min(40, 1_600 / total))


def by_name(names, values):
    """A scale that gives each name its value: a colour, a shape, dashes."""
    return alt.Scale(domain=list(names), range=list(values)[: len(names)])


def _rows(field, **axis):
    """A vertical place for each value, in the table's order, without lines."""
    axis = alt.Axis(grid=False, ticks=False, domain=False, labelOverlap=False, **axis)
    return alt.Y(f"{field}:N", sort=None, title=None, axis=axis)


def _split_colours(names):
    scale = alt.Scale(domain=names, range=[BLUE, VERMILION, GREEN][: len(names)])
    return alt.Color(
        "split:N", scale=scale, sort=names, legend=alt.Legend(title=None, orient="top")
    )


def _tooltips(**titles):
    formats = {"images": ",", "probability": ".4f", "share": ".1%"}
    return [
        alt.Tooltip(field, title=title, format=formats.get(field, ""))
        for field, title in titles.items()
    ]
