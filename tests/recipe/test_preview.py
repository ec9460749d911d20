"""What the preview shows, against what the compiled epoch is given to train on."""

import numpy as np
import pytest
import tensorflow as tf

from mnist_ann import mnist
from mnist_ann.recipe import preview
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.recipe.training_set import epoch_order, training_split, variants
from mnist_ann.worker import warp
from mnist_ann.worker.epoch import CompiledEpoch
from mnist_ann.worker.keras_model import initial

EVERYTHING = {
    "shift": 2.0, "turn": 15.0, "zoom": 0.1, "slant": 0.2, "elastic": 0.6,
    "styles": 0.7, "redrawn": 0.7,
}  # fmt: skip


class Given(CompiledEpoch):
    """Keeps what the compiled function is given, in place of training on it."""

    def _part(self, images, rows, labels, warps, knobs, key, part):
        self.images, self.rows, self.maps = images, rows.numpy(), warps
        return tf.zeros(len(rows) // self.batch), 0.0


def as_trained(recipe, data, epoch):
    """The first eight training images as the epoch gathers and warps them."""
    split = training_split(recipe, data)
    versions, given = variants(recipe, split), Given(recipe, len(split))
    orders = []

    def rows_of(recipe, epoch, order):
        orders.append(order)
        return versions.choose(recipe, epoch, order)

    state = initial(recipe)
    given.run(recipe, state, epoch, versions.images, rows_of, split.labels)
    turns = [int(np.flatnonzero(orders[0] == place)[0]) for place in range(8)]
    images = mnist.normalise(given.images[given.rows[turns]]).reshape(-1, 784)
    if given.maps is not None:
        images = np.asarray(warp.warp(images, given.maps.numpy()[turns]))
    return images.reshape(-1, 28, 28)


@pytest.mark.parametrize(
    "choices",
    [
        EVERYTHING,
        {"elastic": 0.8},
        {"turn": 20.0, "seed": 7},
        {"styles": 1.0, "label_noise": 0.3},
        {"redrawn": 1.0},
    ],
)
def test_the_preview_shows_the_very_images_that_training_sees(small, choices):
    recipe = Recipe(hidden=(), batch_size=101, **choices)  # 1,111 images: no rest
    for epoch in (1, 2):
        trained = as_trained(recipe, small, epoch)
        shown = preview.seen(recipe, small, epoch)
        assert np.abs(shown.images - trained).max() < 1e-6
        moved = np.abs(shown.images - mnist.normalise(shown.originals))
        assert moved.max() > 0.1


def test_without_warps_and_versions_an_epoch_sees_the_images_as_they_are(small):
    shown = preview.seen(Recipe(), small, epoch=3)
    assert np.array_equal(shown.originals, small.train.images[: preview.SHOWN])
    assert np.array_equal(shown.images, mnist.normalise(shown.originals))


def test_wrong_labels_are_those_that_training_tells(small):
    recipe = Recipe(label_noise=0.01, images=1_000)
    found = preview.misled(recipe, small)
    assert len(found.told) == preview.SHOWN  # of 10
    told = training_split(recipe, small).labels
    wrong = np.flatnonzero(told != small.train.labels[:1_000])
    assert np.array_equal(found.told, told[wrong[: preview.SHOWN]])
    assert np.array_equal(found.originals, small.train.images[wrong[: preview.SHOWN]])
    assert (found.told != found.labels).all()
    assert len(preview.misled(Recipe(), small).told) == 0


def test_wrong_labels_are_spread_over_every_epoch(data):
    """Of each tenth of an epoch half the labels are wrong: no epoch has all wrong ones first."""
    recipe = Recipe(label_noise=0.5)
    wrong = training_split(recipe, data).labels != data.train.labels
    for epoch in range(1, 31):
        order = epoch_order(recipe, epoch, len(wrong))
        shares = wrong[order].reshape(10, -1).mean(axis=1)
        assert np.abs(shares - 0.5).max() < 0.035  # 5 standard deviations


def test_versions_of_a_few_are_those_of_all(small):
    recipe = Recipe(**EVERYTHING)
    split = training_split(recipe, small)
    everything = variants(recipe, split)
    few = variants(recipe, split, only=[3, 4, 20])
    assert few.redrawn[4] != 4 and few.redrawn[3] == 3 and few.redrawn[6] == 6
    for place in (3, 4, 20):
        for of_all, of_few in (
            (everything.redrawn, few.redrawn),
            (everything.styled, few.styled),
        ):
            assert np.array_equal(
                everything.images[of_all[place]], few.images[of_few[place]]
            )
