"""What charts share: colours, shapes and dashes, names in a legend, axes of epochs and of accuracy.

The colours are near Okabe and Ito's (2008), which people tell apart who don't see red or green. Where
two series meet, their shapes differ too, for print without colour.

A chart that grows while a run trains is two parts: a Vega-Lite specification without data, made once,
and a table of the numbers so far. Altair needs 16 ms to make a chart, too long for twice a second and
visitor; and a browser updates a chart whose data alone change, where it would else build it anew.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import altair as alt

# Each has a contrast of at least 3 to white and to Streamlit's dark ground (WCAG 2.2, 1.4.11).
BLUE, VERMILION, GREEN, GREY = "#2F6FDE", "#D55E00", "#009E73", "#8A8F98"

TEAL = "#1590A8"  # beside blue, for what is training, too

# Of up to seven series: told apart without colour, too.
COLOURS = (BLUE, VERMILION, GREEN, "#A87900", "#B5489F", TEAL, "#7B6CE0")
SHAPES = (
    "circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right",
)  # fmt: skip
DASHES = ([1, 0], [6, 3], [2, 2], [8, 2, 2, 2], [4, 4], [1, 3], [10, 4])

Layered = alt.LayerChart | alt.FacetChart  # what Altair says that layers are

DIGITS = [str(digit) for digit in range(10)]
HEIGHT = 320  # pixels of a chart, with axes and legend

# How numbers are written: an accuracy, a share, a loss.
PRECISE, SHARE, LOSS = ".2%", ".1%", ".4f"
# Letters of an axis and of a legend that can be read from the last row.
PROJECTED: dict[str, Any] = {"labelFontSize": 16, "titleFontSize": 18}
PROJECTED_LEGEND: dict[str, Any] = {"labelFontSize": 18, "symbolSize": 200}


def epochs_axis(total: int, title: str | None = "Epoch", **letters: Any) -> alt.X:
    """Epochs along x, all that a run will have from its start, so that a curve grows in place."""
    return alt.X(
        "epoch:Q",
        title=title,
        scale=alt.Scale(domain=[1 if total > 1 else 0, max(2, total)], nice=False),
        axis=alt.Axis(values=_round_epochs(total), format="d", grid=False, **letters),
    )


def _round_epochs(total: int) -> list[int]:
    """The first epoch, then at most six round ones: 1, 5, 10, 15, 20, 25, 30."""
    step = next(step for step in (1, 2, 5, 10, 20, 50) if total <= 6 * step)
    return sorted({1, *range(step, total + 1, step)})


def accuracy_axis(
    title: str = "Accuracy",
    field: str = "accuracy",
    scale: alt.Scale | None = None,
    **axis: Any,
) -> alt.Y:
    """Accuracies along y. scale: by default from near the lowest to no more than 1."""
    return alt.Y(
        f"{field}:Q",
        title=title,
        scale=scale or alt.Scale(zero=False, domainMax=1, nice=True),
        axis=alt.Axis(**({"format": "~%", "tickCount": 5} | axis)),
    )


def by_name(names: Collection[str], values: Iterable[Any]) -> alt.Scale:
    """A scale that gives each name its value: a colour, a shape, dashes."""
    return alt.Scale(domain=list(names), range=list(values)[: len(names)])


def series(
    field: str,
    names: Sequence[str],
    legend: alt.Legend | None,
    looks: Sequence[Sequence[Any]] = (COLOURS, SHAPES, DASHES),
) -> dict[str, Any]:
    """The encodings that tell series apart, with colour and without. looks: colours, shapes, dashes."""
    colours, shapes, dashes = looks
    return {
        "color": alt.Color(f"{field}:N", scale=by_name(names, colours), legend=legend),
        "shape": alt.Shape(f"{field}:N", scale=by_name(names, shapes), legend=legend),
        "strokeDash": alt.StrokeDash(
            f"{field}:N", scale=by_name(names, dashes), legend=legend
        ),
    }


def line_by_line(**looks: Any) -> alt.Legend:
    """A legend of long names, above the chart, a line each."""
    return alt.Legend(title=None, orient="top", columns=1, **looks)


def point(total: int) -> alt.OverlayMarkDef:
    """The dots of a line over so many epochs: the more, the smaller."""
    return alt.OverlayMarkDef(filled=True, size=min(40, 1_600 / total))


def specification(chart: Any) -> dict[str, Any]:
    """A chart as Vega-Lite, without the empty tables that Altair puts where no data are given."""

    def clean(part: Any) -> Any:
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


def rows_axis(field: str, **axis: Any) -> alt.Y:
    """A vertical place for each value, in the table's order, without lines."""
    looks = alt.Axis(grid=False, ticks=False, domain=False, labelOverlap=False, **axis)
    return alt.Y(f"{field}:N", sort=None, title=None, axis=looks)


def tooltips(**titles: str) -> list[alt.Tooltip]:
    """What is told of a mark under the pointer. titles: {field: its title}."""
    formats = {"images": ",", "probability": LOSS}
    return [
        alt.Tooltip(field, title=title, format=formats.get(field, ""))
        for field, title in titles.items()
    ]
