"""A drawing as MNIST would have stored it: crop, straighten, fit the pen, scale, centre, divide by 255.

`digitize` keeps what each step needs to be shown, so that a page can show all of them. Each choice was
made by how many digits of other people two networks then read right (`benchmarks/drawings.py`).
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from PIL import Image

from mnist_ann.digitize.geometry import (
    box,
    centre_of_mass,
    distance_to_edge,
    grey,
    pen_width,
    sample,
    straightened,
)
from mnist_ann.digitize.ink import ink_of
from mnist_ann.errors import Problem
from mnist_ann.mnist import normalise

SIDE, BOX = 28, 20  # MNIST's images, and the box within them that the ink fits into
# In pixels of the 28 x 28, by measurement. The ink's solid part gets 18.5 of the box's 20 and its
# soft edge the rest: 92.3% of the drawings read by the article's network, against 90.6 with all 20.
INK = 18.5
# From 2.1 to 2.7 the two networks gain and lose 0.3 points against each other. Left as it was drawn,
# the article's network loses 2 points.
PEN = 2.3
# A line that is too thick is thinned half of the way: all of it takes from a small digit, drawn with a
# pen that is thick for it, 1.3 points with the drawing network.
THINNING = 0.5
# Half the slant is taken away: 0.3 to 0.9 points more for every network, 2 for the writers who are
# hardest to read. All of it is no better than half: the networks learned from slanted digits.
STRAIGHTEN = 0.5

FINE = 60  # pixels along the longer side while working; 80 and 100 read as well, 40 half a point worse
MARGIN = 12  # fine pixels around the ink, for a pen that grows
OPTIONAL = ("Crop", "Straighten", "Pen", "Scale", "Centre")
DOT = "This is only a dot, which could be the start of any digit. Draw the whole digit, and larger."


@dataclass(frozen=True, eq=False)
class Step:
    """One step of the way: its name, a sentence about it, its square picture, uint8 (side, side)."""

    name: str
    caption: str
    picture: np.ndarray


@dataclass(frozen=True, eq=False)
class Digitized:
    """image: float32 (28, 28), 0 to 1, ink bright, as a network reads it. way: how it came about; None
    if it came as 28 x 28 pixels."""

    image: np.ndarray
    way: "Way | None" = None

    @cached_property
    def steps(self) -> list[Step]:
        """The Steps of its way, made when somebody looks."""
        return self.way.steps() if self.way else []


def digitize(drawing: np.ndarray, without: Collection[str] = ()) -> Digitized:
    """What MNIST would have made of a drawing.

    drawing: uint8 (h, w) as `paint` returns it, ink bright on a dark ground; or (h, w, 3) or (h, w, 4):
    bright ink on a dark ground, ink of any colour on a transparent one, or dark ink on bright paper.
    without: names in OPTIONAL of steps to leave out, to see what they are for.
    Raises Problem if there is no ink, only a dot, hardly anything but ink, or no picture at all.
    """
    ink = ink_of(drawing)
    crop = _fine(ink if "Crop" in without else _cropped(ink))
    straight, degrees = straightened(crop, 0 if "Straighten" in without else STRAIGHTEN)
    outline = distance_to_edge(straight)
    pen = pen_width(outline)
    length = max(box(outline >= 0)[2:])
    if length < 2 * pen:  # of 7,714 digits by 41 people the roundest has 3.5
        raise Problem(DOT)
    # Grown by d on both sides, the ink is length + 2 d fine pixels long and INK pixels in the image,
    # so its pen is (pen + 2 d) INK / (length + 2 d): PEN for this d.
    grow = (PEN * length - INK * pen) / (INK - PEN) / 2
    grow = THINNING * grow if grow < 0 else min(grow, MARGIN - 1)
    if "Pen" in without:
        grow = 0.0
    penned = np.clip(outline + grow + 0.5, 0, 1)  # the edge is soft over one fine pixel
    top, left, height, width = box(penned >= 0.5)
    if "Crop" in without:  # what is scaled is all of the canvas
        top = left = MARGIN
        height, width = (side - 2 * MARGIN for side in penned.shape)
    longer = max(height, width) if "Crop" in without else length + 2 * grow
    scale = longer / (SIDE if "Scale" in without else INK)
    middle = (top + height / 2, left + width / 2)
    # Pixel (14, 14) holds the centre of mass: the mean over MNIST is (13.99, 14.01).
    if "Centre" in without:
        placed = sample(penned, middle, scale, SIDE, SIDE / 2)
    else:
        placed = sample(penned, centre_of_mass(penned), scale, SIDE, SIDE / 2 + 0.5)
    way = Way(
        ink, crop, straight, degrees, grow, penned, middle, scale, placed, {*without}
    )
    return Digitized(normalise(placed), way)


@dataclass(frozen=True, eq=False)
class Way:
    """What `digitize` found on the way, and what it left out. Places and lengths are in fine pixels."""

    ink: np.ndarray
    crop: np.ndarray
    straight: np.ndarray
    degrees: float
    grow: float
    penned: np.ndarray
    middle: tuple[float, float]
    scale: float
    placed: np.ndarray
    without: set[str]

    def steps(self) -> list[Step]:
        """Its Steps, each with its picture."""
        ink, degrees = self.ink, self.degrees
        leant = (
            f"It leant {abs(degrees):.0f}° to the {'right' if degrees > 0 else 'left'}"
        )
        steps = [
            Step(
                "Ink",
                f"Your drawing: {ink.shape[1]} × {ink.shape[0]} pixels, bright ink on a dark ground.",
                _thumbnail(ink),
            ),
            Step(
                "Crop",
                "Cut to the ink, so that it no longer matters where you drew.",
                _framed(self.crop),
            ),
            Step(
                "Straighten",
                f"{leant}: it is straightened by half of that."
                if abs(degrees) >= 1
                else "It stands upright already.",
                _framed(self.straight),
            ),
            Step(
                "Pen",
                f"{_change(self.grow)}: MNIST's pen is {PEN} pixels of the 28 wide.",
                _framed(self.penned),
            ),
            Step(
                "Scale",
                f"Scaled into {BOX} × {BOX} pixels. It keeps its shape, and its edges become soft.",
                sample(self.penned, self.middle, self.scale, BOX, BOX / 2),
            ),
            Step(
                "Centre",
                f"Placed in {SIDE} × {SIDE} pixels, its centre of mass in the middle. "
                "Divided by 255, each pixel is a number from 0 to 1.",
                self.placed,
            ),
        ]
        return [step for step in steps if step.name not in self.without]


def _cropped(ink):
    top, left, height, width = box(ink >= 128)
    return ink[top : top + height, left : left + width]


def _fine(crop):
    """The crop with FINE pixels along its longer side, float32 (h, w), 0 to 1, MARGIN around it."""
    scale = FINE / max(crop.shape)
    size = [max(1, round(side * scale)) for side in crop.shape[::-1]]
    fine = Image.fromarray(crop).resize(size, Image.Resampling.BILINEAR)
    fine = np.asarray(fine, np.float32) / 255
    # A line thinner than a fine pixel is faint now: all is brightened until its ridge is ink.
    ridge = np.percentile(fine[fine > 0.1 * fine.max()], 90)
    return np.pad(np.minimum(fine / ridge, 1), MARGIN)


def _change(grow):
    if abs(grow) < 0.25:  # fine pixels, of the 60
        return "The line stays as wide as it is"
    return f"The line is made {'thicker' if grow > 0 else 'thinner'}"


def _framed(ink):
    """A picture of working pixels, cut to the ink."""
    top, left, height, width = box(ink >= 0.5)
    return _square(grey(ink[top : top + height, left : left + width]))


def _square(picture):
    """The picture in the middle of a black square."""
    height, width = picture.shape
    side = max(height, width)
    square = np.zeros((side, side), np.uint8)
    top, left = (side - height) // 2, (side - width) // 2
    square[top : top + height, left : left + width] = picture
    return square


def _thumbnail(ink):
    """At most 280 pixels a side: a step is shown small, and a picture is sent for each stroke."""
    picture = Image.fromarray(_square(ink))
    picture.thumbnail((280, 280), Image.Resampling.BILINEAR)
    return np.asarray(picture)
