"""Rules for runs that learn: dead units, overfitting, nothing better, too slow, or nothing to mend."""

from mnist_ann.lab.coach.remedies import (
    SLOW,
    STEADY,
    calmer,
    faster,
    right_labels,
    weaker_penalty,
)
from mnist_ann.lab.coach.seen import ENOUGH, Advice, Seen
from mnist_ann.recipe.choices import EVERY_IMAGE

DEAD = 0.4  # share of a layer: 0.16 is the most in a sound run, 0.57 and more at too large rates
GAP = 0.03  # between training and validation: at most 0.016 on all images, 0.10 and more on few
RISE = 1.2  # times the best validation loss: 1.66 where Adam overfits, 1.18 where it doesn't matter
PATIENCE = 5  # epochs without anything better; sound runs pause for up to 3
RISING = 0.005  # validation accuracy gained in the last fifth: 0.001 at the end of the article's run


def dead(seen: Seen) -> Advice | None:
    share, layer = seen.dead
    if share < DEAD:
        return None
    recipe = seen.recipe
    units = recipe.hidden[layer - 1]
    sentence = (
        f"{share:.0%} of the {units:,} units of layer {layer} are dead: they give the same for every "
        "image, so nothing can be learned through them."
    )
    if recipe.l2 >= 0.01:
        return Advice("dead units", sentence, *weaker_penalty())
    if recipe.learning_rate > STEADY[recipe.optimizer]:
        sentence += f" Large updates killed them: the learning rate was {seen.rate:g}."
        return Advice("dead units", sentence, *calmer(recipe))
    return Advice(
        "dead units", sentence, {"activation": "tanh"}, "Try tanh units"
    )  # fmt: skip


def overfitting(seen: Seen) -> Advice | None:
    """Better on the training images than on others, by much, or more and more."""
    last, recipe = seen.last, seen.recipe
    gap = seen.training - last.val_accuracy
    recent = min(
        epoch.val_loss for epoch in seen.epochs[-3:]
    )  # one epoch may be bad luck
    rises = recent > RISE * seen.best.val_loss and gap > 0.005
    if seen.count < PATIENCE or not (gap >= GAP or rises):
        return None
    sentence = (
        f"It overfits: {seen.training:.1%} right on the images that it learned from, "
        f"{last.val_accuracy:.1%} on others, {100 * gap:.1f} points less."
    )
    if recipe.images < EVERY_IMAGE:
        return Advice(
            "overfitting",
            f"{sentence} It knows {recipe.images:,} images by heart; more would help.",
            {"images": EVERY_IMAGE},
            f"Try all {EVERY_IMAGE:,} images",
        )
    if rises:
        sentence += (
            f" The validation loss has risen since epoch {seen.best.epoch}, from "
            f"{seen.best.val_loss:.3f} to {last.val_loss:.3f}."
        )
    if recipe.label_noise:
        change = right_labels(recipe)
    elif rises and not recipe.patience:
        change = {"patience": 3}, "Try early stopping"
    elif recipe.dropout < 0.3 and recipe.hidden:
        change = {"dropout": 0.3}, "Try dropout 0.3"
    elif recipe.warps:
        return Advice("overfitting", sentence)
    else:
        change = {"shift": 2.0}, "Try images shifted by up to 2 pixels"
    return Advice("overfitting", sentence, *change)


def idle(seen: Seen) -> Advice | None:
    """Nothing better for some epochs."""
    best = max(seen.best.epoch, seen.most.epoch)
    waited = seen.last.epoch - best
    if waited < PATIENCE:
        return None
    sentence = (
        f"Nothing got better for {waited} epochs: the best validation accuracy, "
        f"{seen.most.val_accuracy:.2%}, came in epoch {seen.most.epoch}, the lowest validation loss, "
        f"{seen.best.val_loss:.3f}, in epoch {seen.best.epoch}."
    )
    if seen.live:
        return Advice("stop", f"{sentence} You could stop here.")
    if seen.recipe.patience:
        return Advice("stop", sentence)
    return Advice(
        "stop",
        f"{sentence} The rest of the time was spent for nothing.",
        {"patience": PATIENCE},
        "Try early stopping",
    )


def slow(seen: Seen) -> Advice | None:
    """Still far from done, or still rising at the end."""
    last, recipe = seen.last, seen.recipe
    back = max(1, seen.count // 5)
    if seen.count <= back:  # one epoch, which has nothing before it
        if seen.live or last.epoch < recipe.epochs or not recipe.hidden:
            return None
        return faster(
            seen,
            f"One epoch, and {last.val_accuracy:.1%} right on validation images: it has only begun.",
        )
    gain = last.val_accuracy - seen.epochs[-1 - back].val_accuracy
    span = "the last epoch" if back == 1 else f"the last {back} epochs"
    if last.val_accuracy < SLOW and seen.count >= ENOUGH and recipe.images >= 10_000:
        return faster(
            seen,
            f"After epoch {last.epoch} it is right for {last.val_accuracy:.1%} of the validation "
            "images; the article's network passes 90% in its first epoch.",
        )
    if seen.live or gain < RISING or last.epoch < recipe.epochs:
        return None  # whoever stopped it can resume it
    return faster(
        seen,
        f"It was still getting better when it ended: validation accuracy rose by {100 * gain:.1f} "
        f"points in {span}, to {last.val_accuracy:.1%}.",
    )


def fine(seen: Seen) -> Advice:
    last = seen.last
    if seen.live:
        first = seen.epochs[0]
        return Advice(
            "fine",
            f"It learns: validation accuracy went from {first.val_accuracy:.1%} to "
            f"{last.val_accuracy:.1%} in {seen.count} epochs.",
        )
    gap = 100 * (seen.training - last.val_accuracy)
    how = f"{abs(gap):.1f} points {'less' if gap >= 0 else 'more'} than on its training images"
    if not seen.recipe.hidden:
        return Advice(
            "fine",
            f"{last.val_accuracy:.1%} right on validation images, {how}: about as much as can be done "
            "without a hidden layer. What is missing, hidden layers find.",
            {"hidden": (100,)},
            "Try a hidden layer of 100",
        )
    return Advice(
        "fine",
        f"Nothing to mend: {last.val_accuracy:.1%} right on validation images, {how}.",
    )
