"""Points with two features: the problems that the story sets its perceptrons and small networks.

Each is one function that draws points by a seed, the same points every time.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mnist_ann.errors import Problem

EDGE = 3  # the plane of the drawn problems goes from -3 to 3 in both directions
MOST_POINTS = 300
LONGEST = 14 * MOST_POINTS  # of a text with so many points


@dataclass(frozen=True, eq=False)
class Points:
    """n points. inputs: float64 (n, 2), what a network receives. labels: uint8 (n,), the classes."""

    inputs: np.ndarray
    labels: np.ndarray

    def __post_init__(self):
        for name, kind, shape in (
            ("inputs", np.float64, (-1, 2)),
            ("labels", np.uint8, -1),
        ):
            array = np.array(getattr(self, name), kind).reshape(shape)
            array.setflags(write=False)
            object.__setattr__(self, name, array)

    def __len__(self):
        return len(self.labels)

    def to_text(self):
        """The points as part of an address, in hundredths: class 1 at (-0.5, 2) is 1_-50_200.

        >>> Points([[-0.5, 2], [1, 1]], [1, 0]).to_text()
        '1_-50_200.0_100_100'
        """
        hundredths = np.rint(100 * self.inputs).astype(int)
        return ".".join(f"{c}_{x}_{y}" for c, (x, y) in zip(self.labels, hundredths))

    @classmethod
    def from_text(cls, text):
        """What `to_text` wrote. Raises Problem for anything else, and for too many points."""
        if not text:
            return cls(np.empty((0, 2)), np.empty(0, int))
        parts = text.split(".", MOST_POINTS + 1)
        if len(text) > LONGEST or len(parts) > MOST_POINTS:
            raise Problem(f"At most {MOST_POINTS} points fit into an address.")
        try:
            rows = [[int(number) for number in part.split("_")] for part in parts]
            classes, across, up = zip(*rows, strict=True)
        except ValueError as error:
            raise _unreadable() from error
        outside = max(map(abs, across + up)) > 100 * EDGE
        if outside or not set(classes) <= {0, 1}:
            raise _unreadable()
        return cls(np.column_stack([across, up]) / 100, np.array(classes))


def _unreadable():
    return Problem(
        "The points in this address can't be read; it may have been cut short. "
        "Choose a problem to start anew."
    )


@dataclass(frozen=True)
class Axis:
    """What an input means: input = (value - centre) / scale; inputs near 0 learn faster.

    `low`, `high` and `step`, of the axis, are in the unit, as the values and `centre` are.
    """

    name: str
    unit: str = ""
    centre: float = 0
    scale: float = 1
    low: float = -EDGE
    high: float = EDGE
    step: float = 1


PLANE = Axis("x₁"), Axis("x₂")
BODY = (
    Axis("height", "cm", 190, 10, 140, 300, 40),
    Axis("weight", "kg", 95, 10, 30, 180, 30),
)

# (mean, standard deviation) of height in cm and of weight in kg.
# Humans: means of United States adults, National Center for Health Statistics, Series 3, No. 39
# (2016), measured from 2011 to 2014; the spread of height from the percentiles in National Health
# Statistics Reports, No. 10 (2008): women 63.8 in at 50%, 68.2 at 95%; men 69.4 at 50%, 71.5 at
# 75%; the spread of weight from women's 207 lb at 85% and 250 lb at 95%, taken for both.
# Ostriches: mean weights of Struthio camelus massaicus, weights of the species from 63 to 145 kg,
# height of males 2.1 to 2.8 m and of females 1.7 to 2.0 m, as collected in Wikipedia, "Common
# ostrich". Only ranges are published there: the mean height is their middle and each standard
# deviation a quarter of the range.
BODIES = {
    "human": (((175.9, 7.9), (88.8, 20)), ((161.9, 6.8), (76.4, 20))),
    "ostrich": (((245, 17.5), (115, 20)), ((185, 7.5), (100, 20))),
}
HUMAN_CORRELATION = 0.4  # tall people weigh more; our choice, near what surveys find


def animals(each, seed):
    """Adult humans (class 0) and ostriches (class 1) by height and weight, as inputs of BODY.

    each: how many of each, taking turns, half of them female.
    """
    rng = np.random.default_rng(seed)
    values = []
    for index in range(2 * each):
        kind = ("human", "ostrich")[index % 2]
        (height, spread), (weight, weight_spread) = BODIES[kind][index // 2 % 2]
        z = rng.normal(size=2)
        if kind == "human":
            z[1] = HUMAN_CORRELATION * z[0] + math.sqrt(1 - HUMAN_CORRELATION**2) * z[1]
        values.append(
            (height + spread * z[0], _log_normal(weight, weight_spread, z[1]))
        )
    centre, scale = zip(*((axis.centre, axis.scale) for axis in BODY))
    return Points((np.array(values) - centre) / scale, np.arange(2 * each) % 2)


def _log_normal(mean, deviation, z):
    """A weight: some adults weigh twice as much as most, none half as much. z: standard normal."""
    variance = math.log(1 + (deviation / mean) ** 2)
    return math.exp(math.log(mean) - variance / 2 + math.sqrt(variance) * z)


def three_groups(each, seed):
    """Three round groups, classes 0, 1 and 2; a line can part each from the other two."""
    rng = np.random.default_rng(seed)
    labels = np.arange(3 * each) % 3
    angles = np.radians(90 + 120 * labels)
    centres = 1.7 * np.column_stack([np.cos(angles), np.sin(angles)])
    return Points(centres + rng.uniform(-0.75, 0.75, (len(labels), 2)), labels)


def ring(n, seed):
    """A disc (class 1) inside a ring (class 0). No line can part them, a circle can."""
    rng = np.random.default_rng(seed)
    labels = np.arange(n) % 2
    radius = np.where(
        labels == 1, np.sqrt(rng.uniform(size=n)), rng.uniform(1.8, 2.6, n)
    )
    return Points(_around(radius, rng.uniform(0, 2 * np.pi, n)), labels)


def xor(n, seed):
    """Four groups in the corners of a square, opposite corners of one class: "one or the other,
    but not both". The best line is right on three of the four corners, 75%."""
    rng = np.random.default_rng(seed)
    corner = np.arange(n) % 4
    centres = 1.6 * np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]])[corner]
    return Points(centres + rng.uniform(-0.7, 0.7, (n, 2)), corner % 2)


def moons(n, seed, noise=0.18):
    """Two half-moons that reach into each other. noise: standard deviation of a point's place."""
    rng = np.random.default_rng(seed)
    labels = np.arange(n) % 2
    moon = _around(1.5, rng.uniform(0, np.pi, n))
    turned = np.where(labels[:, None] == 0, moon, [1.5, 0.75] - moon)
    middle = [0.75, 0.375]
    places = turned - middle + rng.normal(0, noise, (n, 2))
    return Points(places.clip(-EDGE, EDGE), labels)


def spiral(n, seed):
    """Two arms wound around each other, one and a third turns each."""
    rng = np.random.default_rng(seed)
    labels = np.arange(n) % 2
    along = np.sqrt(rng.uniform(0.02, 1, n))
    angle = along * 2 * np.pi * 4 / 3 + np.pi * labels
    places = _around(2.6 * along, angle) + rng.normal(0, 0.08, (n, 2))
    return Points(places.clip(-EDGE, EDGE), labels)


def _around(radius, angle):
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


def few(n, seed):
    """The half-moons, so blurred that they overlap: the pattern is there, and much chance."""
    return moons(n, seed, noise=0.5)


@dataclass(frozen=True)
class Source:
    """A problem that can be chosen: its title, the function that draws it, how many points."""

    title: str
    function: Callable[..., Points]
    count: int = 160

    def points(self, noise=0.0):
        """The points to learn from, always the same. noise: how far chance moves each of them besides,
        the standard deviation in both directions."""
        return _moved(self.function(self.count, seed=1), noise, seed=1)

    def fresh(self, count=1_000, noise=0.0):
        """Other points of the same kind, which nothing learned from."""
        return _moved(self.function(count, seed=2), noise, seed=2)


def _moved(points, noise, seed):
    # The same directions for any noise: more of it moves each point farther along its own.
    shifts = np.random.default_rng((seed, 1)).normal(size=points.inputs.shape)
    return Points((points.inputs + noise * shifts).clip(-EDGE, EDGE), points.labels)


MOST_NOISE = 1.0
SOURCES = {
    "xor": Source("XOR corners", xor),
    "ring": Source("Ring in a ring", ring),
    "moons": Source("Two moons", moons),
    "spiral": Source("Spiral", spiral),
}
FEW = Source("A few blurred points", few, 20)
