"""What the coach looks at, and what it says."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.rows import Epoch, Insight

GUESSING = 0.2  # right: twice what guessing gives; every run that learned was above it after 3 epochs
ENOUGH = 3  # epochs before a run that still trains is judged


@dataclass(frozen=True)
class Advice:
    """What was seen. kind: "waiting", "diverging", "not learning", "vanishing", "wrong labels",
    "dead units", "overfitting", "stop", "too slow" or "fine". sentence: with its number. change:
    {choice: value} of the recipe that would help, or None. label: what a button for it says."""

    kind: str
    sentence: str
    change: dict[str, Any] | None = None
    label: str = ""

    def changed(self, recipe: Recipe) -> Recipe:
        """The Recipe with the change."""
        return dataclasses.replace(recipe, **(self.change or {}))


class Seen:
    """The numbers that the rules ask for."""

    def __init__(
        self,
        recipe: Recipe,
        epochs: Sequence[Epoch],
        insights: Sequence[Insight],
        live: bool,
    ) -> None:
        self.recipe, self.epochs, self.live = recipe, epochs, live
        self.count = len(epochs)
        self.insight = insights[-1] if insights else None
        if not epochs:
            return
        self.last = epochs[-1]
        self.best = min(epochs, key=lambda epoch: epoch.val_loss)
        self.most = max(epochs, key=lambda epoch: epoch.val_accuracy)
        measured = self.last.end_accuracy
        self.training = self.last.accuracy if measured is None else measured

    @property
    def guesses(self) -> bool:
        return self.last.val_accuracy < GUESSING

    @property
    def dead(self) -> tuple[float, int]:
        """(share, layer from 1) of the layer with the most dead units."""
        if self.insight is None or not self.insight.dead:
            return 0.0, 1
        share = max(self.insight.dead)
        return share, self.insight.dead.index(share) + 1

    @property
    def rate(self) -> float:
        return self.recipe.learning_rate_at(self.last.epoch)
