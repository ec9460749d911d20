"""The live canvas: it sends the drawing while the pen moves.

A component of our own, since streamlit-drawable-canvas sends 200 ms after each stroke and nothing
during it. White on black in either theme: the network's answer must not depend on the theme.
"""

from collections.abc import Callable

from ui.components.load import component

_pad = component("live_canvas", "live_canvas")


def pad(
    *,
    key: str,
    strokes: list[dict],
    load: int,
    seen: float,
    pen: float,
    every: int,
    on_change: Callable[[], None],
) -> None:
    """Show the live canvas, 280 × 280 pixels, with Undo and Clear below.

    strokes: what it shows when it is new, or `load` is another number than before, as JSON. seen:
    when the drawing that is answered now was sent. every: milliseconds between two updates during a
    stroke. on_change: called when there is a new drawing,
    which is then in st.session_state[key]["drawing"]: its strokes, and when it was sent, in
    milliseconds.
    """
    _pad(
        key=key,
        data={
            "strokes": strokes,
            "load": load,
            "seen": seen,
            "pen": pen,
            "every": every,
        },
        default={"drawing": None},
        on_drawing_change=on_change,
    )
