"""Every choice that determines a run. The same recipe gives the same numbers.

`CHOICES` is the one table of what can be chosen: the page's widgets, the command line, the check and
its message are all made from it.
"""

import dataclasses
import json
import math
from dataclasses import dataclass

from mnist_ann.errors import Problem

MAX_HIDDEN = 4
MAX_UNITS = 1_024
INPUTS, DIGITS = 784, 10


@dataclass(frozen=True)
class Number:
    """A number that can be chosen: what it is called, from where to where, what it does."""

    label: str
    least: float
    most: float
    help: str
    whole: bool = True
    above: bool = False  # `least` itself is too small

    def check(self, value, article):
        kind = int if self.whole else (int, float)
        fits = (
            isinstance(value, kind)
            and not isinstance(value, bool)
            and math.isfinite(value)
        )
        if fits:
            fits = (
                self.least < value if self.above else self.least <= value
            ) and value <= self.most
        if not fits:
            low = f"above {self.least:g}" if self.above else f"at least {self.least:,g}"
            number = "a whole number, " if self.whole else ""
            raise Problem(
                f"The {self.label.lower()} must be {number}{low} and at most {self.most:,.15g}; "
                f"{_given(value)} was given. The article uses {article:g}."
            )


@dataclass(frozen=True)
class Option:
    """A choice among names."""

    label: str
    options: tuple
    help: str

    def check(self, value, article):
        if value not in self.options:
            raise Problem(
                f"The {self.label.lower()} must be one of {', '.join(self.options)}; "
                f"{_given(value)} was given. The article uses {article}."
            )


@dataclass(frozen=True)
class Layers:
    """How many units each hidden layer has."""

    label: str
    help: str

    def check(self, value, article):
        fits = len(value) <= MAX_HIDDEN and all(
            type(units) is int and 1 <= units <= MAX_UNITS for units in value
        )
        if not fits:
            raise Problem(
                f"A network here has 0 to {MAX_HIDDEN} hidden layers of 1 to {MAX_UNITS:,} units; "
                f"{_given(', '.join(map(str, value)))} was given. The article uses 300, 100."
            )


CHOICES = {
    "hidden": Layers(
        "Hidden layers", "Units in each hidden layer, first to last, such as 300, 100."
    ),
    "activation": Option(
        "Activation", ("relu", "tanh", "sigmoid"), "What a hidden unit does with its sum."
    ),
    "optimizer": Option(
        "Optimizer", ("sgd", "momentum", "adam"), "How gradients become changes of the weights."
    ),
    "learning_rate": Number(
        "Learning rate", 0, 10,
        "How far each update moves the weights. Too small learns slowly, too large never settles.",
        whole=False, above=True,
    ),
    "schedule": Option(
        "Schedule", ("constant", "cosine"),
        "Whether the learning rate stays, or falls to zero along a cosine over the epochs.",
    ),
    "batch_size": Number(
        "Batch size", 1, 4_096, "How many images are looked at before each update."
    ),
    "epochs": Number(
        "Epochs", 1, 200, "How many times training goes through all training images."
    ),
    "seed": Number(
        "Seed", 0, 2**31 - 1,
        "Where the random numbers start: the first weights and the order of the images.",
    ),
    "shift": Number(
        "Shift", 0, 8, "Each image is moved by up to so many pixels, anew each epoch.", whole=False
    ),
    "turn": Number(
        "Turn", 0, 45, "Each image is turned by up to so many degrees, anew each epoch.", whole=False
    ),
    "zoom": Number(
        "Zoom", 0, 0.5, "Each image is stretched by up to this share, anew each epoch.", whole=False
    ),
    "slant": Number(
        "Slant", 0, 0.5,
        "Each image leans by up to this many pixels a row, anew each epoch.", whole=False,
    ),
    "elastic": Number(
        "Elastic", 0, 2,
        "Each image is bent, its parts pulled by about this many pixels, anew each epoch.",
        whole=False,
    ),
    "styles": Number(
        "Styles", 0, 1,
        "This share of the ones, sevens, zeros, nines and fours is written in a style that MNIST "
        "lacks, such as a crossed seven.", whole=False,
    ),
    "redrawn": Number(
        "Redrawn", 0, 1,
        "This share of the images is treated as a drawing on the canvas would be.", whole=False,
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Layer:
    """A row of a network's summary: what it is, how many numbers leave it, its parameters."""

    layer: str
    units: int
    parameters: int


@dataclass(frozen=True)
class Recipe:
    """All choices of a run; the defaults are the article's. Raises Problem if one is impossible."""

    hidden: tuple = (300, 100)
    activation: str = "relu"
    optimizer: str = "sgd"
    learning_rate: float = 0.01
    schedule: str = "constant"
    batch_size: int = 32
    epochs: int = 30
    seed: int = 42
    shift: float = 0.0
    turn: float = 0.0
    zoom: float = 0.0
    slant: float = 0.0
    elastic: float = 0.0
    styles: float = 0.0
    redrawn: float = 0.0

    def __post_init__(self):
        if isinstance(self.hidden, (list, tuple)):
            object.__setattr__(self, "hidden", tuple(self.hidden))
        else:
            object.__setattr__(self, "hidden", (self.hidden,))
        for name, choice in CHOICES.items():
            choice.check(getattr(self, name), _DEFAULTS[name])

    @property
    def sizes(self):
        """Units of every layer, inputs first: (784, 300, 100, 10)."""
        return (INPUTS, *self.hidden, DIGITS)

    @property
    def parameters(self):
        """Weights and biases of the network: 266,610 for the article's."""
        return sum(row.parameters for row in self.summary())

    def summary(self):
        """The layers as Keras's model.summary() lists them: a list of Layer."""
        names = [self.activation] * len(self.hidden) + ["softmax"]
        rows = [Layer("Flatten", INPUTS, 0)]
        for inputs, units, name in zip(self.sizes, self.sizes[1:], names):
            rows.append(Layer(f"Dense, {name}", units, (inputs + 1) * units))
        return rows

    @property
    def warps(self):
        """Whether training images are warped."""
        return any((self.shift, self.turn, self.zoom, self.slant, self.elastic))

    def updates(self, images):
        """Updates an epoch; the last, smaller batch counts too. images: how many there are."""
        return -(-images // self.batch_size)

    def learning_rate_at(self, epoch):
        """The learning rate during an epoch, counted from 1.

        Cosine annealing after Loshchilov and Hutter (2017), one step an epoch.
        """
        if self.schedule == "constant":
            return self.learning_rate
        return (
            self.learning_rate * (1 + math.cos(math.pi * (epoch - 1) / self.epochs)) / 2
        )

    def to_json(self):
        return json.dumps(dataclasses.asdict(self))

    @classmethod
    def from_json(cls, text):
        """Raises Problem for text that is no recipe, and for choices that don't exist."""
        try:
            choices = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise Problem("This recipe isn't valid JSON.") from error
        if not isinstance(choices, dict):
            raise Problem('A recipe is a JSON object, such as {"epochs": 10}.')
        for name in choices:
            if name not in CHOICES:
                raise Problem(
                    f"A recipe has no choice {_given(name)}; it has {', '.join(CHOICES)}."
                )
        return cls(**choices)

    @classmethod
    def read_hidden(cls, text):
        """The hidden layers that a person typed: "300, 100" -> (300, 100); "" -> ()."""
        try:
            return tuple(int(part) for part in text.replace(",", " ").split())
        except ValueError as error:
            raise Problem(
                "Hidden layers are whole numbers of units separated by commas, such as 300, 100; "
                f"{_given(text)} was given."
            ) from error


_DEFAULTS = {item.name: item.default for item in dataclasses.fields(Recipe)}


def _given(value):
    """A value as it appears in a message: short, and plain for a number."""
    if isinstance(value, float):
        return f"{value:g}"
    text = str(value)
    return (text if len(text) <= 40 else text[:40] + "…") or "nothing"
