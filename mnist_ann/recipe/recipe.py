"""Every choice that determines a run. The same recipe gives the same numbers.

`CHOICES` is the one table of what can be chosen: the page's widgets, the command line, the check, its
message and the sentence that describes a recipe are all made from it.
"""

import dataclasses
import json
import math
from dataclasses import dataclass

from mnist_ann.errors import Problem

MAX_HIDDEN = 4
MAX_UNITS = 1_024
INPUTS, DIGITS = 784, 10
EVERY_IMAGE = 55_000
ADDED = 10  # epochs that a trained network is trained further, unless told otherwise

# The groups that a page shows the choices in.
FIRST, UNITS, OVERFITTING, IMAGES, WARPS, CHANCE = GROUPS = (
    "The first choices", "Units and optimizer", "Against overfitting", "The images", "Warps",
    "Chance",
)  # fmt: skip


def called(label):
    """The label of a choice within a sentence: "learning rate", but "L2"."""
    return label if label.isupper() else label.lower()


@dataclass(frozen=True)
class Number:
    """A number that can be chosen: what it is called, from where to where, what it does.

    words: how a recipe's sentence names a value, such as "batches of {:,}". group: of choices that
    belong together. step: how far a click on plus or minus goes.
    """

    label: str
    least: float
    most: float
    help: str
    words: str
    group: str
    step: float = 1
    whole: bool = True
    above: bool = False  # `least` itself is too small

    def read(self, given):
        """The value that a person typed, such as "0.1", or that a widget for numbers holds."""
        try:
            value = float(given)
        except (TypeError, ValueError):
            return given  # the check says what is wrong with it
        return int(value) if self.whole and value.is_integer() else value

    def write(self, value):
        """What a widget holds for a value: itself, as the one kind of number that it takes."""
        return int(value) if self.whole else float(value)

    def check(self, value, article):
        kind = int if self.whole else (int, float)
        given = (
            repr(value) if self.whole and isinstance(value, float) else _given(value)
        )
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
                f"The {called(self.label)} must be {number}{low} and at most {self.most:,.15g}; "
                f"{given} was given. The article uses {article:g}."
            )


@dataclass(frozen=True)
class Option:
    """A choice among names."""

    label: str
    options: tuple
    help: str
    words: str
    group: str

    def read(self, text):
        return text

    def write(self, value):
        return value

    def check(self, value, article):
        if value not in self.options:
            raise Problem(
                f"The {called(self.label)} must be one of {', '.join(self.options)}; "
                f"{_given(value)} was given. The article uses {article}."
            )


@dataclass(frozen=True)
class Layers:
    """How many units each hidden layer has."""

    label: str
    help: str
    words: str
    group: str

    def write(self, value):
        """The text that `read` reads: (300, 100) -> "300, 100"."""
        return ", ".join(map(str, value))

    def read(self, text):
        """The hidden layers that a person typed: "300, 100" -> (300, 100); "" -> ()."""
        try:
            return tuple(int(part) for part in text.replace(",", " ").split())
        except ValueError as error:
            raise Problem(
                "Hidden layers are whole numbers of units separated by commas, such as 300, 100; "
                f"{_given(text)} was given."
            ) from error

    def check(self, value, article):
        fits = len(value) <= MAX_HIDDEN and all(
            type(units) is int and 1 <= units <= MAX_UNITS for units in value
        )
        if not fits:
            raise Problem(
                f"A network here has 0 to {MAX_HIDDEN} hidden layers of 1 to {MAX_UNITS:,} units; "
                f"{_given(', '.join(map(str, value)))} was given. The article uses 300, 100."
            )


@dataclass(frozen=True)
class Changes:
    """Learning rates that were set while a run trained: pairs of the first epoch and the rate."""

    label: str
    help: str
    words: str
    group: str

    def write(self, value):
        """The text that `read` reads: ((5, 0.001),) -> "5: 0.001"."""
        return ", ".join(f"{epoch}: {rate!r}" for epoch, rate in value)

    def read(self, text):
        """What a person typed: "5: 0.001, 8: 0.0001" -> ((5, 0.001), (8, 0.0001))."""
        try:
            pairs = [part.split(":") for part in text.split(",") if part.strip()]
            return tuple((int(epoch), float(rate)) for epoch, rate in pairs)
        except ValueError as error:
            raise Problem(
                f"Changes of the learning rate look like 5: 0.001; {_given(text)} was given."
            ) from error

    def check(self, value, article):
        try:
            pairs = [(epoch, rate) for epoch, rate in value]
        except (TypeError, ValueError) as error:
            raise Problem(
                "Changes of the learning rate are pairs of an epoch and a rate, such as "
                f"[[5, 0.001]]; {_given(value)} was given."
            ) from error
        for epoch, rate in pairs:
            CHOICES["epochs"].check(epoch, _DEFAULTS["epochs"])
            CHOICES["learning_rate"].check(rate, _DEFAULTS["learning_rate"])
        epochs = [epoch for epoch, _ in pairs]
        if epochs != sorted(set(epochs)) or len(epochs) > CHOICES["epochs"].most:
            raise Problem(
                "Changes of the learning rate come in the order of their epochs, one an epoch."
            )


CHOICES = {
    "hidden": Layers(
        "Hidden layers", "Units in each hidden layer, first to last, such as 300, 100.",
        "hidden layers of {}", group=FIRST,
    ),
    "activation": Option(
        "Activation", ("relu", "tanh", "sigmoid"), "What a hidden unit does with its sum.",
        "{} units", group=UNITS,
    ),
    "optimizer": Option(
        "Optimizer", ("sgd", "momentum", "adam", "adamw"),
        "How gradients become changes of the weights.", "{}", group=UNITS,
    ),
    "learning_rate": Number(
        "Learning rate", 0, 10,
        "How far each update moves the weights. Too small learns slowly, too large never settles.",
        "learning rate {:g}", group=FIRST, step=0.01, whole=False, above=True,
    ),
    "schedule": Option(
        "Schedule", ("constant", "cosine"),
        "Whether the learning rate stays, or falls to zero along a cosine over the epochs.",
        "{} schedule", group=UNITS,
    ),
    "batch_size": Number(
        "Batch size", 1, 4_096, "How many images are looked at before each update.",
        "batches of {:,}", group=FIRST,
    ),
    "epochs": Number(
        "Epochs", 1, 200, "How many times training goes through all training images.",
        "{:,} epochs", group=FIRST,
    ),
    "dropout": Number(
        "Dropout", 0, 0.9,
        "This share of the outputs of each hidden layer is set to 0, others in each update. Off when "
        "the network is used.", "dropout {:g}", group=OVERFITTING, step=0.1, whole=False,
    ),
    "l2": Number(
        "L2", 0, 1,
        "So much for each squared weight is added to the loss, which keeps weights small.",
        "L2 {:g}", group=OVERFITTING, step=0.0001, whole=False,
    ),
    "patience": Number(
        "Early stopping", 0, 200,
        "Training ends after so many epochs without a better validation loss. 0: never early.",
        "stops after {:,} epochs without a better validation loss", group=OVERFITTING,
    ),
    "images": Number(
        "Training images", 10, EVERY_IMAGE,
        "The network learns from the first so many of the 55,000 training images.",
        "{:,} training images", group=IMAGES, step=1000,
    ),
    "label_noise": Number(
        "Wrong labels", 0, 1,
        "This share of the training images gets a wrong label, any of the nine others.",
        "a share of {:g} of the labels wrong", group=IMAGES, step=0.1, whole=False,
    ),
    "pixels": Option(
        "Pixels", ("0 to 1", "0 to 255"),
        "Whether pixel values are divided by 255 before they enter the network.",
        "pixels from {}", group=IMAGES,
    ),
    "seed": Number(
        "Seed", 0, 2**31 - 1,
        "Where the random numbers start: the first weights and the order of the images.",
        "seed {}", group=CHANCE,
    ),
    "start": Option(
        "First weights", ("by seed", "the same"),
        "Drawn anew for each seed, or the same ones, those of seed 42, whatever the seed.",
        "first weights {}", group=CHANCE,
    ),
    "rates": Changes(
        "Changes", "Learning rates that take over while it trains, such as 5: 0.001 from epoch 5 on.",
        "then learning rate {}", group=UNITS,
    ),
    "shift": Number(
        "Shift", 0, 8, "Each image is moved by up to so many pixels, anew each epoch.",
        "shifted by up to {:g} pixels", group=WARPS, step=0.5, whole=False,
    ),
    "turn": Number(
        "Turn", 0, 45, "Each image is turned by up to so many degrees, anew each epoch.",
        "turned by up to {:g}°", group=WARPS, step=5, whole=False,
    ),
    "zoom": Number(
        "Zoom", 0, 0.5, "Each image is stretched by up to this share, anew each epoch.",
        "stretched by up to {:.0%}", group=WARPS, step=0.05, whole=False,
    ),
    "slant": Number(
        "Slant", 0, 0.5, "Each image leans by up to this many pixels a row, anew each epoch.",
        "slanted by up to {:g}", group=WARPS, step=0.05, whole=False,
    ),
    "elastic": Number(
        "Elastic", 0, 2,
        "Each image is bent, its parts pulled by about this many pixels, anew each epoch.",
        "bent by about {:g} pixels", group=WARPS, step=0.1, whole=False,
    ),
    "styles": Number(
        "Styles", 0, 1,
        "Of every second one, seven, zero, nine and four, this share is written in a style that MNIST "
        "lacks, such as a crossed seven, in each epoch anew.", "other writing styles {:.0%}",
        group=WARPS, step=0.1, whole=False,
    ),
    "redrawn": Number(
        "Redrawn", 0, 1,
        "Of every second image, this share is treated as a drawing on the canvas would be, in each "
        "epoch anew.", "redrawn {:.0%}", group=WARPS, step=0.1, whole=False,
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
    dropout: float = 0.0
    l2: float = 0.0
    patience: int = 0
    images: int = EVERY_IMAGE
    label_noise: float = 0.0
    pixels: str = "0 to 1"
    seed: int = 42
    start: str = "by seed"
    rates: tuple = ()
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
        if isinstance(self.rates, (list, tuple)):
            pairs = [tuple(p) if isinstance(p, list) else p for p in self.rates]
            object.__setattr__(self, "rates", tuple(pairs))
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

    @property
    def shape(self):
        """A recipe that is equal for all whose epochs are compiled as one: what else they choose
        doesn't change the computation, only its numbers."""
        return Recipe(
            hidden=self.hidden,
            activation=self.activation,
            optimizer=self.optimizer,
            batch_size=self.batch_size,
            images=self.images,
            pixels=self.pixels,
            dropout=0.5 if self.dropout else 0.0,
            l2=0.5 if self.l2 else 0.0,
            shift=float(self.warps),
        )

    def updates(self, images):
        """Updates an epoch; the last, smaller batch counts too. images: how many there are."""
        return -(-images // self.batch_size)

    def learning_rate_at(self, epoch):
        """The learning rate during an epoch, counted from 1.

        Cosine annealing after Loshchilov and Hutter (2017), one step an epoch.
        """
        rate = self.learning_rate
        for first, changed in self.rates:
            rate = changed if first <= epoch else rate
        if self.schedule == "constant":
            return rate
        return rate * (1 + math.cos(math.pi * (epoch - 1) / self.epochs)) / 2

    def changed_at(self, epoch, rate):
        """This recipe with another learning rate from an epoch on."""
        before = [pair for pair in self.rates if pair[0] < epoch]
        return dataclasses.replace(self, rates=(*before, (epoch, rate)))

    def further(self, epoch):
        """A recipe that trains a network of this one further, from after an epoch on: for ADDED epochs,
        at the learning rate that it had reached. A cosine falls anew, from where it began."""
        falls = self.schedule == "cosine"
        rate = self.learning_rate if falls else self.learning_rate_at(epoch)
        return dataclasses.replace(self, learning_rate=rate, rates=(), epochs=ADDED)

    @property
    def differences(self):
        """{choice: value} of what differs from the article's recipe; {} for the article's."""
        return {
            name: value
            for name, value in dataclasses.asdict(self).items()
            if value != _DEFAULTS[name]
        }

    def in_words(self, names=None):
        """The recipe in a sentence. names: of the choices to tell, by default those that every recipe
        has, and whatever else differs from the article's."""
        always = ("hidden", "activation", "optimizer", "learning_rate", "batch_size", "epochs", "seed")  # fmt: skip
        told = set(names or (*always, *self.differences))
        if "hidden" in told and not self.hidden:
            told.discard("activation")  # of no unit
        return ", ".join(say(n, getattr(self, n)) for n in CHOICES if n in told)

    def to_json(self):
        return json.dumps(dataclasses.asdict(self))

    def to_query(self):
        """What stands in an address, `?recipe=...`: only what differs from the article's recipe."""
        return json.dumps(self.differences, separators=(",", ":"))

    @classmethod
    def from_json(cls, text):
        """Raises Problem for text that is no recipe, and for choices that don't exist."""
        try:
            choices = json.loads(text)
        except (TypeError, ValueError, RecursionError) as error:
            raise Problem("This recipe isn't valid JSON.") from error
        if not isinstance(choices, dict):
            raise Problem('A recipe is a JSON object, such as {"epochs": 10}.')
        for name in choices:
            if name not in CHOICES:
                raise Problem(
                    f"A recipe has no choice {_given(name)}; it has {', '.join(CHOICES)}."
                )
        return cls(**choices)


def say(name, value):
    """A value of a choice in words: ("batch_size", 32) -> "batches of 32"."""
    if name == "hidden":
        value = ", ".join(map(str, value))
        return CHOICES[name].words.format(value) if value else "no hidden layer"
    if name == "rates":
        value = ", ".join(f"{rate:g} from epoch {epoch}" for epoch, rate in value)
    return CHOICES[name].words.format(value)


_DEFAULTS = {item.name: item.default for item in dataclasses.fields(Recipe)}


def _given(value):
    """A value as it appears in a message: short, and plain for a number."""
    if isinstance(value, float):
        return f"{value:g}"
    text = "" if value is None else str(value)
    return (text if len(text) <= 40 else text[:40] + "…") or "nothing"
