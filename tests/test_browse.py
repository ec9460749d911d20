"""Images are found where the article and the published files have them."""

import numpy as np
import pytest

from mnist_ann import browse
from mnist_ann.errors import Problem

# Digits 0 to 9, counted in the published files.
TRAIN_FILE = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
TEST_FILE = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]


def test_the_articles_third_image_is_a_4_that_validates(data):
    item = browse.find(data, "train-2")
    assert (item.label, item.split, item.array) == (4, "validation", "x_train_full[2]")
    np.testing.assert_array_equal(item.image, data.x_train_full[2])


@pytest.mark.parametrize(
    "address, split",
    [
        ("train-0", "validation"),
        ("train-4999", "validation"),
        ("train-5000", "train"),
        ("train-59999", "train"),
        ("test-0", "test"),
        ("test-9999", "test"),
    ],
)
def test_an_address_names_an_image_of_its_file(data, address, split):
    file, index = address.split("-")
    images = {"train": data.x_train_full, "test": data.x_test}[file]
    labels = {"train": data.y_train_full, "test": data.y_test}[file]
    item = browse.find(data, address)
    assert (item.address, item.split) == (address, split)
    assert item.label == labels[int(index)]
    np.testing.assert_array_equal(item.image, images[int(index)])


@pytest.mark.parametrize(
    "address",
    ["", "train", "train-", "train--1", "train-60000", "test-10000", "validation-1",
     "test-1x", " test-1", "test-1\n", "test-٣", "test-1e3", "test-" + "9" * 400],
)  # fmt: skip
def test_a_wrong_address_is_a_problem(data, address):
    with pytest.raises(Problem, match="There is no image"):
        browse.find(data, address)


def test_counts_are_those_of_the_published_files(data):
    counts = browse.counts(data.splits)
    assert counts["test"].tolist() == TEST_FILE
    assert (counts["train"] + counts["validation"]).tolist() == TRAIN_FILE
    assert counts["validation"].sum() == 5_000


def test_a_selection_holds_all_images_of_a_digit_in_the_files_order(data):
    places = browse.select(data.test, digit=4)
    assert len(places) == TEST_FILE[4]
    assert (data.y_test[places] == 4).all()
    assert (np.diff(places) > 0).all()


def test_a_seed_shuffles_and_repeats_itself(data):
    plain = browse.select(data.test, digit=3)
    one, again, other = (browse.select(data.test, 3, seed) for seed in (1, 1, 2))
    assert one.tolist() == again.tolist() != other.tolist()
    assert one.tolist() != plain.tolist() == sorted(one.tolist())


def test_items_of_the_training_split_keep_their_index_in_the_file(data):
    (item,) = browse.items(data.train, [17])
    assert item.address == "train-5017"
    np.testing.assert_array_equal(item.image, data.x_train_full[5_017])


def test_the_mean_image_of_a_digit_adds_all_of_them_up(data):
    means = browse.mean_images(data.validation)
    total, count = np.zeros((28, 28)), 0
    for image, label in zip(data.validation.images, data.validation.labels):
        if label == 7:
            total, count = total + image, count + 1
    np.testing.assert_allclose(means[7], total / count / 255)
    assert 0 <= means.min() and means.max() <= 1
