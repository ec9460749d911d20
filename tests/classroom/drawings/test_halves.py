import numpy as np
import pytest

from mnist_ann.classroom.drawings.halves import choose, halves, learned, unseen
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.own.digits import Digits
from mnist_ann.store.rows import Lesson
from mnist_ann.store.runs import Runs


def digits(labels):
    images = np.zeros((len(labels), 28, 28), np.uint8)
    images[:, 0, 0] = np.arange(len(labels)) % 256
    images[:, 0, 1] = np.arange(len(labels)) // 256
    return Digits(images, np.array(labels, np.uint8), tuple(range(len(labels))))


def test_each_digit_is_split_in_half():
    drawn = digits([4, 4, 7, 4, 7, 7, 7, 4, 4])
    learn, back = halves(drawn)
    assert learn.ids == (0, 3, 4, 6, 8) and back.ids == (1, 2, 5, 7)
    assert sorted(learn.ids + back.ids) == list(range(9))


def test_halves_of_thirty_times_ten_are_even_and_stay_when_more_come():
    rng = np.random.default_rng(1)
    labels = rng.integers(0, 10, 301)
    learn, back = halves(digits(labels))
    for label in range(10):
        difference = (learn.labels == label).sum() - (back.labels == label).sum()
        assert abs(difference) <= 1
    assert abs(len(learn) - len(back)) <= 5
    later, _ = halves(digits([*labels, *range(10), *range(10)]))
    assert [id for id in later.ids if id < 301] == list(learn.ids)


@pytest.mark.usefixtures("shipped")
def test_what_a_run_and_its_parents_learned_is_not_held_back(engine):
    runs = Runs(engine)
    network = runs.network("linear")
    drawn = digits([1, 2, 3, 4])
    first = runs.create(
        Recipe(hidden=()), "teacher", lesson=Lesson(network, choose(drawn, np.array([True, False, False, False]))), parent=("linear", 30),
    )  # fmt: skip
    second = runs.create(
        Recipe(hidden=()), "teacher", lesson=Lesson(network, choose(drawn, np.array([False, False, True, False]))), parent=(first, 0),
    )  # fmt: skip
    assert unseen(drawn, learned(runs, "linear")).all()
    assert unseen(drawn, learned(runs, first)).tolist() == [False, True, True, True]
    assert unseen(drawn, learned(runs, second)).tolist() == [False, True, False, True]
    runs.stop(second, "teacher")
    runs.stop(first, "teacher")
    runs.delete(first, "teacher")
    assert len(learned(runs, second)) == 1  # and its link leads no further
