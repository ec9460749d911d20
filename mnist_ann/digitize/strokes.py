"""A drawing as strokes of a pen, and the same strokes as fabric.js holds them.

The live canvas keeps strokes; the edit canvas keeps fabric.js objects, which can be moved, scaled and
turned. What is drawn on one goes to the other through here.
"""

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Any

import numpy as np
import pydantic
from pydantic import Field, TypeAdapter

from mnist_ann.errors import Problem

MAX_POINTS = 5_000  # of all strokes together: twenty times across the canvas
FAR = 10_000  # pixels: beyond any canvas

Place = Annotated[float, Field(ge=-FAR, le=FAR, allow_inf_nan=False)]


@pydantic.dataclasses.dataclass(frozen=True)
class Stroke:
    """One stroke: its pen's width, and the (x, y) it passed, both in pixels of the canvas."""

    width: Annotated[float, Field(gt=0, le=FAR, allow_inf_nan=False)]
    points: Annotated[tuple[tuple[Place, Place], ...], Field(min_length=1)]

    def to_json(self):
        return {"width": self.width, "points": [list(point) for point in self.points]}


@dataclass(frozen=True)
class Drawing:
    """What is on a canvas: its Strokes. refused: why what the browser sent last is not among them."""

    strokes: tuple[Stroke, ...] = ()
    refused: str = ""


def read(strokes: Any) -> list[Stroke]:
    """Strokes from what a browser sent: a list of {"width", "points"}.

    Raises Problem if it is anything else, or too much.
    """
    try:
        found = STROKES.validate_python(strokes)
    except pydantic.ValidationError as error:
        raise Problem(NO_DRAWING) from error
    check_length(found)
    return found


def check_length(strokes: list[Stroke]) -> None:
    """Raises Problem if some Strokes have more points than are painted."""
    if sum(len(stroke.points) for stroke in strokes) > MAX_POINTS:
        raise Problem(
            "This drawing is too long to follow. Undo a stroke, or clear the canvas."
        )


STROKES = TypeAdapter(list[Stroke])
NO_DRAWING = "The canvas sent no drawing. Reload the page."


def to_fabric(stroke):
    """A stroke as a fabric.js path, as its pencil brush makes one: each point but the last steers a
    curve to the middle between it and the next."""
    points = [list(point) for point in stroke.points]
    path = [["M", *points[0]]]
    for point, following in pairwise(points):
        middle = [(a + b) / 2 for a, b in zip(point, following)]
        path.append(["Q", *point, *middle])
    # A line of no length isn't painted; this one is a dot.
    path.append(["L", points[-1][0] + 0.01 * (len(points) == 1), points[-1][1]])
    return {
        "type": "Path",
        "path": path,
        "stroke": "#ffffff",
        "strokeWidth": stroke.width,
        "strokeLineCap": "round",
        "strokeLineJoin": "round",
        "fill": None,
    }


def from_fabric(path):
    """The stroke of a fabric.js path, wherever it was moved, scaled or turned to.

    A pen that was scaled more along one side than along the other gets the mean width.
    Raises Problem for an object that is no such path.
    """
    try:
        return _from_fabric(path)
    except (TypeError, ValueError, KeyError, IndexError) as error:
        raise Problem(NO_DRAWING) from error


def _from_fabric(path):
    curves = np.array(_curve(path["path"]))
    low, high = curves.min(axis=0), curves.max(axis=0)
    scale = np.array([path.get("scaleX", 1), path.get("scaleY", 1)], float)
    mirror = np.array(
        [-1 if path.get(flip) else 1 for flip in ("flipX", "flipY")], float
    )
    turn = math.radians(path.get("angle", 0))
    turn = np.array(
        [[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]]
    )
    width = float(path["strokeWidth"])
    # `left` and `top` say where the object's origin is; its points turn about its centre.
    origin = np.array([ORIGIN[path["originX"]], ORIGIN[path["originY"]]])
    half = (high - low + width) * scale / 2
    centre = np.array([path["left"], path["top"]], float) - (origin * half) @ turn
    points = _steering(path["path"])
    moved = (np.array(points) - (low + high) / 2) * scale * mirror @ turn + centre
    moved = np.round(moved, 2)
    return Stroke(
        round(width * math.sqrt(abs(scale[0] * scale[1])), 2),
        tuple(map(tuple, moved.tolist())),
    )


# Where an object's origin is, from -1 at its left or top to 1 at its right or bottom.
ORIGIN = {"left": -1, "top": -1, "center": 0, "right": 1, "bottom": 1}


def _steering(path):
    """The points that a path was made of, without doubles."""
    points = [command[1:3] for command in path]
    kept = points[:1]
    for point in points[1:]:
        if math.dist(point, kept[-1]) > 0.05:  # the brush moves the ends by 0.001
            kept.append(point)
    return kept


def _curve(path):
    """Points along a path, close together, for its box."""
    points = [path[0][1:3]]
    for command in path[1:]:
        start, *rest = points[-1], command[1:3], command[3:5]
        if command[0] == "Q":
            t = np.linspace(0, 1, 9)[1:, None]
            start, control, end = (np.array(p, float) for p in (start, *rest))
            curve = (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end
            points += curve.tolist()
        else:
            points.append(command[1:3])
    return points
