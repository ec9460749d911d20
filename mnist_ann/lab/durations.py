"""How long a run will take, from how long the article's epoch took on this machine."""

import math
import statistics

from mnist_ann.recipe.choices import EVERY_IMAGE
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.words import counted

# Fitted to epochs of 24 recipes, from no hidden layer to 1000, 1000 and from batch 1 to 4,096: within
# half of each, most within a fifth. The unit is the time that one image takes for one parameter.
PER_IMAGE = 55_000  # what an image costs whatever the network
PER_WARP = 220_000  # what warping it costs
PER_DROP = 120  # what dropout costs for each output of a hidden layer
# What an update costs for each parameter.
PER_UPDATE = {"sgd": 10, "momentum": 32, "adam": 30, "adamw": 30}
PER_PENALTY = 45  # what L2 adds to that
PER_END = 9_000  # images that measuring and storing at an epoch's end take as long as
# What a run costs before its first epoch, in the article's epochs: to begin, and to compile an epoch of
# a shape that its worker hasn't trained yet. Workers have trained the article's when they are warm.
PER_START, PER_SHAPE = 0.4, 3.2
# What versions of an image cost, once, before the first epoch: in the article's epochs of as many.
PER_REDRAWN, PER_STYLED = 100, 65
LATELY = 20  # epochs whose mean says how long the next ones take
FAR_TOO_LOW = 1.5  # times what was said that a run must take for more to be said


def seconds_an_epoch(recipe, article_seconds, beside=0):
    """Seconds of one epoch. article_seconds: of one epoch of the article's recipe, measured where the
    run will train. beside: how many images it trains on besides the recipe's."""
    return article_seconds * _cost(recipe, beside) / _cost(Recipe())


def seconds_to_prepare(recipe, article_seconds):
    """Seconds before the first epoch, in which other versions of the images are made."""
    epochs = PER_REDRAWN * (recipe.redrawn > 0) + PER_STYLED * (recipe.styles > 0)
    return article_seconds * epochs * recipe.images / EVERY_IMAGE


def seconds_to_compile(recipe, article_seconds):
    """Seconds before the first epoch in which it is compiled; 0 for the article's shape."""
    return article_seconds * PER_SHAPE * (recipe.shape != Recipe().shape)


def seconds_from_epoch_to_epoch(recipe, article_seconds, beside=0):
    """Seconds of an epoch with measuring and storing at its end."""
    end = PER_END * (recipe.parameters + PER_IMAGE) / _cost(Recipe())
    return seconds_an_epoch(recipe, article_seconds, beside) + end * article_seconds


def seconds(recipe, article_seconds, beside=0):
    """Seconds of a whole run, without waiting for its turn; arguments as in `seconds_an_epoch`."""
    epoch = seconds_from_epoch_to_epoch(recipe, article_seconds, beside)
    return (
        article_seconds * PER_START
        + seconds_to_compile(recipe, article_seconds)
        + seconds_to_prepare(recipe, article_seconds)
        + recipe.epochs * epoch
    )


def seconds_left(took, epochs, expected=None):
    """Seconds until a run's last epoch has ended, as one would say it epoch by epoch: it falls, and rises
    only when it was far too low, so that it never goes to and fro on a busy machine.

    took: seconds of each epoch that has ended. epochs: of the whole run. expected: of an epoch, for
    as long as only the first one has ended, which may have waited for its compilation; None if unknown.
    """
    said = math.inf
    for ended in range(1, len(took) + 1):
        lately = took[max(1, ended - LATELY) : ended] or [expected or took[0]]
        left = (epochs - ended) * statistics.mean(lately)
        if left < said or left > FAR_TOO_LOW * said:
            said = left
    return said


def roughly(seconds):
    """A duration that isn't known well: "a few seconds", "about 20 seconds", "about a minute"."""
    if seconds < 10:
        return "a few seconds"
    if seconds < 55:
        seconds = round(seconds, -1)
    return f"about {'a minute' if 55 <= seconds < 90 else in_words(seconds)}"


def in_words(seconds):
    """A duration as people say it: "8 seconds", "3 minutes"."""
    if seconds < 90:
        count, unit = max(1, round(seconds)), "second"
    elif seconds < 90 * 60:
        count, unit = round(seconds / 60), "minute"
    else:
        count, unit = round(seconds / 3600), "hour"
    return counted(count, unit)


def _cost(recipe, beside=0):
    warps = PER_WARP * recipe.warps
    drops = PER_DROP * sum(recipe.hidden) * (recipe.dropout > 0)
    each = recipe.parameters + PER_IMAGE + warps + drops
    update = PER_UPDATE[recipe.optimizer] + PER_PENALTY * (recipe.l2 > 0)
    images = recipe.images + beside
    return images * each + recipe.updates(images) * recipe.parameters * update
