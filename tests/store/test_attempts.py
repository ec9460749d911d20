import numpy as np
import pytest

from mnist_ann.errors import Problem
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.attempts import GivenUp
from mnist_ann.store.rows import Epoch, Insight, UnderWay, stretches
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


def test_an_epoch_that_runs_is_told_until_it_ends(runs, queue, attempts):
    id = runs.create(Recipe(), "ada")
    _, attempt = queue.take(1)
    assert runs.get(id).under_way is None
    first = UnderWay(1, (2.3, 1.9))
    attempts.beat(id, attempt, first)
    assert runs.get(id).under_way == first
    attempts.write_epoch(id, attempt, Result(1))
    assert runs.get(id).under_way is None
    attempts.beat(id, attempt, first)  # late
    assert runs.get(id).under_way is None
    attempts.beat(id, attempt, UnderWay(2, (0.4,)))
    attempts.finish(id, attempt, "stopped")
    assert runs.get(id).under_way is None


def test_what_is_told_of_an_epoch_is_the_beginning_of_what_is_kept():
    losses = np.random.default_rng(0).random(1_719).astype(np.float32)
    kept = stretches(losses, 1_719)
    assert len(kept) == 100
    np.testing.assert_allclose(kept[3], losses[54:72].mean(), rtol=1e-4)
    assert stretches(losses[:172], 1_719) == kept[:9]
    assert stretches(losses[:2], 3) == pytest.approx(losses[:2].tolist(), rel=1e-4)
