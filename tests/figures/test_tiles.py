"""What is looked at after each epoch says what it claims to."""

import numpy as np

from mnist_ann import mnist
from mnist_ann.figures import tiles
from mnist_ann.network import Network
from mnist_ann.store import files


def test_the_twelve_are_as_easy_and_as_hard_as_said(data):
    """In the article's run, three right from its first epoch on, seven later, two never."""
    places = list(tiles.TWELVE)
    images, labels = mnist.normalise(data.x_test[places]), data.y_test[places]
    kept = files.read("article").snapshots
    right = np.array(
        [
            tiles.read(Network.load(kept[epoch]), images)[0] == labels
            for epoch in sorted(kept)
            if epoch
        ]
    )
    assert (right.all(axis=0).sum(), (~right).all(axis=0).sum()) == (3, 2)
    assert right[-1].sum() == 10
    assert list(labels) == sorted(labels) and set(labels) == set(range(10))


def test_since_when_an_answer_has_stood():
    says = {digit: np.eye(10)[digit] for digit in range(10)}
    answers = {0: says[4], 1: says[7], 2: says[4], 5: says[7], 8: says[7]}
    assert tiles.since(answers, 7) == 5
    assert tiles.since(answers, 4) is None


def test_each_units_weights_are_a_tile_in_its_place():
    kernel = np.zeros((784, 30), np.float32)
    kernel[28 * 3 + 5, 9] = 1  # row 3, column 5 of unit 9: the second tile of row two
    picture, _ = tiles.weight_tiles(kernel, width=8 * 29)
    opacity = np.asarray(picture.convert("RGBA"))[..., 3]
    assert opacity.shape == (3 * 29 - 1, 8 * 29 - 1)
    assert np.argwhere(opacity > 128).tolist() == [[29 + 3, 29 + 5]]


def test_ten_units_without_a_hidden_layer_fill_ten_tiles():
    rng = np.random.default_rng(0)
    picture, most = tiles.weight_tiles(rng.normal(size=(784, 10)), width=8 * 29)
    assert picture.size == (8 * 29 - 1, 2 * 29 - 1)
    # Full strength is what one weight in a hundred exceeds: 2.58 of a normal distribution.
    assert abs(most - 2.58) < 0.1
