import numpy as np
import pytest

from mnist_ann import writers
from mnist_ann.evaluation import by_writer
from mnist_ann.evaluation.by_writer import Hand
from mnist_ann.evaluation.scores import scores
from mnist_ann.network import Network
from mnist_ann.store.files import NETWORKS
from mnist_ann.writers import Writers

# Two writers: 7 of the Census staff with 3 of 4 right, 9 a student with 1 of 2.
WHO = Writers(np.array([7, 9, 7, 7, 9, 7]), np.array([0, 4, 0, 0, 4, 0]))
RIGHT = np.array([True, False, True, False, True, True])


def test_two_writers_counted_by_hand():
    assert by_writer.hands(RIGHT, WHO) == [Hand("9", 2, 1), Hand("7", 4, 3)]
    assert by_writer.groups(RIGHT, WHO) == [
        Hand("Census staff", 4, 3),
        Hand("Students", 2, 1),
    ]
    assert by_writer.worst_tenth(by_writer.hands(RIGHT, WHO)) == 0.5


@pytest.mark.parametrize(
    "name, students, staff, worst",
    [("article", 0.9684, 0.9862, 0.837), ("draw", 0.9904, 0.9948, 0.924)],
)
def test_the_shipped_networks_read_students_less_well(
    data, name, students, staff, worst
):
    """As it was measured: the article's when the data came to the project, the drawing network's with it."""
    network, who = Network.load(NETWORKS / f"{name}.keras"), writers.of(data.test)
    right = scores(network, data.x_test, data.y_test).right
    by_group = {hand.name: hand.accuracy for hand in by_writer.groups(right, who)}
    assert by_group["Students"] == pytest.approx(students, abs=1e-4)
    assert by_group["Census staff"] == pytest.approx(staff, abs=1e-4)
    hands = by_writer.hands(right, who)
    assert len(hands) == 297
    assert sum(hand.right for hand in hands) == right.sum()
    assert by_writer.worst_tenth(hands) == pytest.approx(worst, abs=1e-3)
