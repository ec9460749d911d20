import time

import pytest

from mnist_ann.errors import Problem
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.attempts import GivenUp
from mnist_ann.store.queue import SILENCE
from tests.runs import Result, weight


def test_a_rate_holds_from_the_next_epoch_that_has_not_begun(runs, queue, attempts):
    id = runs.create(Recipe(epochs=5), "ada")
    assert runs.change_rate(id, "ada", 0.1) == 1  # it waits: none has begun
    queue.take(1)
    orders = attempts.beat(id, 1)  # the worker has read its orders for epoch 1
    assert runs.change_rate(id, "ada", 0.2) == 2
    assert orders.recipe.rates == ((1, 0.1),)
    assert attempts.write_epoch(id, 1, Result(1)).recipe.rates == ((1, 0.1), (2, 0.2))
    # Epoch 2 runs with 0.2, whatever is set now.
    assert runs.change_rate(id, "ada", 0.3) == 3
    assert runs.change_rate(id, "ada", 0.4) == 3  # the last word counts
    recipe = attempts.write_epoch(id, 1, Result(2)).recipe
    assert [recipe.learning_rate_at(epoch) for epoch in range(1, 6)] == [
        0.1, 0.2, 0.4, 0.4, 0.4,
    ]  # fmt: skip
    attempts.finish(id, 1, "paused")
    assert runs.change_rate(id, "ada", 0.5) == 3  # between two epochs
    assert runs.get(id).recipe.rates == ((1, 0.1), (2, 0.2), (3, 0.5))


def test_a_rate_that_cannot_be_changed_is_explained(runs, queue, attempts):
    id = runs.create(Recipe(epochs=2), "ada")
    with pytest.raises(Problem, match="must be above 0 and at most 10; 0 was given"):
        runs.change_rate(id, "ada", 0)
    queue.take(1)
    attempts.write_epoch(id, 1, Result(1))  # now the last epoch runs
    with pytest.raises(Problem, match="no further epoch"):
        runs.change_rate(id, "ada", 0.1)
    attempts.write_epoch(id, 1, Result(2))
    attempts.finish(id, 1, "done")
    with pytest.raises(Problem, match="no further epoch"):
        runs.change_rate(id, "ada", 0.1)
    assert runs.get(id).recipe == Recipe(epochs=2)


def test_a_run_has_a_name_a_note_and_a_place_in_the_archive(runs):
    id = runs.create(Recipe(), "ada")
    runs.describe(id, "ada", " Wide ", "It was late.\n")
    assert (runs.get(id).name, runs.get(id).note) == ("Wide", "It was late.")
    with pytest.raises(Problem, match="at most 80 characters"):
        runs.describe(id, "ada", "x" * 81, "")
    with pytest.raises(Problem, match="take for formatting"):
        runs.describe(id, "ada", "![x](//example.org/x.png)", "")
    named = runs.create(Recipe(), "ada", name="*a* [b](c).keras, trained on")
    assert runs.get(named).name == "a b(c).keras, trained on"
    runs.archive(id, "ada")
    assert id not in [run.id for run in runs.of_visitor("ada")]
    assert [run.id for run in runs.of_visitor("ada", archived=True)] == [id]
    runs.archive(id, "ada", archived=False)
    assert id in [run.id for run in runs.of_visitor("ada")]


def test_a_deleted_run_is_gone_and_comes_back(runs, queue, attempts):
    id = runs.create(Recipe(), "ada")
    queue.take(1)
    attempts.write_epoch(id, 1, Result(1))
    runs.delete(id, "ada")
    assert attempts.write_epoch(id, 1, Result(2)).leave == "stopped"
    attempts.finish(id, 1, "stopped")
    with pytest.raises(Problem, match="was deleted"):
        runs.get(id)
    for archived in (False, True):
        assert id not in [run.id for run in runs.of_visitor("ada", archived)]
    with pytest.raises(Problem, match="no longer exists"):
        runs.resume(id, "ada")
    assert [run.id for run in runs.deleted("ada")] == [id]
    assert runs.deleted("bob") == []
    runs.restore(id, "ada")
    assert (runs.get(id).status, runs.get(id).epoch) == ("stopped", 2)
    assert weight(runs.network(id)) == 2
    assert runs.deleted("ada") == []


def test_a_paused_run_comes_back_paused(runs):
    id = runs.create(Recipe(), "ada")
    runs.pause(id, "ada")
    runs.delete(id, "ada")
    runs.restore(id, "ada")
    assert runs.get(id).status == "paused"


def test_an_unknown_run_is_explained(runs):
    with pytest.raises(Problem, match="no run 'nonsense' here"):
        runs.get("nonsense")


def test_a_run_without_an_epoch_has_no_network(runs):
    id = runs.create(Recipe(), "ada")
    with pytest.raises(Problem, match="first epoch hasn't ended"):
        runs.network(id)


def test_a_finished_run_cannot_be_resumed(runs, queue, attempts):
    id = runs.create(Recipe(epochs=1), "ada")
    queue.take(1)
    attempts.write_epoch(id, 1, Result(1))
    attempts.finish(id, 1, "done")
    with pytest.raises(Problem, match="nothing to resume"):
        runs.resume(id, "ada")


def test_stop_and_resume(runs, queue, attempts):
    id = runs.create(Recipe(epochs=3), "ada")
    queue.take(1)
    attempts.write_epoch(id, 1, Result(1))
    runs.stop(id, "ada")
    assert runs.get(id).leave == "stopped"
    assert attempts.beat(id, 1).leave == "stopped"
    assert attempts.write_epoch(id, 1, Result(2)).leave == "stopped"
    attempts.finish(id, 1, "stopped")
    assert runs.get(id).resumable
    runs.resume(id, "ada")
    assert (runs.get(id).status, runs.get(id).leave) == ("queued", "")
    assert queue.take(1) == (id, 2)
    assert not attempts.beat(id, 2).leave
    assert attempts.checkpoint(id) == b"after 2"


def test_pause_and_resume(runs, queue, attempts):
    id = runs.create(Recipe(epochs=3), "ada")
    runs.pause(id, "ada")
    assert (runs.get(id).status, runs.get(id).resumable) == ("paused", True)
    assert queue.take(1) is None
    runs.resume(id, "ada")
    assert queue.take(1) == (id, 1)
    runs.pause(id, "ada")
    assert (runs.get(id).status, runs.get(id).leave) == ("running", "paused")
    assert attempts.write_epoch(id, 1, Result(1)).leave == "paused"
    attempts.finish(id, 1, "paused")
    runs.resume(id, "ada")
    assert queue.take(1) == (id, 2)
    assert not attempts.beat(id, 2).leave


def test_a_waiting_run_stops_at_once(runs, queue):
    id = runs.create(Recipe(), "ada")
    runs.stop(id, "ada")
    assert runs.get(id).status == "stopped"
    assert queue.take(1) is None


def test_a_run_whose_worker_is_gone_stops_at_once(runs, queue, attempts, monkeypatch):
    id = runs.create(Recipe(), "ada")
    queue.take(1)
    later = time.time() + SILENCE + 1
    monkeypatch.setattr(time, "time", lambda: later)
    runs.stop(id, "ada")
    assert runs.get(id).status == "stopped"
    with pytest.raises(GivenUp):
        attempts.beat(id, 1)
