"""A hand in front of the browser: it draws on the page's canvas with a mouse or a finger."""

import numpy as np

from mnist_ann.digitize.painter import SIDE
from tools.drawings import Drawings, fit

CANVAS = "canvas[tabindex]"  # the live one
EDITING = (
    "canvas.upper-canvas"  # the one of streamlit-drawable-canvas that takes the pointer
)
TEN_DIGITS = 7_524  # from here, one person's 0 to 9, two of them in two strokes


def strokes_of(digit):
    """A digit's strokes in pixels of the canvas, as someone wrote it."""
    return fit(Drawings().strokes(TEN_DIGITS + digit), length=170, centre=140)


def with_mouse(page, strokes):
    for stroke in _on_page(page, strokes):
        page.mouse.move(*stroke[0])
        page.mouse.down()
        for point in stroke[1:]:
            page.mouse.move(*point)
        page.mouse.up()


def with_finger(page, strokes):
    session = page.context.new_cdp_session(page)

    def touch(kind, *points):
        points = [{"x": x, "y": y} for x, y in points]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    for stroke in _on_page(page, strokes):
        touch("touchStart", stroke[0])
        for point in stroke[1:]:
            touch("touchMove", point)
        touch("touchEnd")
    session.detach()


def _on_page(page, strokes):
    """The strokes in pixels of the window; the canvas is brought into it first."""
    canvas = page.locator(CANVAS)
    canvas.scroll_into_view_if_needed()
    return [placed(canvas, stroke) for stroke in strokes]


def placed(canvas, stroke):
    """A stroke's points in pixels of the window, however large the canvas, a Locator, is shown there."""
    return within(canvas.bounding_box(), stroke)


def within(box, stroke):
    """The same for the canvas's place in the window: {"x", "y", "width"}."""
    scale = box["width"] / SIDE
    return (scale * np.asarray(stroke) + [box["x"], box["y"]]).tolist()
