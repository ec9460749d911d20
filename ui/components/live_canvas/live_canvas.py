"""The live canvas: drawn under the pen, read by the server without a script of the page.

A component of our own, since streamlit-drawable-canvas sends 200 ms after each stroke and nothing
during it. White on black in either theme: the network's answer must not depend on the theme.
"""

from collections.abc import Callable
from typing import Any

from ui.components.load import component

_pad = component("live_canvas", "live_canvas")


def pad(
    *,
    key: str,
    name: str,
    session: str,
    heard: float,
    strokes: list[dict],
    load: int,
    pen: float,
    soon: bool,
    reader: dict[str, Any] | None,
    on_change: Callable[[], None],
) -> None:
    """Show the live canvas, 280 × 280 pixels, with Undo and Clear below, and what a network makes of it.

    name: of the drawing, as the browser's tab keeps it. session: whose strokes these are. heard: the number
    of the drawing that it heard of last, 0 if none; if the tab has a later one, that is shown. strokes:
    what it shows when it is new, or `load` is another number than before, as JSON. pen: its width in
    pixels. soon: whether the page waits for the drawing; if not, it hears of it when the pen has rested
    for a while, or something else is pressed. reader: {"network": as `network_at_work.described` gives
    it, "prompt": what is said while there is nothing to read, "alt": of the pixels, "brief": whether its
    layers are left out}; None for the canvas alone. on_change: called when the page hears of a stroke,
    Undo or Clear; st.session_state[key]["drawing"] is then {"number", "strokes"}.
    """
    _pad(
        key=key,
        data={
            "name": name,
            "session": session,
            "heard": heard,
            "strokes": strokes,
            "load": load,
            "pen": pen,
            "soon": soon,
            "reader": reader,
        },
        default={"drawing": None},
        on_drawing_change=on_change,
    )
