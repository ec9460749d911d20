import time

import pytest

from mnist_ann.classroom.classroom import Classroom
from mnist_ann.errors import Problem
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.settings import settings
from mnist_ann.store.queue import SILENCE
from mnist_ann.store.rows import Cluster
from tests.runs import Result


def test_everyones_first_before_anyones_second(runs, queue, attempts):
    ada = [runs.create(Recipe(seed=seed), "ada") for seed in range(3)]
    bob = [runs.create(Recipe(seed=seed), "bob") for seed in range(2)]
    cleo = runs.create(Recipe(), "cleo")
    order = [ada[0], bob[0], cleo, ada[1], bob[1], ada[2]]
    assert [queue.place(id) for id in order] == [1, 2, 3, 4, 5, 6]
    assert [queue.take(3)[0] for _ in range(3)] == order[:3]
    assert queue.take(3) is None  # no worker is free
    attempts.finish(ada[0], 1, "done")
    assert queue.take(3)[0] == ada[1]


def test_a_second_run_uses_an_idle_worker_and_gives_way_to_someones_first(
    runs, queue, attempts
):
    first, second = [runs.create(Recipe(seed=seed), "ada") for seed in range(2)]
    assert [queue.take(2)[0], queue.take(2)[0]] == [first, second]
    assert not attempts.write_epoch(first, 1, Result(1)).leave
    bob = runs.create(Recipe(), "bob")
    assert attempts.write_epoch(second, 1, Result(1)).leave == "queued"
    attempts.finish(second, 1, "queued")
    assert not attempts.write_epoch(first, 1, Result(2)).leave  # one of two is enough
    assert queue.take(2)[0] == bob
    attempts.finish(bob, 1, "done")
    assert queue.take(2) == (second, 2)


def test_everyones_first_epoch_comes_before_anyones_rest(runs, queue, attempts):
    names = ["ada", "bob", "cleo"]
    ids = [runs.create(Recipe(epochs=3), name) for name in names]
    for id in ids:
        assert queue.take(1) == (id, 1)
        assert attempts.write_epoch(id, 1, Result(1)).leave == "queued"
        attempts.finish(id, 1, "queued")
    assert [queue.place(id) for id in ids] == [1, 2, 3]
    for id in ids:  # once: from now on each trains to its end
        assert queue.take(1) == (id, 2)
        assert not attempts.write_epoch(id, 2, Result(2)).leave
        assert not attempts.write_epoch(id, 2, Result(3)).leave
        attempts.finish(id, 2, "done")


def test_a_teachers_run_does_not_give_way_after_its_first_epoch(
    runs, queue, attempts, engine
):
    Classroom(engine).teaching.open("teacher")
    id = runs.create(Recipe(), "teacher")
    queue.take(1)
    runs.create(Recipe(), "student")
    assert not attempts.write_epoch(id, 1, Result(1)).leave


def test_a_visitor_cannot_flood_the_queue(runs):
    for _ in range(settings().waiting):
        runs.create(Recipe(), "ada")
    with pytest.raises(Problem, match="already have 30 runs waiting or training"):
        runs.create(Recipe(), "ada")
    runs.create(Recipe(), "bob")


def test_the_queue_has_an_end(runs):
    for visitor in range(settings().queue):
        runs.create(Recipe(), f"visitor {visitor}")
    with pytest.raises(Problem, match="queue is full: 300 runs"):
        runs.create(Recipe(), "ada")


def test_a_silent_worker_counts_as_lost(runs, queue, attempts, monkeypatch):
    id = runs.create(Recipe(), "ada")
    queue.take(1)
    assert queue.lost() == []
    later = time.time() + SILENCE + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert queue.lost() == [(id, 1)]
    attempts.beat(id, 1)
    assert queue.lost() == []


def test_a_run_that_loses_three_workers_in_a_row_is_stopped_with_a_word(
    runs, queue, attempts
):
    id = runs.create(Recipe(), "ada")
    queue.take(1)
    attempts.write_epoch(id, 1, Result(1))
    for attempt in (1, 2, 3):
        assert runs.get(id).status == "running"
        queue.requeue(id, attempt)
        queue.take(1)
    run = runs.get(id)
    assert run.status == "stopped"
    assert "press Resume" in run.error
    runs.resume(id, "ada")
    assert runs.get(id).error is None


def test_the_cluster_is_forgotten_when_it_falls_silent(runs, queue, monkeypatch):
    assert queue.cluster() == Cluster(0, None)
    queue.report(epoch_seconds=0.4)
    queue.report(workers=2)
    assert queue.cluster() == Cluster(2, 0.4)
    later = time.time() + SILENCE + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert queue.cluster() == Cluster(0, 0.4)


def test_a_deleted_run_that_waited_does_not_train(runs, queue):
    id = runs.create(Recipe(), "ada")
    runs.delete(id, "ada")
    assert queue.take(1) is None
