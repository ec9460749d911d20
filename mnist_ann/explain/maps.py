"""Each layer's activations as a map: every image a point, seen from where they spread out most.

Principal component analysis, Pearson (1901): of all flat views of a cloud of points, the one that
keeps the most of its spread.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Axes:
    """A view of a cloud of points with n numbers each.

    middle: float32 (n,), the cloud's mean. directions: float32 (n, 2), of length 1 and at right
    angles. shares: floats (2,), the share of the whole spread along each, 0 to 1.
    """

    middle: np.ndarray
    directions: np.ndarray
    shares: tuple

    def place(self, points):
        """Where points (m, n) lie on the map: float32 (m, 2)."""
        return (points - self.middle) @ self.directions


def fit(points):
    """The Axes along which points spread most. points: float32 (m, n), n at least 2.

    An axis and its opposite are the same; the one is taken whose largest number is above 0.
    """
    middle = points.mean(axis=0)
    centred = (points - middle).astype(float)
    spread, directions = np.linalg.eigh(centred.T @ centred)  # ascending
    directions = directions[:, :-3:-1]
    largest = directions[np.abs(directions).argmax(axis=0), [0, 1]]
    directions = (directions * np.sign(largest)).astype(np.float32)
    total = max(spread.sum(), 1e-12)  # all points in one place spread nowhere
    return Axes(middle, directions, tuple(float(s / total) for s in spread[:-3:-1]))


def nearest_and_farthest(positions, labels):
    """((digit, digit), (digit, digit)): whose centres on the map are nearest and farthest."""
    centres = np.stack([positions[labels == digit].mean(axis=0) for digit in range(10)])
    distances = np.linalg.norm(centres[:, None] - centres, axis=2)
    one, other = np.triu_indices(10, 1)
    order = np.argsort(distances[one, other])
    return tuple((int(one[i]), int(other[i])) for i in (order[0], order[-1]))
