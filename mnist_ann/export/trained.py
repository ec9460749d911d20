"""What is taken away: a network, and how it came to be."""

import json
from dataclasses import dataclass, fields
from pathlib import Path

from mnist_ann.errors import Problem
from mnist_ann.network import Network
from mnist_ann.recipe import Recipe
from mnist_ann.store import files
from mnist_ann.store.rows import Epoch, Lesson, Run
from mnist_ann.store.runs import Runs


@dataclass(frozen=True, eq=False)
class Trained:
    """A network and how it came to be.

    epochs: the Epoch of each epoch; a bare .keras file has none, and no recipe. note: what its owner
    wrote about it. stopped: whether somebody stopped it before the recipe's last epoch. lesson: the
    Lesson that it started from instead of new weights, or None. beside: as in files.SavedRun.
    """

    name: str
    network: Network
    recipe: Recipe | None = None
    epochs: tuple[Epoch, ...] = ()
    test_accuracy: float | None = None
    note: str = ""
    stopped: bool = False
    lesson: Lesson | None = None
    beside: str = ""


def of_run(runs: Runs, run: Run) -> Trained:
    """The Trained of one of the runs. Raises Problem if it has no network yet."""
    return Trained(
        run.name or " → ".join(map(str, run.recipe.sizes)),
        runs.network(run.id),
        run.recipe,
        tuple(runs.epochs(run.id)),
        run.test_accuracy,
        run.note,
        run.status in ("paused", "stopped"),
        runs.lesson(run.id),
        files.read(run.id).beside if run.shipped else "",
    )


def of_file(path: str | Path) -> Trained:
    """The Trained of a .keras file, with recipe and epochs if NAME.json lies beside it, as `train`
    writes it. Raises Problem if the network can't be read."""
    path = Path(path)
    network = Network.load(path)
    try:
        saved = json.loads(path.with_suffix(".json").read_text())
        recipe = Recipe(**saved["recipe"])
        epochs = tuple(map(_epoch, saved["epochs"]))
    except FileNotFoundError:
        return Trained(path.stem, network)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise Problem(
            f"{path.with_suffix('.json')} isn't the record of a training that belongs to {path.name}. "
            "Move it away to export the network alone."
        ) from error
    return Trained(
        path.stem,
        network,
        recipe,
        epochs,
        saved.get("test_accuracy"),
        beside=saved.get("beside", ""),
    )


def _epoch(numbers):
    """The Epoch of a dict, which may hold more than an Epoch does."""
    names = [field.name for field in fields(Epoch) if field.name in numbers]
    return Epoch(**{name: numbers[name] for name in names})
