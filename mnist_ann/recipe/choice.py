"""What can be done with any choice of a recipe.

A choice knows all that is ever done with it: how it is read and written, what is possible, how a
sentence, a table and an axis show it, and which widget it takes. So nobody asks which kind it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any, ClassVar, Literal

from mnist_ann.errors import Problem


@dataclass(frozen=True)
class Widget:
    """How a page lets a person choose. step, format: of a box for numbers. options: of names.
    placeholder: of an empty text. only_filled: whether it is left out while it holds nothing."""

    kind: Literal["number", "names", "text"]
    step: float = 1
    format: str = "%g"
    options: tuple[str, ...] = ()
    placeholder: str = ""
    only_filled: bool = False


@dataclass(frozen=True)
class Choice:
    """What every choice of a recipe has: its label, what it does, and the article's value of it.

    words: how a recipe's sentence names a value, such as "batches of {:,}". group: of choices that
    belong together. told: whether every recipe's sentence tells it. swept: whether several values of
    it can be tried at once. several: of those that are typed, what to begin with.
    """

    label: str
    help: str
    words: str
    _: KW_ONLY
    group: str
    article: Any
    told: bool = False
    swept: bool = True
    several: str = ""

    # What stands between several values: the sign, and its name.
    apart: ClassVar[tuple[str, str]] = (",", "commas")
    has_range: ClassVar[bool] = False

    @property
    def called(self) -> str:
        """The label within a sentence: "learning rate", but "L2"."""
        return self.label if self.label.isupper() else self.label.lower()

    @property
    def widget(self) -> Widget:
        raise NotImplementedError

    def read(self, given: Any) -> Any:
        """The value that a person typed, or that a widget holds. Raises Problem for a text that has
        no value; whether a value is possible, `check` says."""
        return given

    def write(self, value: Any) -> Any:
        """What a widget holds for a value: what `read` reads."""
        return value

    def settled(self, value: Any) -> Any:
        """A value as a recipe keeps it: JSON has lists where a recipe has tuples."""
        return value

    def check(self, value: Any) -> None:
        """Raises Problem for a value that is impossible."""
        raise NotImplementedError

    def say(self, value: Any) -> str:
        """A value within a recipe's sentence: "batches of 32"."""
        said = self.words.format(value)
        return said.replace("1 epochs", "1 epoch") if value == 1 else said

    def brief(self, value: Any) -> str:
        """A value for an axis or a table: "0.1"."""
        return value

    def read_several(self, text: str) -> tuple[Any, ...]:
        """The values that a person typed: "0.01, 0.1" -> (0.01, 0.1), each once.

        Raises Problem if one is impossible.
        """
        apart = ";" if ";" in text else self.apart[0]
        parts = [part.strip() for part in text.split(apart)]
        parts = ["" if part.lower() == "none" else part for part in parts if part]
        values = tuple(dict.fromkeys(self.read(part) for part in parts))
        for value in values:
            self.check(value)
        return values

    def ranged(self, least: float, most: float, count: int) -> tuple[Any, ...]:
        """So many values from least to most. Raises Problem where there is no range."""
        raise Problem(f"The {self.called} have no range: list their values.")

    def in_order(self, values: Iterable[Any]) -> list[Any]:
        """Values as an axis has them: numbers by size, others as they were chosen."""
        return list(values)

    def scale(self, values: Sequence[Any]) -> Literal["log", "linear"] | None:
        """The kind of axis that values stand on; None: side by side."""
        return None

    def place(self, value: Any) -> float | None:
        """Where a value stands on an axis of numbers; None if it is none."""
        return None


def in_message(value: Any) -> str:
    """A value as it appears in a message: short, and plain for a number."""
    if isinstance(value, float):
        return f"{value:g}"
    text = "" if value is None else str(value)
    return (text if len(text) <= 40 else text[:40] + "…") or "nothing"
