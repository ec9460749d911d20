import numpy as np
import pytest

from mnist_ann.errors import Problem
from mnist_ann.mnist import normalise
from mnist_ann.network import Network
from mnist_ann.recipe import styles
from mnist_ann.store.files import NETWORKS


@pytest.fixture(scope="module")
def painted(data):
    """(painted images, their source, their labels) of the first 2,000 test images."""
    images, source = styles.paint(data.x_test[:2_000], data.y_test[:2_000], 7)
    return images, source, data.y_test[source]


def test_only_digits_with_a_style_are_painted_and_most_of_those(data, painted):
    images, source, labels = painted
    assert set(labels) == set(styles.STYLES) == {0, 1, 4, 7, 9}
    assert len(set(source)) == len(source)
    for digit in (0, 1, 7, 9):
        share = (labels == digit).sum() / (data.y_test[:2_000] == digit).sum()
        assert share > 0.9 / styles.EVERY, digit
    assert images.dtype == np.uint8
    assert images.shape[1:] == (28, 28)


def test_the_same_seed_paints_the_same(data):
    few = data.train.images[:100], data.train.labels[:100]
    assert np.array_equal(styles.paint(*few, 1)[0], styles.paint(*few, 1)[0])
    assert not np.array_equal(styles.paint(*few, 1)[0], styles.paint(*few, 2)[0])


def added_by(style, image, seed=3):
    """(places (k, 2) of row and column that gained ink, side of the canvas)."""
    canvas = styles._canvas(image)
    before = np.asarray(canvas).copy()
    style(canvas, np.random.default_rng(seed))
    return np.argwhere((np.asarray(canvas) > 200) & (before < 50)), canvas.width


def bar():
    """A plain vertical stroke, as a one or the stem of a seven or a nine."""
    image = np.zeros((28, 28), np.uint8)
    image[4:24, 13:15] = 255
    return image


def test_a_seven_is_crossed_on_both_sides_of_its_stem():
    added, side = added_by(styles.crossed, bar())
    assert (added[:, 1] < side / 2).any()
    assert (added[:, 1] > side / 2).any()
    assert (np.abs(added[:, 0] - side / 2) < 0.15 * side).all()


def test_a_zero_is_slashed_from_the_lower_left_to_the_upper_right():
    y, x = np.mgrid[:28, :28] - 13.5
    ring = (np.abs(np.hypot(x, y) - 8) < 1.2).astype(np.uint8) * 255
    added, side = added_by(styles.slashed, ring)
    rows, columns = added.T - side / 2
    assert (np.hypot(rows, columns) < 8).any()  # through the middle
    assert np.corrcoef(rows, columns)[0, 1] < -0.9


def test_an_upstroke_is_at_the_upper_left_of_a_one():
    added, side = added_by(styles.upstroke_and_foot, bar())
    upper = added[added[:, 0] < side / 2]
    assert len(upper) > 100
    assert (upper[:, 1] < side / 2 + 6).mean() > 0.95


def test_a_tail_goes_to_the_lower_left_of_a_nine():
    added, side = added_by(styles.long_tail, bar())
    assert len(added) > 100
    assert (added[:, 0] > side / 2).all()
    assert (added[:, 1] < side / 2 + 6).mean() > 0.9


def test_a_closed_four_keeps_its_stem():
    closed = np.zeros((28, 28), np.uint8)
    closed[4:24, 17:19] = 255  # a stem and nothing to its left but a bar below
    closed[16:18, 8:19] = 255
    with pytest.raises(Problem, match="closed"):
        styles._shorten_stem(styles._canvas(closed), np.random.default_rng(0))


def test_the_drawing_network_reads_the_styles_and_the_articles_does_not_know_them(
    painted,
):
    images, _, labels = painted
    read = {
        name: (
            Network.load(NETWORKS / f"{name}.keras")
            .forward(normalise(images))
            .argmax(1)
            == labels
        ).mean()
        for name in ("article", "draw")
    }
    assert read["draw"] > 0.97
    assert read["article"] < 0.9
