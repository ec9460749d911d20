"""What a recipe trains on: which images, with which labels, in which versions.

An image can be as it is, as a drawing would be stored, or in another writing style. All versions are made once, before the first epoch; each epoch then chooses one for each image.
"""

from dataclasses import dataclass

import numpy as np

from mnist_ann.digitize import digitize
from mnist_ann.errors import Problem
from mnist_ann.mnist import Split
from mnist_ann.recipe import styles
from mnist_ann.recipe.choices import EVERY_IMAGE
from mnist_ann.recipe.recipe import DIGITS

EVERY = 2  # one in so many images has a redrawn version: enough, and half the time


def training_split(recipe, data):
    """The Split of an Mnist that a recipe trains on, with the labels that it is told: so many of the
    55,000 images, and whatever was put beside those."""
    train = data.train
    chosen = np.r_[: min(recipe.images, len(train)), EVERY_IMAGE : len(train)]
    if len(chosen) == len(train) and not recipe.label_noise:
        return train
    return Split(
        train.name,
        train.images[chosen],
        wrong_labels(recipe, train.labels[chosen]),
        train.start,
    )


def epoch_order(recipe, epoch, count):
    """The order in which an epoch goes through so many images: a permutation, ints (count,).

    From (seed, epoch) alone: a run resumed at epoch 7 sees the batches it would have seen.
    """
    return np.random.default_rng((recipe.seed, epoch)).permutation(count)


def wrong_labels(recipe, labels):
    """Labels (n,), of which recipe.label_noise are replaced by one of the nine others each."""
    # Not (seed, n): that is the order of the images in epoch n, which would then see all wrong labels
    # first and all right ones after them.
    random = np.random.default_rng((recipe.seed, 0, 4))
    wrong = random.permutation(len(labels))[: round(recipe.label_noise * len(labels))]
    labels = labels.copy()
    labels[wrong] = (labels[wrong] + random.integers(1, DIGITS, len(wrong))) % DIGITS
    return labels


@dataclass(frozen=True, eq=False)
class Variants:
    """images: uint8 (m, 28, 28), first the n originals, then all other versions.
    redrawn, styled: int (n,), where an image's other version is; its own place if it has none."""

    images: np.ndarray
    redrawn: np.ndarray
    styled: np.ndarray

    def choose(self, recipe, epoch, order):
        """Where to find the images of an order (n,) in this epoch, from (seed, epoch) alone."""
        random = np.random.default_rng((recipe.seed, epoch, 3))
        redrawn, styled = random.random((2, len(order)))
        chosen = np.where(redrawn < recipe.redrawn, self.redrawn[order], order)
        # A style comes before a redrawn version, but an image without one keeps what it has.
        has_style = self.styled[order] != order
        return np.where(
            (styled < recipe.styles) & has_style, self.styled[order], chosen
        )


def variants(recipe, split, only=None):
    """The Variants that a recipe needs of a Split. What was put beside MNIST's images stays as it is: it
    has a style already, and was drawn. only: places of images, to make no versions of any others, which
    is quicker; those that are made stay the same."""
    own = split.images[: recipe.images]
    images, places = [split.images], []
    for share, make in (
        (recipe.redrawn, lambda: redraw(own, only)),
        (
            recipe.styles,
            lambda: styles.paint(own, split.labels[: recipe.images], recipe.seed, only),
        ),
    ):
        place = np.arange(len(split))
        if share:
            versions, source = make()
            place[source] = sum(map(len, images)) + np.arange(len(versions))
            images.append(versions)
        places.append(place)
    return Variants(np.concatenate(images) if images[1:] else images[0], *places)


def redraw(images, only=None):
    """(images as `digitize` would store them, of which images they are) for one in EVERY. only: as in
    `variants`."""
    made, source = [], []
    for index in range(0, len(images), EVERY):
        if only is not None and index not in only:
            continue
        try:
            image = digitize(np.pad(images[index], 4)).image
        except Problem:
            continue
        made.append(np.round(image * 255).astype(np.uint8))
        source.append(index)
    return np.array(made, np.uint8).reshape(-1, 28, 28), np.array(source, int)
