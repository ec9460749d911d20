"""What the store hands out: its rows as dataclasses, made by the names of their columns."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from typing import Any

import numpy as np

from mnist_ann.network import Network
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.own.digits import Digits

SHIPPED = ""  # the visitor that the project's own runs belong to: nobody
POINTS = 100  # of an epoch's batch losses that are kept, each the mean of its stretch


def from_row(kind: Any, row: Any, **instead: Any) -> Any:
    """A row, or another object, as a dataclass of some kind: each field from what has its name
    there, but for those that are given."""
    names = [field.name for field in fields(kind) if field.name not in instead]
    return kind(**{name: getattr(row, name) for name in names}, **instead)


def moment(seconds: float) -> datetime:
    """Seconds since 1970 as a time."""
    return datetime.fromtimestamp(seconds, UTC)


@dataclass(frozen=True)
class Epoch:
    """The numbers of one epoch; losses in nats, accuracies 0 to 1."""

    epoch: int
    loss: float
    accuracy: float
    val_loss: float
    val_accuracy: float
    seconds: float
    end_loss: float | None = None
    end_accuracy: float | None = None

    @classmethod
    def of(cls, result: Any) -> "Epoch":
        """Of a row, or of a training.EpochResult."""
        return from_row(cls, result)


@dataclass(frozen=True)
class Insight:
    """What an epoch showed besides its numbers; training.EpochResult says what each is. batch_loss:
    at most POINTS means, each over a stretch of batches of equal length."""

    epoch: int
    batch_loss: tuple[float, ...]
    gradients: tuple[float, ...]
    dead: tuple[float, ...]

    @classmethod
    def of(cls, result: Any) -> "Insight":
        """Of a training.EpochResult, to five digits."""
        return cls(
            result.epoch,
            batch_loss=stretches(result.batch_loss, len(result.batch_loss)),
            gradients=_short(result.gradients),
            dead=_short(result.dead),
        )

    @property
    def kept(self) -> dict[str, list[float]]:
        """All but the epoch, as JSON keeps it."""
        return {
            name: list(values)
            for name, values in asdict(self).items()
            if name != "epoch"
        }

    @classmethod
    def from_kept(cls, epoch: int, kept: Mapping[str, list[float]]) -> "Insight":
        return cls(epoch, **{name: tuple(values) for name, values in kept.items()})


@dataclass(frozen=True)
class UnderWay:
    """The epoch that runs, so far. batch_loss: as in its Insight, the first of them."""

    epoch: int
    batch_loss: tuple[float, ...]


def _under_way(row):
    """Of a row of runs. What a worker wrote late, of an epoch that has ended since, counts for nothing."""
    if row.status != "running" or not row.under_way:
        return None
    told = json.loads(row.under_way)
    found = UnderWay(told["epoch"], tuple(told["batch_loss"]))
    return found if found.epoch == row.epoch + 1 else None


def stretches(batch_loss: Any, updates: int) -> tuple[float, ...]:
    """Means of an epoch's batch losses over POINTS stretches of equal length: of those that are over.

    batch_loss: floats, one for each batch so far. updates: how many batches the epoch has. With fewer
    batches than POINTS, each is a stretch.
    """
    parts = np.array_split(np.arange(updates), min(POINTS, updates))
    return _short(
        np.mean(batch_loss[part[0] : part[-1] + 1])
        for part in parts
        if part[-1] < len(batch_loss)
    )


def _short(values):
    return tuple(float(f"{value:.5g}") for value in values)


@dataclass(frozen=True)
class Run:
    """One training by one recipe. status: queued, running, paused, stopped, done or failed. epoch:
    the last one that ended. leave: the status that it was told to take after the running epoch, or "".
    under_way: of a running one whose epoch has shown something. experiment: the id of the one it belongs
    to, or None. parent, parent_epoch: the run from whose
    network it started, and after which epoch; None for new weights. error: what a person should know
    about how it ended, or None."""

    id: str
    name: str
    note: str
    recipe: Recipe
    visitor: str
    experiment: str | None
    parent: str | None
    parent_epoch: int | None
    archived: bool
    created: datetime
    status: str
    epoch: int
    attempt: int
    leave: str
    under_way: UnderWay | None
    test_loss: float | None
    test_accuracy: float | None
    error: str | None

    @classmethod
    def of(cls, row: Any) -> "Run":
        return from_row(
            cls,
            row,
            recipe=Recipe.from_json(row.recipe),
            created=moment(row.created),
            under_way=_under_way(row),
        )

    @property
    def shipped(self) -> bool:
        return self.visitor == SHIPPED

    @property
    def live(self) -> bool:
        """Whether it waits or trains, so that there is something to wait for."""
        return self.status in ("queued", "running")

    @property
    def resumable(self) -> bool:
        return self.status in ("paused", "stopped") and self.epoch < self.recipe.epochs

    @property
    def next_epoch(self) -> int | None:
        """The first epoch that has not begun, which can still be changed; None if there is none."""
        # While it trains, a worker has read the recipe for the epoch that runs.
        epoch = self.epoch + (2 if self.status == "running" else 1)
        over = self.status in ("done", "failed") or epoch > self.recipe.epochs
        return None if over else epoch


@dataclass(frozen=True)
class Experiment:
    """Runs that differ in a few choices, started together. choices: the names of those in CHOICES."""

    id: str
    name: str
    visitor: str
    created: datetime
    choices: tuple[str, ...]

    @classmethod
    def of(cls, row: Any) -> "Experiment":
        return from_row(
            cls,
            row,
            created=moment(row.created),
            choices=tuple(json.loads(row.choices)),
        )


@dataclass(frozen=True, eq=False)
class Lesson:
    """What a run trains on from: a network, and digits, maybe none, beside MNIST."""

    network: Network
    digits: Digits


@dataclass(frozen=True)
class Orders:
    """What a worker hears from the store. recipe: as it is now; leave: the status with which to leave
    the run after this epoch, or "" to go on."""

    recipe: Recipe
    leave: str


@dataclass(frozen=True)
class Cluster:
    """The workers as last seen. epoch_seconds: of the article's recipe, measured on them."""

    workers: int
    epoch_seconds: float | None
