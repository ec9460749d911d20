"""Curves over the epochs as SVG text, to stand in a page that takes its colours from its reader.

Drawn here by hand: text and axes have the page's own colour, light or dark, and a chart takes 5 kB.
"""

from html import escape

from matplotlib.ticker import MaxNLocator

WIDTH, HEIGHT = 640, 250
LEFT, RIGHT, TOP, BOTTOM = 76, 12, 12, 34  # margins that hold the numbers of the axes


def curves(series, first, label, show):
    """An <svg> element of one or more lines.

    series: {CSS class: values (n,)}, finite. first: the epoch of the first value. label: what a screen
    reader says. show: from a value to its text on the axis.
    """
    count = len(next(iter(series.values())))
    values = [value for line in series.values() for value in line]
    # Steps that 1 is a multiple of: an axis of accuracies then never goes beyond 100%.
    locator = MaxNLocator(5, steps=[1, 2, 2.5, 5, 10])
    ticks = [float(tick) for tick in locator.tick_values(min(values), max(values))]
    low, high = ticks[0], ticks[-1]

    def x(epoch):
        share = (epoch - first) / max(1, count - 1)
        return LEFT + 8 + share * (WIDTH - LEFT - RIGHT - 16)

    def y(value):
        return TOP + (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(label)}">'
    ]
    for tick in ticks:
        parts.append(
            f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(tick):.1f}" '
            f'y2="{y(tick):.1f}"/><text x="{LEFT - 8}" y="{y(tick) + 4:.1f}" '
            f'text-anchor="end">{escape(show(tick))}</text>'
        )
    for epoch in _whole_ticks(first, first + count - 1):
        parts.append(
            f'<text x="{x(epoch):.1f}" y="{HEIGHT - 12}" text-anchor="middle">{epoch}</text>'
        )
    for name, line in series.items():
        points = " ".join(
            f"{x(first + place):.1f},{y(value):.1f}" for place, value in enumerate(line)
        )
        parts.append(f'<polyline class="{escape(name)}" points="{points}"/>')
        if count == 1:  # a line of one point would be invisible
            parts.append(
                f'<circle class="{escape(name)}" cx="{x(first):.1f}" cy="{y(line[0]):.1f}" r="4"/>'
            )
    return "\n".join([*parts, "</svg>"])


def _whole_ticks(first, last):
    """The first, then about six round ones up to the last."""
    ticks = MaxNLocator(6, steps=[1, 2, 5, 10], integer=True).tick_values(first, last)
    return sorted({first, *(int(tick) for tick in ticks if first < tick <= last)})
