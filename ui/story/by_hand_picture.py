"""The network of chapter 6 as a drawing with its numbers, in the colours of the page's theme."""

import streamlit as st

from mnist_ann.story.by_hand import LOW, number

# Where things stand in the drawing, 420 by 200.
INPUTS = ((40, 45), (40, 155))
HIDDEN = ((210, 45), (210, 155))
OUTPUT = (380, 100)
WIDTH = 460  # pixels on the page


CSS = """
svg {
    display: block;
    width: 100%;
    color: var(--st-text-color);
    font-family: var(--st-font);
}
"""

JS = """
export default function ({ data, parentElement }) {
    parentElement.querySelector("div").innerHTML = data;
}
"""

# Streamlit removes SVG from `st.html`, and an image doesn't follow the theme.
_drawing = st.components.v2.component("by_hand", html="<div></div>", css=CSS, js=JS)


def drawing(step):
    """Draw a OneStep before its update."""
    with st.container(width=WIDTH):
        _drawing(key="by hand drawing", data=_svg(step))


def _svg(step):
    hidden, output = step.network.layers
    edges, circles = [], []
    for i, start in enumerate(INPUTS):
        for unit, end in enumerate(HIDDEN):
            # Near its input, where crossing lines are still apart.
            edges.append(_edge(start, end, number(hidden.kernel[i, unit]), 0.27))
        circles.append(_circle(start, f"x{LOW[i]}", number(step.point[i])))
    for unit, start in enumerate(HIDDEN):
        edges.append(_edge(start, OUTPUT, number(output.kernel[unit, 0]), 0.5))
        circles.append(_circle(start, f"h{LOW[unit]}", number(step.hidden[unit])))
    circles.append(_circle(OUTPUT, "p", number(step.probability)))
    return (
        '<svg viewBox="0 0 420 200" role="img" '
        'aria-label="Two inputs, two hidden units and one output, with weights and outputs">'
        + "".join(edges + circles)
        + "</svg>"
    )


def _edge(start, end, text, part):
    (x1, y1), (x2, y2) = start, end
    x, y = x1 + part * (x2 - x1), y1 + part * (y2 - y1)
    return (
        f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="currentColor" opacity="0.4" />'
        f'<text x="{x:.0f}" y="{y - 7:.0f}" text-anchor="middle" font-size="16" '
        f'fill="currentColor">{text}</text>'
    )


def _circle(place, name, value):
    x, y = place
    return (
        f'<circle cx="{x}" cy="{y}" r="34" fill="var(--st-background-color)" '
        'stroke="currentColor" />'
        f'<text x="{x}" y="{y - 5}" text-anchor="middle" font-size="16" fill="currentColor">'
        f"{name}</text>"
        f'<text x="{x}" y="{y + 15}" text-anchor="middle" font-size="16" font-weight="600" '
        f'fill="currentColor">{value}</text>'
    )
