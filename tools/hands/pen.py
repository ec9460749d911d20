"""A skeleton, a few points a stroke, written by a hand: moved a little, slanted, with a pen of some width."""

import numpy as np
from scipy.interpolate import make_interp_spline

from mnist_ann.digitize import digitize
from tools.drawings import fit, paint

SIDE, LENGTH = (
    140,
    84,
)  # pixels of the canvas and of the longer side: digitize works with 60
MOVED = (0.01, 0.03)  # standard deviation of a point's place, as a share of the height
WIDTH = (0.6, 1.05)  # of the skeleton's
SLANT, TURN = (-7, 21), (-8, 8)  # degrees
# Of the height. Who draws small, or with a brush, fills the loops.
PEN, BRUSH, BRUSHES = (0.07, 0.15), (0.15, 0.24), 0.4
SLIM = 0.45  # of the width, the most that a pen may have: what is slimmer would be a line, and a one


def smooth(*points):
    """A curve through some points (x, y), floats (n, 2)."""
    points = np.array(points, float)
    if len(points) < 3:
        return points
    steps = np.linalg.norm(np.diff(points, axis=0), axis=1)
    at = np.concatenate([[0], np.cumsum(np.maximum(steps, 1e-3))])
    curve = make_interp_spline(at, points, k=min(3, len(points) - 1))
    return curve(np.linspace(0, at[-1], 6 * len(points)))


def written(skeleton, random, brushes=BRUSHES, ruled=0.0):
    """An image as `digitize` makes it, uint8 (28, 28), of a skeleton in a hand of its own.

    skeleton: strokes, each a list of pieces; a piece is a list of points (x, y), y down, which a curve
    goes through, and where a piece ends and the next begins there may be a corner. brushes: the share
    that is written with a brush. ruled: the share that is drawn as with a ruler, upright and with nothing
    moved. Raises Problem if nothing is left to see.
    """
    points = np.concatenate([np.array(p, float) for s in skeleton for p in s])
    height = max(float(np.ptp(points[:, 1])), 1e-3)
    moved = random.uniform(*MOVED) * height
    steady = ruled > 0 and random.random() < ruled
    if steady:
        moved = 0
    strokes = [_stroke(stroke, moved, random) for stroke in skeleton]
    turn = np.radians(random.uniform(*TURN))
    slant = np.tan(np.radians(random.uniform(*SLANT)))
    width = random.uniform(*WIDTH)
    hand = np.array([[width, 0], [-slant, 1]])
    hand = hand @ [[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]
    if steady:
        hand = np.eye(2)
    pen = random.uniform(*(BRUSH if random.random() < brushes else PEN))
    strokes = fit([stroke @ hand for stroke in strokes], LENGTH, SIDE / 2)
    wide, tall = np.ptp(np.concatenate(strokes), axis=0)
    return image_of(paint(strokes, SIDE, max(min(pen * tall, SLIM * wide), 3)))


def image_of(canvas):
    """What `digitize` makes of a canvas, uint8 (28, 28)."""
    return np.round(digitize(canvas).image * 255).astype(np.uint8)


def _stroke(pieces, moved, random):
    """The points of a stroke, each moved; where two pieces meet, they stay together."""
    curves, last = [], None
    for piece in pieces:
        points = np.array(piece, float)
        points += random.normal(0, moved, points.shape)
        if last is not None:
            points[0] = last
        last = points[-1]
        curves.append(smooth(*points))
    return np.concatenate(curves)
