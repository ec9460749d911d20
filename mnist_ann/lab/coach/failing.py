"""Rules for runs that can't get better as they are: they diverge, guess, or learn wrong labels."""

import math

from mnist_ann.lab.coach.remedies import STEADY, calmer, divided, faster, right_labels
from mnist_ann.lab.coach.seen import Advice, Seen
from mnist_ann.mnist import VALIDATION
from mnist_ann.recipe.recipe import Recipe

GUESS_LOSS = math.log(10)  # of a network that gives each digit the same probability
VANISHED = 10  # times between two layers' gradients: up to 4 in sound runs, 19 and more in these
NOISY = 0.04  # by how much training images are read worse than others: at most 0.011 with right labels
LOST = 0.03  # of validation accuracy, since its best: by then the wrong labels are learned by heart

_RAW = (
    "Its pixels go up to 255 instead of 1, so the first updates were hundreds of times too large."
)  # fmt: skip


def failed(recipe: Recipe, error: str | None) -> Advice:
    if recipe.pixels != Recipe().pixels:
        return Advice("diverging", f"{_first(error)} {_RAW}", *divided())
    return Advice("diverging", error or _first(error), *calmer(recipe))


def hopeless(seen: Seen) -> Advice | None:
    """Guessing, with no way back: dead layers, pixels that were not divided by 255."""
    share, layer = seen.dead
    if not seen.guesses or share < 0.9:
        return None
    guess = _still_guesses(seen)
    if seen.recipe.pixels != Recipe().pixels:
        return Advice(
            "not learning",
            f"{guess} {_RAW} Now {share:.0%} of the units of layer {layer} are dead.",
            *divided(),
        )
    return Advice(
        "diverging",
        f"{guess} At learning rate {seen.rate:g} the first updates threw the weights so far that "
        f"{share:.0%} of the units of layer {layer} are dead: they give the same for every image.",
        *calmer(seen.recipe),
    )


def unlearned(seen: Seen) -> Advice | None:
    """Guessing, for one of several reasons."""
    if not seen.guesses:
        return None
    recipe, guess = seen.recipe, _still_guesses(seen)
    if recipe.pixels != Recipe().pixels:
        return Advice("not learning", f"{guess} {_RAW}", *divided())
    if seen.last.val_accuracy < 0.05 or recipe.label_noise >= 0.8:
        return Advice(
            "wrong labels",
            f"After epoch {seen.last.epoch} it reads {seen.last.val_accuracy:.1%} of the validation "
            f"images right. Guessing gives 10%, so it learned from wrong labels"
            f"{_noise_in_words(recipe)}.",
            *right_labels(recipe),
        )
    faded = _faded(seen)
    if faded:
        return faded
    if seen.count > 1 and seen.last.val_loss < seen.epochs[0].val_loss * 0.999:
        return faster(
            seen,
            f"After epoch {seen.last.epoch} it is right for {seen.last.val_accuracy:.0%}, but it does "
            f"learn: the validation loss fell from {seen.epochs[0].val_loss:.3f} to "
            f"{seen.last.val_loss:.3f}.",
        )
    if recipe.learning_rate <= STEADY[recipe.optimizer] / 10:
        return faster(
            seen,
            f"{guess} At learning rate {seen.rate:g} the weights hardly move: the validation loss is "
            f"{seen.last.val_loss:.3f}, and {GUESS_LOSS:.3f} is that of guessing.",
        )
    return Advice(
        "not learning",
        f"{guess} The learning rate, {seen.rate:g}, is probably too large.",
        *calmer(recipe),
    )


def _faded(seen: Seen) -> Advice | None:
    """Gradients that vanish on their way back to the first layer."""
    if seen.insight is None or seen.recipe.activation == "relu":
        return None
    gradients = seen.insight.gradients
    least = min(gradients[:-1], default=math.inf)
    if not gradients[-1] or least * VANISHED > gradients[-1]:
        return None
    layer = gradients.index(least) + 1
    times = f"{gradients[-1] / least:,.0f} times as much" if least else "not 0"
    return Advice(
        "vanishing",
        f"{_still_guesses(seen)} The gradient vanishes on its way back: in layer {layer} it is "
        f"{least:.2g} long, in the output layer {gradients[-1]:.2g}, {times}. Each "
        f"{seen.recipe.activation} layer makes it smaller; relu layers don't.",
        {"activation": "relu"},
        "Try relu units",
    )


def mislabelled(seen: Seen) -> Advice | None:
    """Training images read worse than others: only wrong labels do that, since the end of an epoch
    is measured without dropout and warps."""
    # At its best: later on it may learn the wrong labels by heart, which hides them.
    last, most = seen.last, seen.most
    if most.end_accuracy is None:
        return None
    # Of few training images, many may be hard by chance: three standard errors at most.
    chance = 3 * math.sqrt(0.25 / min(seen.recipe.images, VALIDATION))
    if most.val_accuracy - most.end_accuracy < max(NOISY, chance):
        return None
    share = 1 - most.end_accuracy / most.val_accuracy
    sentence = (
        f"After epoch {most.epoch} it got {most.end_accuracy:.1%} right of the images that it learns "
        f"from, {most.val_accuracy:.1%} of others. So about {share:.0%} of the training labels must be "
        f"wrong{_noise_in_words(seen.recipe)}."
    )
    if last.val_accuracy < most.val_accuracy - LOST:
        sentence += f" Now it learns these by heart, and gets {last.val_accuracy:.1%} of others."
    else:
        sentence += " It learned to read in spite of them."
    return Advice("wrong labels", sentence, *right_labels(seen.recipe))


def diverging(seen: Seen) -> Advice | None:
    """A loss that rises, or is above that of guessing while many answers are right."""
    recipe, last = seen.recipe, seen.last
    losses = (last.val_loss, last.loss if last.end_loss is None else last.end_loss)
    if min(losses) > GUESS_LOSS and recipe.l2 == 0:
        return Advice(
            "diverging",
            f"It is right for {last.val_accuracy:.0%}, yet its loss is {last.val_loss:.2f}, and mere "
            f"guessing has {GUESS_LOSS:.2f}: at learning rate {seen.rate:g} it is far too sure where "
            "it is wrong.",
            *calmer(recipe),
        )
    least = min(seen.epochs, key=lambda epoch: epoch.loss)
    worse = [epoch.loss for epoch in seen.epochs[-2:]]
    if last.epoch - least.epoch >= 2 and min(worse) > max(1.5 * least.loss, 0.3):
        return Advice(
            "diverging",
            f"The training loss rose from {least.loss:.2f} in epoch {least.epoch} to "
            f"{last.loss:.2f}. At learning rate {seen.rate:g} the updates overshoot.",
            *calmer(recipe),
        )
    return None


def _still_guesses(seen: Seen) -> str:
    return (
        f"After epoch {seen.last.epoch} it still guesses: {seen.last.val_accuracy:.1%} right, where "
        "chance gives 10%."
    )


def _first(text: str | None) -> str:
    """The part of an error before its explanation."""
    return (text or "The loss stopped being a number").partition(":")[0] + "."


def _noise_in_words(recipe: Recipe) -> str:
    return f"; the recipe made {recipe.label_noise:.0%} wrong" * bool(
        recipe.label_noise
    )
