"""Charts of what happens inside a network: a layer as a map, and when a unit is on."""

import altair as alt
import numpy as np
import pandas as pd

from mnist_ann.explain.maps import Axes
from mnist_ann.figures.base import BLUE, DIGITS, Layered

# Ten colours with a contrast of at least 3 to both grounds. On the map each digit is also written
# as itself, for those who don't tell all ten apart and for print without colour.
PALETTE = [
    "#2F6FDE", "#D55E00", "#009E73", "#A87900", "#B5489F",
    "#5E8C1A", "#D9436B", "#7B6CE0", "#1590A8", "#8F7565",
]  # fmt: skip


def layer_map(
    positions: np.ndarray,
    labels: np.ndarray,
    axes: Axes,
    reach: np.ndarray,
    drawing: np.ndarray | None = None,
) -> alt.Chart | Layered:
    """Images as digits on a map of a layer's activations.

    positions: floats (n, 2). labels: whole numbers (n,). axes: the `explain.maps.Axes`. reach:
    floats (2, 2), the least and the greatest place that each axis shows, the same for every epoch.
    drawing: a place (2,) to mark, or None.
    """
    table = pd.DataFrame(
        {
            "x": positions[:, 0].round(2),
            "y": positions[:, 1].round(2),
            "digit": [DIGITS[label] for label in labels],
        }
    )
    # What leaves the axes stays at their edge.
    across, along = (
        alt.Scale(
            domain=[float(end) for end in ends], nice=False, clamp=True, padding=12
        )
        for ends in reach
    )

    def axis(field, scale, share):
        return {
            "title": f"{field} axis: {share:.0%} of the spread",
            "scale": scale,
            "axis": alt.Axis(labels=False, ticks=False, grid=False),
        }

    chart = (
        alt.Chart(table, height=460)
        .mark_text(fontSize=11, opacity=0.85)
        .encode(
            x=alt.X("x:Q", **axis("First", across, axes.shares[0])),
            y=alt.Y("y:Q", **axis("Second", along, axes.shares[1])),
            text="digit:N",
            color=alt.Color(
                "digit:N",
                scale=alt.Scale(domain=DIGITS, range=PALETTE),
                legend=None,
            ),
            tooltip=[alt.Tooltip("digit:N", title="Label")],
        )
    )
    if drawing is None:
        return chart
    place = pd.DataFrame({"x": [float(drawing[0])], "y": [float(drawing[1])]})
    marks = [
        alt.Chart(place)
        .mark_point(
            shape="circle", size=size, strokeWidth=width, color=colour, opacity=1
        )
        .encode(x=alt.X("x:Q", scale=across), y=alt.Y("y:Q", scale=along))
        # Black in white stands out from every ground and every digit.
        for size, width, colour in ((420, 7, "white"), (420, 3, "black"))
    ]
    return alt.layer(chart, *marks)


def on_by_digit(shares: np.ndarray) -> alt.Chart:
    """On what share of each digit's images a unit is on. shares: floats (10,), 0 to 1."""
    table = pd.DataFrame({"digit": DIGITS, "share": [float(share) for share in shares]})
    return (
        alt.Chart(table, height=220)
        .mark_bar(color=BLUE, cornerRadius=2)
        .encode(
            x=alt.X("digit:N", title="Digit", axis=alt.Axis(labelAngle=0, ticks=False)),
            y=alt.Y(
                "share:Q",
                title="Images it is on for",
                scale=alt.Scale(domain=[0, 1]),
                axis=alt.Axis(format="%", tickCount=4),
            ),
            tooltip=[
                alt.Tooltip("digit:N", title="Digit"),
                alt.Tooltip("share:Q", title="On for", format=".1%"),
            ],
        )
    )
