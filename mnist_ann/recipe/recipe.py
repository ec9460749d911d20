"""Every choice that determines a run. The same recipe gives the same numbers."""

import dataclasses
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from mnist_ann.errors import Problem
from mnist_ann.recipe.choice import in_message
from mnist_ann.recipe.choices import CHOICES

INPUTS, DIGITS = 784, 10
ADDED = 10  # epochs that a trained network is trained further, unless told otherwise


@dataclass(frozen=True)
class Layer:
    """A row of a network's summary: what it is, how many numbers leave it, its parameters."""

    layer: str
    units: int
    parameters: int


@dataclass(frozen=True)
class Recipe:
    """All choices of a run; the defaults are the article's. Raises Problem if one is impossible."""

    hidden: tuple[int, ...] = CHOICES["hidden"].article
    activation: str = CHOICES["activation"].article
    optimizer: str = CHOICES["optimizer"].article
    learning_rate: float = CHOICES["learning_rate"].article
    schedule: str = CHOICES["schedule"].article
    batch_size: int = CHOICES["batch_size"].article
    epochs: int = CHOICES["epochs"].article
    dropout: float = CHOICES["dropout"].article
    l2: float = CHOICES["l2"].article
    patience: int = CHOICES["patience"].article
    images: int = CHOICES["images"].article
    label_noise: float = CHOICES["label_noise"].article
    pixels: str = CHOICES["pixels"].article
    seed: int = CHOICES["seed"].article
    start: str = CHOICES["start"].article
    rates: tuple[tuple[int, float], ...] = CHOICES["rates"].article
    shift: float = CHOICES["shift"].article
    turn: float = CHOICES["turn"].article
    zoom: float = CHOICES["zoom"].article
    slant: float = CHOICES["slant"].article
    elastic: float = CHOICES["elastic"].article
    styles: float = CHOICES["styles"].article
    redrawn: float = CHOICES["redrawn"].article

    def __post_init__(self) -> None:
        for name, choice in CHOICES.items():
            value = choice.settled(getattr(self, name))
            object.__setattr__(self, name, value)
            choice.check(value)

    @property
    def sizes(self) -> tuple[int, ...]:
        """Units of every layer, inputs first: (784, 300, 100, 10)."""
        return (INPUTS, *self.hidden, DIGITS)

    @property
    def parameters(self) -> int:
        """Weights and biases of the network: 266,610 for the article's."""
        return sum(row.parameters for row in self.summary())

    def summary(self) -> list[Layer]:
        """The layers as Keras's model.summary() lists them."""
        names = [self.activation] * len(self.hidden) + ["softmax"]
        rows = [Layer("Flatten", INPUTS, 0)]
        for inputs, units, name in zip(self.sizes, self.sizes[1:], names):
            rows.append(Layer(f"Dense, {name}", units, (inputs + 1) * units))
        return rows

    @property
    def warps(self) -> bool:
        """Whether training images are warped."""
        return any((self.shift, self.turn, self.zoom, self.slant, self.elastic))

    @property
    def shape(self) -> "Recipe":
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

    def updates(self, images: int) -> int:
        """Updates an epoch; the last, smaller batch counts too. images: how many there are."""
        return -(-images // self.batch_size)

    def learning_rate_at(self, epoch: int) -> float:
        """The learning rate during an epoch, counted from 1.

        Cosine annealing after Loshchilov and Hutter (2017), one step an epoch.
        """
        rate = self.learning_rate
        for first, changed in self.rates:
            rate = changed if first <= epoch else rate
        if self.schedule == "constant":
            return rate
        return rate * (1 + math.cos(math.pi * (epoch - 1) / self.epochs)) / 2

    def changed_at(self, epoch: int, rate: float) -> "Recipe":
        """This recipe with another learning rate from an epoch on."""
        before = [pair for pair in self.rates if pair[0] < epoch]
        return dataclasses.replace(self, rates=(*before, (epoch, rate)))

    def further(self, epoch: int) -> "Recipe":
        """A recipe that trains a network of this one further, from after an epoch on: for ADDED epochs,
        at the learning rate that it had reached. A cosine falls anew, from where it began."""
        falls = self.schedule == "cosine"
        rate = self.learning_rate if falls else self.learning_rate_at(epoch)
        return dataclasses.replace(self, learning_rate=rate, rates=(), epochs=ADDED)

    @property
    def differences(self) -> dict[str, Any]:
        """{choice: value} of what differs from the article's recipe; {} for the article's."""
        values = {name: getattr(self, name) for name in CHOICES}
        return {n: value for n, value in values.items() if value != CHOICES[n].article}

    @property
    def told(self) -> list[str]:
        """The choices that its sentence tells: those that every recipe's does, and whatever else
        differs from the article's."""
        differ = self.differences
        return [n for n, choice in CHOICES.items() if choice.told or n in differ]

    def in_words(self, names: Iterable[str] | None = None) -> str:
        """The recipe in a sentence. names: of the choices to tell, by default those of `told`."""
        chosen = set(names or self.told)
        if "hidden" in chosen and not self.hidden:
            chosen.discard("activation")  # of no unit
        return ", ".join(
            choice.say(getattr(self, name))
            for name, choice in CHOICES.items()
            if name in chosen
        )

    def to_json(self) -> str:
        return json.dumps(dataclasses.asdict(self))

    def to_query(self) -> str:
        """What stands in an address, `?recipe=...`: only what differs from the article's recipe."""
        return json.dumps(self.differences, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Recipe":
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
                    f"A recipe has no choice {in_message(name)}; it has {', '.join(CHOICES)}."
                )
        return cls(**choices)
