"""Digits that people really drew, painted on a canvas as the browser paints them.

The strokes are in `tests/data`; the README there says whose they are. So are doodles, which are no digits.
"""

import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mnist_ann.digitize import painter
from mnist_ann.digitize.painter import SIDE
from mnist_ann.digitize.strokes import Stroke

DATA = Path(__file__).parents[1] / "tests" / "data"
DRAWINGS, DOODLES = DATA / "drawings_dev.npz", DATA / "doodles_dev.npz"


@dataclass(frozen=True)
class Condition:
    """How someone may draw: side of the canvas and width of the pen in pixels, the digit's longer
    side as a share of the canvas, and whether it may stand anywhere or about the middle."""

    canvas: int
    pen: tuple
    share: tuple
    anywhere: bool


CONDITIONS = {
    "usual": Condition(280, (16, 20), (0.55, 0.75), False),
    "thin": Condition(280, (12, 12), (0.60, 0.85), True),
    "thick": Condition(280, (22, 22), (0.45, 0.65), True),
    "small": Condition(280, (14, 18), (0.22, 0.32), True),
    "large": Condition(280, (14, 22), (0.88, 0.97), False),
    "big canvas": Condition(400, (14, 22), (0.35, 0.75), True),
}


class Drawings:
    """The drawings of digits. `labels`, `writers` and `sources` (names of sets) have one entry each.

    letters: the other drawings instead; their labels are the characters. Doodles are all of that kind, and
    their labels say what they show.
    """

    def __init__(self, path=DRAWINGS, letters=False):
        with np.load(path) as file:
            arrays = {name: file[name] for name in file.files}
        self._arrays = arrays
        self._index = np.flatnonzero((arrays["label"] < 10) != letters)
        self.labels = arrays["character" if letters else "label"][self._index]
        self.writers = arrays["writer"][self._index]
        self.sources = arrays["source_name"][arrays["source"][self._index]]

    def __len__(self):
        return len(self._index)

    def strokes(self, i):
        """The strokes of a drawing, each floats (n, 2): x and y, 0 to 2000, y downwards."""
        points, starts = self._arrays["points"], self._arrays["stroke_start"]
        first, end = self._arrays["drawing_start"][self._index[i] :][:2]
        return [
            points[starts[stroke] : starts[stroke + 1]].astype(float)
            for stroke in range(first, end)
        ]

    def canvas(self, i, condition):
        """A drawing as the canvas paints it under a condition, uint8 (h, w)."""
        return paint(*self.placed(i, condition))

    def placed(self, i, condition):
        """A drawing under a condition: (its strokes, the canvas's side, the pen's width). Pen, size and
        place are drawn from the drawing and the condition, so that they are the same each time."""
        chosen, strokes = CONDITIONS[condition], self.strokes(i)
        random = np.random.default_rng(zlib.crc32(f"{condition} {i}".encode()))
        side, pen = chosen.canvas, random.uniform(*chosen.pen)
        share = min(random.uniform(*chosen.share), (side - pen - 2) / side)
        points = np.concatenate(strokes)
        extent = points.max(axis=0) - points.min(axis=0)
        room = np.maximum(side - extent / extent.max() * share * side - pen - 2, 0) / 2
        if not chosen.anywhere:
            room = np.minimum(room, 0.08 * side)
        centre = side / 2 + random.uniform(-1, 1, 2) * room
        return fit(strokes, share * side, centre), side, pen


def fit(strokes, length, centre):
    """Strokes scaled so that the longer side of their box is `length` and its centre at `centre`."""
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    scale = length / max((high - low).max(), 1e-6)
    return [(stroke - (low + high) / 2) * scale + centre for stroke in strokes]


def paint(strokes, side=SIDE, pen=18):
    """Strokes, each floats (n, 2), as the canvas paints them with one pen: uint8 (side, side)."""
    return painter.paint(pens(strokes, pen), side)


def pens(strokes, pen=18):
    """Strokes, each floats (n, 2), as the live canvas sends them: a list of Stroke."""
    return [Stroke(pen, tuple(map(tuple, stroke.tolist()))) for stroke in strokes]
