import pytest

from mnist_ann.errors import Problem
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.attempts import GivenUp
from mnist_ann.store.rows import Epoch, Insight
from tests.runs import Result, weight


def test_a_run_from_the_queue_to_its_end(runs, queue, attempts):
    id = runs.create(Recipe(epochs=2), "ada")
    assert runs.get(id).status == "queued"
    assert queue.place(id) == 1
    assert queue.take(workers=1) == (id, 1)
    assert runs.get(id).status == "running"
    assert queue.place(id) is None
    attempts.write_start(id, 1, Result(0).network)
    assert not attempts.write_epoch(id, 1, Result(1)).leave
    assert not attempts.write_epoch(id, 1, Result(2, val_accuracy=0.95)).leave
    attempts.finish(id, 1, "done", 0.1, 0.97)
    run = runs.get(id)
    assert (run.status, run.epoch, run.test_accuracy) == ("done", 2, 0.97)
    assert runs.epochs(id) == [
        Epoch(1, 0.5, 0.8, 0.4, 0.9, 0.1, 0.3, 0.85),
        Epoch(2, 0.5, 0.8, 0.4, 0.95, 0.1, 0.3, 0.85),
    ]
    assert runs.insights(id)[1] == Insight(2, (2.0, 1.0, 0.5), (0.1, 0.2), (0.0,))
    assert runs.snapshots(id) == [0, 1, 2]
    assert weight(runs.network(id)) == 2
    assert weight(runs.network(id, 0)) == 0


def test_snapshots_are_kept_at_the_chosen_epochs_and_the_last(runs, queue, attempts):
    id = runs.create(Recipe(epochs=30), "ada")
    queue.take(1)
    for epoch in range(1, 11):
        attempts.write_epoch(id, 1, Result(epoch))
    assert runs.snapshots(id) == [1, 2, 3, 5, 8, 10]
    assert attempts.checkpoint(id) == b"after 10"
    with pytest.raises(Problem, match="epoch 7 of this run were not kept"):
        runs.network(id, 7)


def test_a_worker_that_was_given_up_writes_nothing(runs, queue, attempts):
    id = runs.create(Recipe(), "ada")
    _, first = queue.take(1)
    attempts.write_epoch(id, first, Result(1))
    queue.requeue(id, first)
    assert runs.get(id).status == "queued"
    with pytest.raises(GivenUp):
        attempts.write_epoch(id, first, Result(2))
    _, second = queue.take(1)
    assert second == first + 1
    for call in (
        lambda: attempts.beat(id, first),
        lambda: attempts.write_epoch(id, first, Result(2)),
        lambda: attempts.finish(id, first, "done"),
    ):
        with pytest.raises(GivenUp):
            call()
    attempts.write_epoch(id, second, Result(2))
    assert runs.get(id).epoch == 2
