"""The kinds of a choice: a number, a name of several, layers, changes made while a run trains."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any, ClassVar, Literal

from mnist_ann.errors import Problem
from mnist_ann.recipe.choice import Choice, Widget, in_message

MAX_HIDDEN = 4
MAX_UNITS = 1_024


@dataclass(frozen=True)
class Number(Choice):
    """A number from `least` to `most`. step: how far a click on plus or minus goes. by_magnitude:
    whether it works by its order of magnitude, and so stands on a logarithmic axis."""

    _: KW_ONLY
    least: float
    most: float
    step: float = 1
    whole: bool = True
    above: bool = False  # `least` itself is too small
    by_magnitude: bool = False

    has_range: ClassVar[bool] = True

    @property
    def widget(self) -> Widget:
        return Widget("number", step=self.step, format="%d" if self.whole else "%g")

    def read(self, given: Any) -> Any:
        try:
            value = float(given)
        except (TypeError, ValueError):
            return given  # the check says what is wrong with it
        return int(value) if self.whole and value.is_integer() else value

    def write(self, value: float) -> float:
        # A whole number, too: a box for whole ones would make 1 of 1.5 without a word.
        return float(value)

    def check(self, value: Any) -> None:
        kind = int if self.whole else (int, float)
        fits = (
            isinstance(value, kind)
            and not isinstance(value, bool)
            and math.isfinite(value)
        )
        if fits:
            enough = self.least < value if self.above else self.least <= value
            fits = enough and value <= self.most
        if not fits:
            low = f"above {self.least:g}" if self.above else f"at least {self.least:,g}"
            number = "a whole number, " if self.whole else ""
            exact = self.whole and isinstance(value, float)
            raise Problem(
                f"The {self.called} must be {number}{low} and at most {self.most:,.15g}; "
                f"{repr(value) if exact else in_message(value)} was given. "
                f"The article uses {self.article:g}."
            )

    def brief(self, value: float) -> str:
        return f"{value:,}" if isinstance(value, int) else f"{value:g}"

    def ranged(self, least: float, most: float, count: int) -> tuple[float, ...]:
        """So many values from least to most, evenly, by magnitude where `most` is at least ten times
        as large; each of two digits. Raises Problem for a range that is none."""
        # The ends stay as they were typed: of two digits they might lie outside the range.
        ends = [int(end) if self.whole else end for end in (least, most)]
        for end in ends:
            self.check(end)
        if least >= most:
            raise Problem("A range goes from a smaller number to a larger one.")
        steps = [place / (count - 1) for place in range(1, count - 1)]
        if least > 0 and most / least >= 10:
            middle = [least * (most / least) ** step for step in steps]
        else:
            middle = [least + (most - least) * step for step in steps]
        rounded = map(self._of_two_digits, middle)
        return tuple(dict.fromkeys([ends[0], *rounded, ends[1]]))

    def _of_two_digits(self, value: float) -> float:
        digits = 1 - math.floor(math.log10(abs(value))) if value else 0
        return int(round(value, digits)) if self.whole else round(value, digits)

    def in_order(self, values: Iterable[float]) -> list[float]:
        return sorted(values)

    def scale(self, values: Sequence[float]) -> Literal["log", "linear"] | None:
        if not self.by_magnitude:
            return "linear"
        return "log" if min(values) > 0 else None  # a logarithmic axis has no 0

    def place(self, value: float) -> float:
        return value


@dataclass(frozen=True)
class Option(Choice):
    """A choice among names."""

    _: KW_ONLY
    options: tuple[str, ...]

    @property
    def widget(self) -> Widget:
        return Widget("names", options=self.options)

    def check(self, value: Any) -> None:
        if value not in self.options:
            raise Problem(
                f"The {self.called} must be one of {', '.join(self.options)}; "
                f"{in_message(value)} was given. The article uses {self.article}."
            )


@dataclass(frozen=True)
class Layers(Choice):
    """How many units each hidden layer has: whole numbers, first layer to last."""

    _: KW_ONLY
    without: str  # what a sentence says of no layer

    apart: ClassVar[tuple[str, str]] = (";", "semicolons")

    @property
    def widget(self) -> Widget:
        return Widget("text", placeholder=self.without)

    def read(self, given: str) -> tuple[int, ...]:
        """The hidden layers that a person typed: "300, 100" -> (300, 100); "" -> ()."""
        parts = given.split(",")
        if len(parts) > 1 and not all(part.strip() for part in parts):
            raise Problem(
                "A comma stands between two numbers of units, as in 300, 100; "
                f"{in_message(given)} was given."
            )
        try:
            return tuple(int(part) for part in " ".join(parts).split())
        except ValueError as error:
            raise Problem(
                "Hidden layers are whole numbers of units separated by commas, such as 300, 100; "
                f"{in_message(given)} was given."
            ) from error

    def write(self, value: Iterable[Any]) -> str:
        """The text that `read` reads: (300, 100) -> "300, 100"."""
        return ", ".join(map(str, value))

    def settled(self, value: Any) -> tuple[Any, ...]:
        return tuple(value) if isinstance(value, (list, tuple)) else (value,)

    def check(self, value: tuple[Any, ...]) -> None:
        fits = len(value) <= MAX_HIDDEN and all(
            type(units) is int and 1 <= units <= MAX_UNITS for units in value
        )
        if not fits:
            raise Problem(
                f"A network here has 0 to {MAX_HIDDEN} hidden layers of 1 to {MAX_UNITS:,} units; "
                f"{in_message(self.write(value))} was given. The article uses {self.write(self.article)}."
            )

    def say(self, value: tuple[int, ...]) -> str:
        return self.words.format(self.write(value)) if value else self.without

    def brief(self, value: tuple[int, ...]) -> str:
        return self.write(value) or "none"


@dataclass(frozen=True)
class Changes(Choice):
    """Learning rates that were set while a run trained: pairs of the first epoch and the rate.
    epoch, rate: the choices that say which of them are possible."""

    _: KW_ONLY
    epoch: Number
    rate: Number

    @property
    def widget(self) -> Widget:
        return Widget("text", only_filled=True)  # made while a run trained, not before

    def read(self, given: str) -> tuple[tuple[int, float], ...]:
        """What a person typed: "5: 0.001, 8: 0.0001" -> ((5, 0.001), (8, 0.0001))."""
        try:
            pairs = [part.split(":") for part in given.split(",") if part.strip()]
            return tuple((int(epoch), float(rate)) for epoch, rate in pairs)
        except ValueError as error:
            raise Problem(
                f"Changes of the learning rate look like 5: 0.001; {in_message(given)} was given."
            ) from error

    def write(self, value: Iterable[tuple[int, float]]) -> str:
        """The text that `read` reads: ((5, 0.001),) -> "5: 0.001"."""
        return ", ".join(f"{epoch}: {rate!r}" for epoch, rate in value)

    def settled(self, value: Any) -> Any:
        if not isinstance(value, (list, tuple)):
            return value  # the check says what is wrong with it
        return tuple(tuple(pair) if isinstance(pair, list) else pair for pair in value)

    def check(self, value: Any) -> None:
        try:
            pairs = [(epoch, rate) for epoch, rate in value]
        except (TypeError, ValueError) as error:
            raise Problem(
                "Changes of the learning rate are pairs of an epoch and a rate, such as "
                f"[[5, 0.001]]; {in_message(value)} was given."
            ) from error
        for epoch, rate in pairs:
            self.epoch.check(epoch)
            self.rate.check(rate)
        epochs = [epoch for epoch, _ in pairs]
        if epochs != sorted(set(epochs)) or len(epochs) > self.epoch.most:
            raise Problem(
                "Changes of the learning rate come in the order of their epochs, one an epoch."
            )

    def say(self, value: Iterable[tuple[int, float]]) -> str:
        each = (f"{rate:g} from epoch {epoch}" for epoch, rate in value)
        return self.words.format(", ".join(each))

    def brief(self, value: tuple[tuple[int, float], ...]) -> str:
        return self.write(value) or "none"
