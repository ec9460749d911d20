"""Charts of the data set: how its images are split, how many of each digit there are."""

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from mnist_ann.figures.base import (
    BLUE,
    DIGITS,
    GREEN,
    VERMILION,
    by_name,
    rows_axis,
    tooltips,
)


def split_blocks(splits: Mapping[str, int]) -> alt.Chart:
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
            tooltip=tooltips(split="Split", images="Images"),
        )
    )


def class_counts(counts: Mapping[str, Sequence[int]]) -> alt.Chart:
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
            y=rows_axis("digit", labelFontSize=14),
            x=alt.X("images:Q", title="Images", axis=alt.Axis(tickCount=4)),
            order="place:Q",
            color=_split_colours(list(counts)),
            tooltip=tooltips(digit="Digit", split="Split", images="Images"),
        )
    )


def _split_colours(names: Sequence[str]) -> alt.Color:
    return alt.Color(
        "split:N",
        scale=by_name(names, (BLUE, VERMILION, GREEN)),
        sort=list(names),
        legend=alt.Legend(title=None, orient="top"),
    )
