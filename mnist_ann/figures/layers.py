"""What happens inside a network: the colours of a map of digits, and when a unit is on."""

import altair as alt
import numpy as np
import pandas as pd

from mnist_ann.figures.base import BLUE, DIGITS

# Ten colours with a contrast of at least 3 to both grounds. On the map each digit is also written
# in the middle of its dots, for those who don't tell all ten apart.
PALETTE = [
    "#2F6FDE", "#D55E00", "#009E73", "#A87900", "#B5489F",
    "#5E8C1A", "#D9436B", "#7B6CE0", "#1590A8", "#8F7565",
]  # fmt: skip


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
