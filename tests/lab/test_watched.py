"""What is looked at after each epoch says what it claims to."""

import numpy as np

from mnist_ann import mnist
from mnist_ann.lab import watched
from mnist_ann.network import Network
from mnist_ann.store import files


def test_the_twelve_are_as_easy_and_as_hard_as_said(data):
    """In the article's run, three right from its first epoch on, seven later, two never."""
    places = list(watched.TWELVE)
    images, labels = mnist.normalise(data.x_test[places]), data.y_test[places]
    kept = files.read("article").snapshots
    right = np.array(
        [
            watched.read(Network.load(kept[epoch]), images)[0] == labels
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
    assert watched.since(answers, 7) == 5
    assert watched.since(answers, 4) is None
