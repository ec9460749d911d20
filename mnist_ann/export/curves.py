"""Curves over the epochs as an SVG element, to stand in a page that takes its colours from its reader."""

import io
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

import matplotlib
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from mnist_ann.figures.base import BLUE, VERMILION

COLOURS = {"training": BLUE, "validation": VERMILION}
DASHES = {"training": "-", "validation": (0, (3, 1.7))}
# What is drawn in this colour gets the page's own, light or dark, as `currentColor`.
INK = "#123456"
# Text stays text, each epoch a point of its line, and the same curves give the same bytes.
SVG: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "curves",
    "path.simplify": False,
}
_settings = threading.Lock()  # matplotlib's settings are those of the whole process


def curves(
    measure: str,
    series: Mapping[str, Sequence[float]],
    first: int,
    label: str,
    show: Callable[[float], str],
) -> str:
    """An <svg> element of one or more lines.

    measure: what the values are, one word. series: {a name in COLOURS: values (n,)}, finite. first:
    the epoch of the first value. label: what a screen reader says. show: from a value to its text on
    the axis.
    """
    with _settings, matplotlib.rc_context(SVG):
        file = io.BytesIO()
        nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        _figure(measure, series, first, show).savefig(
            file, format="svg", transparent=True, metadata=nothing
        )
    svg = file.getvalue().decode()
    svg = svg[svg.index("<svg") :].replace(INK, "currentColor")
    # In an HTML page an <svg> needs no names of namespaces, and its ids must be the page's only ones.
    svg = re.sub(r'\sxmlns(:\w+)?="[^"]*"', "", svg).replace("xlink:href", "href")
    svg = re.sub(r'(\bid="|href="#)', rf"\g<1>{measure}-", svg)
    return svg.replace("<svg", f'<svg role="img" aria-label="{escape(label)}"', 1)


def _figure(measure, series, first, show):
    figure = Figure(figsize=(7, 2.8), layout="constrained")
    axes = figure.add_subplot()
    for name, values in series.items():
        axes.plot(
            range(first, first + len(values)),
            values,
            color=COLOURS[name],
            linestyle=DASHES[name],
            linewidth=2,
            marker="o" if len(values) == 1 else "",  # a line of one point is invisible
            clip_on=False,
            gid=name,
        )
    # Steps that 1 is a multiple of: an axis of accuracies then never goes beyond 100%.
    together = [value for values in series.values() for value in values]
    ticks = MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]).tick_values(
        min(together), max(together)
    )
    axes.set_yticks(ticks)
    axes.set_ylim(ticks[0], ticks[-1])
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: show(value)))
    last = first + max(map(len, series.values())) - 1
    axes.set_xticks(_whole_ticks(first, last))
    axes.grid(axis="y", color=INK, alpha=0.3, linewidth=0.7, clip_on=False)
    axes.patch.set_visible(False)
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0, colors=INK)
    return figure


def _whole_ticks(first, last):
    """The first, then about six round ones up to the last."""
    ticks = MaxNLocator(6, steps=[1, 2, 5, 10], integer=True).tick_values(first, last)
    return sorted({first, *(int(tick) for tick in ticks if first < tick <= last)})
