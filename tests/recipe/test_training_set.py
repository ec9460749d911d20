import numpy as np
import pytest

from mnist_ann import mnist
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.recipe.training_set import EVERY, redraw, training_split, variants


@pytest.fixture(scope="module")
def split(data):
    return mnist.Split("train", data.x_train_full[:400], data.y_train_full[:400])


def test_without_a_share_there_is_nothing_but_the_images(split):
    found = variants(Recipe(), split)
    order = np.random.default_rng(0).permutation(400)
    assert found.images is split.images
    assert np.array_equal(found.choose(Recipe(), 1, order), order)


def test_each_image_is_replaced_by_a_version_of_itself(split):
    recipe = Recipe(styles=1, redrawn=1)
    found = variants(recipe, split)
    order = np.arange(400)
    chosen = found.choose(recipe, 1, order)
    styled = np.isin(split.labels, [0, 1, 4, 7, 9]) & (chosen >= 400 + 400 // EVERY)
    # At most one in two of these digits has a style; a few have no place for a stroke.
    assert 0.35 < styled.sum() / np.isin(split.labels, [0, 1, 4, 7, 9]).sum() < 0.55
    redrawn = np.arange(0, 400, EVERY)
    assert (chosen[redrawn] >= 400).all()
    # What was redrawn looks like what it was: their pixels go together.
    for index in redrawn[:50]:
        if 400 <= chosen[index] < 400 + 400 // EVERY:
            pair = found.images[[index, chosen[index]]].reshape(2, -1).astype(float)
            assert np.corrcoef(pair)[0, 1] > 0.5


def test_shares_are_kept_and_come_from_seed_and_epoch_alone(split):
    recipe = Recipe(redrawn=0.3)
    found = variants(recipe, split)
    order = np.arange(400)
    shares = [(found.choose(recipe, epoch, order) >= 400).mean() for epoch in range(50)]
    assert np.mean(shares) == pytest.approx(0.3 / EVERY, abs=0.01)
    assert np.array_equal(
        found.choose(recipe, 3, order), found.choose(recipe, 3, order)
    )
    assert not np.array_equal(
        found.choose(recipe, 3, order), found.choose(recipe, 4, order)
    )


def test_redrawing_centres_the_mass_as_mnist_does(split):
    images, source = redraw(split.images[:40])
    assert len(images) == len(source) == 20
    for image in images.astype(float):
        y = (image.sum(axis=1) @ np.arange(28)) / image.sum()
        x = (image.sum(axis=0) @ np.arange(28)) / image.sum()
        assert (y, x) == pytest.approx((14, 14), abs=0.6)


def test_half_the_labels_wrong(data):
    told = training_split(Recipe(label_noise=0.5), data).labels
    wrong = told != data.train.labels
    assert wrong.sum() == 27_500
    shift = (told[wrong].astype(int) - data.train.labels[wrong]) % 10
    counts = np.bincount(shift, minlength=10)
    assert counts[0] == 0
    assert np.abs(counts[1:] - 27_500 / 9).max() < 250  # 5 standard deviations


def test_fewer_images_are_the_first_and_own_digits_come_beside_them(data):
    few = training_split(Recipe(images=100), data)
    assert np.array_equal(few.images, data.train.images[:100])
    own = mnist.Mnist(
        np.concatenate([data.x_train_full, data.x_test[:7]]),
        np.concatenate([data.y_train_full, data.y_test[:7]]),
        data.x_test,
        data.y_test,
    )
    with_own = training_split(Recipe(images=100), own)
    assert np.array_equal(with_own.images[100:], data.x_test[:7])
