"""The rules in their order, the most serious first.

Their thresholds were set on runs of 39 recipes of 3 to 60 epochs; each says what it tells apart.
"""

from collections.abc import Sequence

from mnist_ann.lab.coach.failing import (
    diverging,
    failed,
    hopeless,
    mislabelled,
    unlearned,
)
from mnist_ann.lab.coach.learning import dead, fine, idle, overfitting, slow
from mnist_ann.lab.coach.seen import ENOUGH, Advice, Seen
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.rows import Epoch, Insight

DISASTER = 2  # epochs before what can't get better is told; the rest after ENOUGH

RULES = hopeless, unlearned, mislabelled, diverging, dead, overfitting, idle, slow


def advise(
    recipe: Recipe,
    epochs: Sequence[Epoch],
    insights: Sequence[Insight],
    status: str,
    error: str | None = None,
) -> Advice:
    """The Advice for a run. epochs, insights: as `Runs` lists them; insights may be missing.
    status, error: the run's."""
    if status == "failed":
        return failed(recipe, error)
    live = status in ("queued", "running", "paused")  # there may be more to come
    seen = Seen(recipe, epochs, insights, live)
    waiting = Advice("waiting", "The coach speaks after the first epochs.")
    if not epochs or (live and len(epochs) < DISASTER):
        return waiting
    if live and len(epochs) < ENOUGH:
        return hopeless(seen) or waiting
    return next(filter(None, (rule(seen) for rule in RULES)), None) or fine(seen)
