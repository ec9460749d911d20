"""The first training images as each epoch sees them: in which version, under which warp, with which label.

Nothing is invented for it: these are the very images that the compiled epoch gathers and warps.
"""

import dataclasses
import functools
from dataclasses import dataclass

import numpy as np

from mnist_ann.mnist import normalise
from mnist_ann.recipe import warps
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.recipe.training_set import epoch_order, training_split, variants

SHOWN = 8  # images


@dataclass(frozen=True, eq=False)
class Seen:
    """k training images: what they are, uint8 (k, 28, 28), what the network is shown, float32
    (k, 28, 28), 0 to 1, their right labels (k,), and those that the network is told (k,)."""

    originals: np.ndarray
    images: np.ndarray
    labels: np.ndarray
    told: np.ndarray


def seen(recipe, data, epoch):
    """The first SHOWN training images as an epoch, counted from 1, sees them: a Seen.

    data: the Mnist that is trained on. Other writing styles take some seconds, the first time.
    """
    split = training_split(recipe, data)
    order = epoch_order(recipe, epoch, len(split))
    turns = np.argsort(order)[:SHOWN]  # when each of them has its turn
    versions, pictures = _versions(_what_versions_need(recipe), data)
    rows = versions.choose(recipe, epoch, order)[turns]
    images = normalise(np.array([pictures[row] for row in rows])).reshape(-1, 784)
    if recipe.warps:
        images = warps.warp(images, warps.draw_warps(recipe, epoch, len(split))[turns])
    return _seen(recipe, data, slice(0, SHOWN), images.reshape(-1, 28, 28))


def misled(recipe, data):
    """The first SHOWN training images that are told a wrong label: a Seen, of fewer if they are
    fewer."""
    told, right = training_split(recipe, data), _told_right(recipe, data)
    wrong = np.flatnonzero(told.labels != right.labels)[:SHOWN]
    return _seen(recipe, data, wrong, normalise(told.images[wrong]))


def _seen(recipe, data, places, images):
    told, right = training_split(recipe, data), _told_right(recipe, data)
    return Seen(right.images[places], images, right.labels[places], told.labels[places])


def _told_right(recipe, data):
    return training_split(dataclasses.replace(recipe, label_noise=0.0), data)


def _what_versions_need(recipe):
    """A recipe of those choices alone that decide what the versions look like, so that no other
    choice has them made anew."""
    return Recipe(
        seed=recipe.seed,
        images=recipe.images,
        label_noise=recipe.label_noise,
        styles=float(recipe.styles > 0),
        redrawn=float(recipe.redrawn > 0),
    )


@functools.lru_cache(maxsize=2)
def _versions(recipe, data):
    """(the Variants of the first SHOWN images, without its images; {row: image} of those)."""
    found = variants(recipe, training_split(recipe, data), only=range(SHOWN))
    few = slice(0, SHOWN)
    rows = np.unique([np.arange(SHOWN), found.redrawn[few], found.styled[few]])
    images = {row: found.images[row] for row in rows}
    return dataclasses.replace(found, images=found.images[:0]), images
