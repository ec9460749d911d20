"""A run as files: NAME.keras, and beside it NAME.json with its recipe, epochs and scores.

With snapshots there is also a folder NAME/ of networks after some of the epochs. The runs that come
with the project are kept so, in `networks/`.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from mnist_ann.network import Network
from mnist_ann.recipe.recipe import Recipe

NETWORKS = Path(__file__).parents[1] / "networks"
NAMES = {
    "article": "The article's network",
    "draw": "The drawing network",
    "linear": "No hidden layer",
}
SNAPSHOTS = (
    0,
    1,
    2,
    3,
    5,
    8,
    12,
    20,
    30,
)  # epochs whose weights are kept, and the last


@dataclass(frozen=True, eq=False)
class SavedRun:
    """A finished run. epochs: a dict of numbers for each. snapshots: paths of .keras files by epoch.
    beside: which digits it learned beside MNIST's, and whose they are; "" for none."""

    name: str
    recipe: Recipe
    epochs: list[dict]
    test_loss: float
    test_accuracy: float
    snapshots: dict[int, Path]
    beside: str = ""


def shipped() -> list[str]:
    """The ids of the runs that come with the project: "article", "draw", "linear"."""
    return [id for id in NAMES if (NETWORKS / f"{id}.json").exists()]


def read(id: str) -> SavedRun:
    """The SavedRun of a run that comes with the project."""
    saved = json.loads((NETWORKS / f"{id}.json").read_text())
    snapshots = {int(path.stem): path for path in (NETWORKS / id).glob("*.keras")}
    snapshots[len(saved["epochs"])] = NETWORKS / f"{id}.keras"
    return SavedRun(
        NAMES[id],
        Recipe(**saved["recipe"]),
        saved["epochs"],
        saved["test_loss"],
        saved["test_accuracy"],
        snapshots,
        saved.get("beside", ""),
    )


def write(
    path: Path | str,
    recipe: Recipe,
    epochs: list[dict],
    test_loss: float,
    test_accuracy: float,
    snapshots: Mapping[int, Network],
    beside: str = "",
) -> None:
    """Write a run beside `path`, which ends in .keras.

    epochs: a dict of numbers for each. snapshots: Networks by epoch; the last one is the run's
    network, earlier ones go into the folder. beside: as in SavedRun.
    """
    path = Path(path)
    last = max(snapshots)
    snapshots[last].save(path)
    folder = path.with_suffix("")
    for epoch in snapshots:
        if epoch != last:
            folder.mkdir(exist_ok=True)
            snapshots[epoch].save(folder / f"{epoch}.keras")
    content = {
        "recipe": asdict(recipe),
        "parameters": recipe.parameters,
        "test_loss": test_loss,
        "test_accuracy": test_accuracy,
    }
    if beside:
        content["beside"] = beside
    # One line an epoch: a person can read the file and compare two.
    lines = ",\n  ".join(map(json.dumps, epochs))
    text = json.dumps(content, indent=1).removesuffix("\n}")
    text += f',\n "epochs": [\n  {lines}\n ]\n}}\n'
    path.with_suffix(".json").write_text(text)
