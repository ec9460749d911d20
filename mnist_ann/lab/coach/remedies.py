"""What helps: changes of a recipe, each with what a button for it says."""

from typing import Any

from mnist_ann.lab.coach.seen import Advice, Seen
from mnist_ann.recipe.choices import EPOCHS
from mnist_ann.recipe.recipe import Recipe

SLOW = 0.9  # validation accuracy: every sound run on all images was above it after 3 epochs
SMALL = 16  # units: with 2 in a layer, 62% is all that ten epochs give

# Learning rates at which each optimizer trained steadily.
STEADY = {"sgd": 0.01, "momentum": 0.01, "adam": 0.001, "adamw": 0.001}

Remedy = tuple[dict[str, Any] | None, str]  # {choice: value}, and the button's words
NOTHING: Remedy = (None, "")


def divided() -> Remedy:
    return {"pixels": Recipe().pixels}, "Try pixels divided by 255"


def right_labels(recipe: Recipe) -> Remedy:
    if not recipe.label_noise:
        return NOTHING
    return {"label_noise": 0.0}, "Try the right labels"


def weaker_penalty() -> Remedy:
    return {"l2": 0.0001}, "Try L2 0.0001"


def calmer(recipe: Recipe) -> Remedy:
    """A learning rate at which training is steady."""
    steady = STEADY[recipe.optimizer]
    if recipe.learning_rate <= steady:
        steady = float(f"{recipe.learning_rate / 10:.1g}")
    return {"learning_rate": steady, "rates": ()}, f"Try learning rate {steady:g}"


def faster(seen: Seen, sentence: str) -> Advice:
    """What speeds a recipe up: whatever slows it most."""
    recipe = seen.recipe
    steady = STEADY[recipe.optimizer]
    change: Remedy
    if recipe.learning_rate < steady:
        change = {"learning_rate": steady, "rates": ()}, f"Try learning rate {steady:g}"
        sentence += f" A larger learning rate than {seen.rate:g} would be quicker."
    elif recipe.l2 >= 0.01:
        change = weaker_penalty()
        sentence += f" L2 {recipe.l2:g} holds the weights back."
    elif recipe.dropout > 0.6:
        change = {"dropout": 0.5}, "Try dropout 0.5"
        sentence += f" Dropout {recipe.dropout:g} leaves too little of it."
    elif recipe.batch_size > 512:
        updates = recipe.updates(recipe.images)
        change = {"batch_size": 32}, "Try batches of 32"
        sentence += f" With batches of {recipe.batch_size:,} an epoch has only {updates} updates."
    elif min(recipe.hidden, default=SMALL) < SMALL and seen.last.val_accuracy < SLOW:
        change = {"hidden": Recipe().hidden}, "Try layers of 300 and 100 units"
        sentence += f" A layer of {min(recipe.hidden)} units lets too little through."
    elif (
        recipe.activation == "sigmoid"
        and recipe.hidden
        and seen.last.val_accuracy < SLOW
    ):
        change = {"activation": "relu"}, "Try relu units"
        sentence += " Sigmoid units learn slowly."
    else:
        epochs = min(int(EPOCHS.most), 2 * recipe.epochs)
        change = {"epochs": epochs}, f"Try {epochs} epochs"
        if epochs <= recipe.epochs or seen.live:
            change = NOTHING
    return Advice("too slow", sentence, *change)
