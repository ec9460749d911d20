"""What a run shows of itself: one sentence with its number, and one change of the recipe that helps.

`advise` goes through what can be seen, the most serious first. The thresholds were set on runs of 39
recipes of 3 to 60 epochs; each says what it tells apart.
"""

import dataclasses
import math
from dataclasses import dataclass

from mnist_ann.mnist import VALIDATION
from mnist_ann.recipe.choices import EPOCHS, EVERY_IMAGE
from mnist_ann.recipe.recipe import Recipe

GUESSING = 0.2  # right: twice what guessing gives; every run that learned was above it after 3 epochs
GUESS_LOSS = math.log(10)  # of a network that gives each digit the same probability
DEAD = 0.4  # share of a layer: 0.16 is the most in a sound run, 0.57 and more at too large rates
VANISHED = 10  # times between two layers' gradients: up to 4 in sound runs, 19 and more in these
NOISY = 0.04  # by how much training images are read worse than others: at most 0.011 with right labels
GAP = 0.03  # between training and validation: at most 0.016 on all images, 0.10 and more on few
RISE = 1.2  # times the best validation loss: 1.66 where Adam overfits, 1.18 where it doesn't matter
PATIENCE = 5  # epochs without anything better; sound runs pause for up to 3
RISING = 0.005  # validation accuracy gained in the last fifth: 0.001 at the end of the article's run
SLOW = 0.9  # validation accuracy: every sound run on all images was above it after 3 epochs
SMALL = 16  # units: with 2 in a layer, 62% is all that ten epochs give
ENOUGH = 3  # epochs before a run that still trains is judged; DISASTER for what can't get better
DISASTER = 2

# Learning rates at which each optimizer trained steadily.
STEADY = {"sgd": 0.01, "momentum": 0.01, "adam": 0.001, "adamw": 0.001}


@dataclass(frozen=True)
class Advice:
    """What was seen. kind: "waiting", "diverging", "not learning", "vanishing", "wrong labels",
    "dead units", "overfitting", "stop", "too slow" or "fine". sentence: with its number. change:
    {choice: value} of the recipe that would help, or None. label: what a button for it says."""

    kind: str
    sentence: str
    change: dict | None = None
    label: str = ""

    def changed(self, recipe):
        """The Recipe with the change."""
        return dataclasses.replace(recipe, **self.change)


def advise(recipe, epochs, insights, status, error=None):
    """The Advice for a run. epochs, insights: as the RunStore lists them; insights may be missing.
    status, error: the run's."""
    if status == "failed":
        return _failed(recipe, error)
    live = status in ("queued", "running", "paused")  # there may be more to come
    seen = _Seen(recipe, epochs, insights, live)
    waiting = Advice("waiting", "The coach speaks after the first epochs.")
    if not epochs or (live and len(epochs) < DISASTER):
        return waiting
    if live and len(epochs) < ENOUGH:
        return _hopeless(seen) or waiting
    rules = (_hopeless, _unlearned, _mislabelled, _diverging, _dead, _overfitting, _idle, _slow)  # fmt: skip
    return next(filter(None, (rule(seen) for rule in rules)), None) or _fine(seen)


class _Seen:
    """The numbers that the rules ask for."""

    def __init__(self, recipe, epochs, insights, live):
        self.recipe, self.epochs, self.live = recipe, epochs, live
        self.count = len(epochs)
        self.insight = insights[-1] if insights else None
        if not epochs:
            return
        self.last = epochs[-1]
        self.best = min(epochs, key=lambda epoch: epoch.val_loss)
        self.most = max(epochs, key=lambda epoch: epoch.val_accuracy)
        measured = self.last.end_accuracy is not None
        self.training = self.last.end_accuracy if measured else self.last.accuracy

    @property
    def guesses(self):
        return self.last.val_accuracy < GUESSING

    @property
    def dead(self):
        """(share, layer from 1) of the layer with the most dead units."""
        if self.insight is None or not self.insight.dead:
            return 0.0, 1
        share = max(self.insight.dead)
        return share, self.insight.dead.index(share) + 1

    @property
    def rate(self):
        return self.recipe.learning_rate_at(self.last.epoch)


def _failed(recipe, error):
    if recipe.pixels != Recipe().pixels:
        return Advice("diverging", f"{_first(error)} {_RAW}", *_divided())
    return Advice("diverging", error, *_calmer(recipe))


def _hopeless(seen):
    """Guessing, with no way back: dead layers, pixels that were not divided by 255."""
    share, layer = seen.dead
    if not seen.guesses or share < 0.9:
        return None
    guess = _still_guesses(seen)
    if seen.recipe.pixels != Recipe().pixels:
        return Advice(
            "not learning",
            f"{guess} {_RAW} Now {share:.0%} of the units of layer {layer} are dead.",
            *_divided(),
        )
    return Advice(
        "diverging",
        f"{guess} At learning rate {seen.rate:g} the first updates threw the weights so far that "
        f"{share:.0%} of the units of layer {layer} are dead: they give the same for every image.",
        *_calmer(seen.recipe),
    )


def _unlearned(seen):
    """Guessing, for one of several reasons."""
    if not seen.guesses:
        return None
    recipe, guess = seen.recipe, _still_guesses(seen)
    if recipe.pixels != Recipe().pixels:
        return Advice("not learning", f"{guess} {_RAW}", *_divided())
    if seen.last.val_accuracy < 0.05 or recipe.label_noise >= 0.8:
        return Advice(
            "wrong labels",
            f"After epoch {seen.last.epoch} it reads {seen.last.val_accuracy:.1%} of the validation "
            f"images right. Guessing gives 10%, so it learned from wrong labels"
            f"{_noise_in_words(recipe)}.",
            *_right_labels(recipe),
        )
    faded = _faded(seen)
    if faded:
        return faded
    if seen.count > 1 and seen.last.val_loss < seen.epochs[0].val_loss * 0.999:
        return _faster(
            seen,
            f"After epoch {seen.last.epoch} it is right for {seen.last.val_accuracy:.0%}, but it does "
            f"learn: the validation loss fell from {seen.epochs[0].val_loss:.3f} to "
            f"{seen.last.val_loss:.3f}.",
        )
    if recipe.learning_rate <= STEADY[recipe.optimizer] / 10:
        return _faster(
            seen,
            f"{guess} At learning rate {seen.rate:g} the weights hardly move: the validation loss is "
            f"{seen.last.val_loss:.3f}, and {GUESS_LOSS:.3f} is that of guessing.",
        )
    return Advice(
        "not learning",
        f"{guess} The learning rate, {seen.rate:g}, is probably too large.",
        *_calmer(recipe),
    )


def _faded(seen):
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


def _mislabelled(seen):
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
    if last.val_accuracy < most.val_accuracy - GAP:
        sentence += f" Now it learns these by heart, and gets {last.val_accuracy:.1%} of others."
    else:
        sentence += " It learned to read in spite of them."
    return Advice("wrong labels", sentence, *_right_labels(seen.recipe))


def _diverging(seen):
    """A loss that rises, or is above that of guessing while many answers are right."""
    recipe, last = seen.recipe, seen.last
    losses = (last.val_loss, last.loss if last.end_loss is None else last.end_loss)
    if min(losses) > GUESS_LOSS and recipe.l2 == 0:
        return Advice(
            "diverging",
            f"It is right for {last.val_accuracy:.0%}, yet its loss is {last.val_loss:.2f}, and mere "
            f"guessing has {GUESS_LOSS:.2f}: at learning rate {seen.rate:g} it is far too sure where "
            "it is wrong.",
            *_calmer(recipe),
        )
    least = min(seen.epochs, key=lambda epoch: epoch.loss)
    worse = [epoch.loss for epoch in seen.epochs[-2:]]
    if last.epoch - least.epoch >= 2 and min(worse) > max(1.5 * least.loss, 0.3):
        return Advice(
            "diverging",
            f"The training loss rose from {least.loss:.2f} in epoch {least.epoch} to "
            f"{last.loss:.2f}. At learning rate {seen.rate:g} the updates overshoot.",
            *_calmer(recipe),
        )
    return None


def _dead(seen):
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
        return Advice("dead units", sentence, *_weaker_penalty())
    if recipe.learning_rate > STEADY[recipe.optimizer]:
        sentence += f" Large updates killed them: the learning rate was {seen.rate:g}."
        return Advice("dead units", sentence, *_calmer(recipe))
    return Advice(
        "dead units", sentence, {"activation": "tanh"}, "Try tanh units"
    )  # fmt: skip


def _overfitting(seen):
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
        change = _right_labels(recipe)
    elif rises and not recipe.patience:
        change = {"patience": 3}, "Try early stopping"
    elif recipe.dropout < 0.3 and recipe.hidden:
        change = {"dropout": 0.3}, "Try dropout 0.3"
    elif recipe.warps:
        return Advice("overfitting", sentence)
    else:
        change = {"shift": 2.0}, "Try images shifted by up to 2 pixels"
    return Advice("overfitting", sentence, *change)


def _idle(seen):
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


def _slow(seen):
    """Still far from done, or still rising at the end."""
    last, recipe = seen.last, seen.recipe
    back = max(1, seen.count // 5)
    if seen.count <= back:
        return None
    gain = last.val_accuracy - seen.epochs[-1 - back].val_accuracy
    span = "the last epoch" if back == 1 else f"the last {back} epochs"
    if last.val_accuracy < SLOW and seen.count >= ENOUGH and recipe.images >= 10_000:
        return _faster(
            seen,
            f"After epoch {last.epoch} it is right for {last.val_accuracy:.1%} of the validation "
            "images; the article's network passes 90% in its first epoch.",
        )
    if seen.live or gain < RISING or last.epoch < recipe.epochs:
        return None  # whoever stopped it can resume it
    return _faster(
        seen,
        f"It was still getting better when it ended: validation accuracy rose by {100 * gain:.1f} "
        f"points in {span}, to {last.val_accuracy:.1%}.",
    )


def _fine(seen):
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


# Sentences and changes that several rules share

_RAW = (
    "Its pixels go up to 255 instead of 1, so the first updates were hundreds of times too large."
)  # fmt: skip


def _still_guesses(seen):
    return (
        f"After epoch {seen.last.epoch} it still guesses: {seen.last.val_accuracy:.1%} right, where "
        "chance gives 10%."
    )


def _first(text):
    """The part of an error before its explanation."""
    return (text or "The loss stopped being a number").partition(":")[0] + "."


def _noise_in_words(recipe):
    return f"; the recipe made {recipe.label_noise:.0%} wrong" * bool(
        recipe.label_noise
    )


def _divided():
    return {"pixels": Recipe().pixels}, "Try pixels divided by 255"


def _right_labels(recipe):
    return ({"label_noise": 0.0}, "Try the right labels") if recipe.label_noise else ()


def _weaker_penalty():
    return {"l2": 0.0001}, "Try L2 0.0001"


def _calmer(recipe):
    """A learning rate at which training is steady."""
    steady = STEADY[recipe.optimizer]
    if recipe.learning_rate <= steady:
        steady = float(f"{recipe.learning_rate / 10:.1g}")
    return {"learning_rate": steady, "rates": ()}, f"Try learning rate {steady:g}"


def _faster(seen, sentence):
    """What speeds a recipe up: whatever slows it most."""
    recipe = seen.recipe
    steady = STEADY[recipe.optimizer]
    if recipe.learning_rate < steady:
        change = {"learning_rate": steady, "rates": ()}, f"Try learning rate {steady:g}"
        sentence += f" A larger learning rate than {seen.rate:g} would be quicker."
    elif recipe.l2 >= 0.01:
        change = _weaker_penalty()
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
            change = ()
    return Advice("too slow", sentence, *change)
