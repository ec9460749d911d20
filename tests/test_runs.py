import time
from dataclasses import dataclass

import numpy as np
import pytest
import sqlalchemy as sa

from mnist_ann import database, runs
from mnist_ann.errors import Problem
from mnist_ann.network import Dense, Network
from mnist_ann.recipe import Recipe
from mnist_ann.runs import Epoch, GivenUp, Insight, RunStore
from mnist_ann.settings import settings


@dataclass(frozen=True)
class State:
    content: bytes

    def to_bytes(self):
        return self.content


@dataclass(frozen=True)
class Result:
    """What training yields, with a network whose single weight is the epoch's number."""

    epoch: int
    loss: float = 0.5
    accuracy: float = 0.8
    val_loss: float = 0.4
    val_accuracy: float = 0.9
    end_loss: float = 0.3
    end_accuracy: float = 0.85
    seconds: float = 0.1
    batch_loss: tuple = (2.0, 1.0, 0.5)
    gradients: tuple = (0.1, 0.2)
    dead: tuple = (0.0,)

    @property
    def network(self):
        return Network([Dense([[self.epoch]], [0], "linear")])

    @property
    def checkpoint(self):
        return State(f"after {self.epoch}".encode())


@pytest.fixture
def store(tmp_path):
    store = RunStore(database.connect(f"sqlite:///{tmp_path / 'runs.db'}"))
    store.prepare()
    return store


def weight(network):
    return float(network.layers[0].kernel[0, 0])


def test_a_run_from_the_queue_to_its_end(store):
    id = store.create(Recipe(epochs=2), "ada")
    assert store.get(id).status == "queued"
    assert store.place(id) == 1
    assert store.take(workers=1) == (id, 1)
    assert store.get(id).status == "running"
    assert store.place(id) is None
    store.write_start(id, 1, Result(0).network)
    assert not store.write_epoch(id, 1, Result(1)).leave
    assert not store.write_epoch(id, 1, Result(2, val_accuracy=0.95)).leave
    store.finish(id, 1, "done", 0.1, 0.97)
    run = store.get(id)
    assert (run.status, run.epoch, run.test_accuracy) == ("done", 2, 0.97)
    assert store.epochs(id) == [
        Epoch(1, 0.5, 0.8, 0.4, 0.9, 0.1, 0.3, 0.85),
        Epoch(2, 0.5, 0.8, 0.4, 0.95, 0.1, 0.3, 0.85),
    ]
    assert store.insights(id)[1] == Insight(2, (2.0, 1.0, 0.5), (0.1, 0.2), (0.0,))
    assert store.snapshots(id) == [0, 1, 2]
    assert weight(store.network(id)) == 2
    assert weight(store.network(id, 0)) == 0


def test_snapshots_are_kept_at_the_chosen_epochs_and_the_last(store):
    id = store.create(Recipe(epochs=30), "ada")
    store.take(1)
    for epoch in range(1, 11):
        store.write_epoch(id, 1, Result(epoch))
    assert store.snapshots(id) == [1, 2, 3, 5, 8, 10]
    assert store.checkpoint(id) == b"after 10"
    with pytest.raises(Problem, match="epoch 7 of this run were not kept"):
        store.network(id, 7)


def test_a_worker_that_was_given_up_writes_nothing(store):
    id = store.create(Recipe(), "ada")
    _, first = store.take(1)
    store.write_epoch(id, first, Result(1))
    store.requeue(id, first)
    assert store.get(id).status == "queued"
    with pytest.raises(GivenUp):
        store.write_epoch(id, first, Result(2))
    _, second = store.take(1)
    assert second == first + 1
    for call in (
        lambda: store.beat(id, first),
        lambda: store.write_epoch(id, first, Result(2)),
        lambda: store.finish(id, first, "done"),
    ):
        with pytest.raises(GivenUp):
            call()
    store.write_epoch(id, second, Result(2))
    assert store.get(id).epoch == 2


def test_everyones_first_before_anyones_second(store):
    ada = [store.create(Recipe(seed=seed), "ada") for seed in range(3)]
    bob = [store.create(Recipe(seed=seed), "bob") for seed in range(2)]
    cleo = store.create(Recipe(), "cleo")
    order = [ada[0], bob[0], cleo, ada[1], bob[1], ada[2]]
    assert [store.place(id) for id in order] == [1, 2, 3, 4, 5, 6]
    assert [store.take(3)[0] for _ in range(3)] == order[:3]
    assert store.take(3) is None  # no worker is free
    store.finish(ada[0], 1, "done")
    assert store.take(3)[0] == ada[1]


def test_a_second_run_uses_an_idle_worker_and_gives_way_to_someones_first(store):
    first, second = [store.create(Recipe(seed=seed), "ada") for seed in range(2)]
    assert [store.take(2)[0], store.take(2)[0]] == [first, second]
    assert not store.write_epoch(first, 1, Result(1)).leave
    bob = store.create(Recipe(), "bob")
    assert store.write_epoch(second, 1, Result(1)).leave == "queued"
    store.finish(second, 1, "queued")
    assert not store.write_epoch(first, 1, Result(2)).leave  # one of two is enough
    assert store.take(2)[0] == bob
    store.finish(bob, 1, "done")
    assert store.take(2) == (second, 2)


def test_a_visitor_cannot_flood_the_queue(store):
    for _ in range(settings().waiting):
        store.create(Recipe(), "ada")
    with pytest.raises(Problem, match="already have 30 runs waiting or training"):
        store.create(Recipe(), "ada")
    store.create(Recipe(), "bob")


def test_the_queue_has_an_end(store):
    for visitor in range(settings().queue):
        store.create(Recipe(), f"visitor {visitor}")
    with pytest.raises(Problem, match="queue is full: 300 runs"):
        store.create(Recipe(), "ada")


def test_stop_and_resume(store):
    id = store.create(Recipe(epochs=3), "ada")
    store.take(1)
    store.write_epoch(id, 1, Result(1))
    store.stop(id, "ada")
    assert store.get(id).leave == "stopped"
    assert store.beat(id, 1).leave == "stopped"
    assert store.write_epoch(id, 1, Result(2)).leave == "stopped"
    store.finish(id, 1, "stopped")
    assert store.get(id).resumable
    store.resume(id, "ada")
    assert (store.get(id).status, store.get(id).leave) == ("queued", "")
    assert store.take(1) == (id, 2)
    assert not store.beat(id, 2).leave
    assert store.checkpoint(id) == b"after 2"


def test_a_run_whose_worker_is_gone_stops_at_once(store, monkeypatch):
    id = store.create(Recipe(), "ada")
    store.take(1)
    later = time.time() + runs.SILENCE + 1
    monkeypatch.setattr(time, "time", lambda: later)
    store.stop(id, "ada")
    assert store.get(id).status == "stopped"
    with pytest.raises(GivenUp):
        store.beat(id, 1)


def test_a_waiting_run_stops_at_once(store):
    id = store.create(Recipe(), "ada")
    store.stop(id, "ada")
    assert store.get(id).status == "stopped"
    assert store.take(1) is None


def test_only_its_owner_stops_or_resumes_a_run(store):
    id = store.create(Recipe(), "ada")
    for call in (store.stop, store.resume):
        with pytest.raises(Problem, match="Only the one who started"):
            call(id, "bob")
        with pytest.raises(Problem, match="Only the one who started"):
            call("article", "")  # the shipped runs belong to nobody
    assert store.get(id).status == "queued"


def test_a_finished_run_cannot_be_resumed(store):
    id = store.create(Recipe(epochs=1), "ada")
    store.take(1)
    store.write_epoch(id, 1, Result(1))
    store.finish(id, 1, "done")
    with pytest.raises(Problem, match="nothing to resume"):
        store.resume(id, "ada")


def test_a_silent_worker_counts_as_lost(store, monkeypatch):
    id = store.create(Recipe(), "ada")
    store.take(1)
    assert store.lost() == []
    later = time.time() + runs.SILENCE + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert store.lost() == [(id, 1)]
    store.beat(id, 1)
    assert store.lost() == []


def test_a_run_that_loses_three_workers_in_a_row_is_stopped_with_a_word(store):
    id = store.create(Recipe(), "ada")
    store.take(1)
    store.write_epoch(id, 1, Result(1))
    for attempt in (1, 2, 3):
        assert store.get(id).status == "running"
        store.requeue(id, attempt)
        store.take(1)
    run = store.get(id)
    assert run.status == "stopped"
    assert "press Resume" in run.error
    store.resume(id, "ada")
    assert store.get(id).error is None


def test_an_unknown_run_is_explained(store):
    with pytest.raises(Problem, match="no run 'nonsense' here"):
        store.get("nonsense")


def test_a_run_without_an_epoch_has_no_network(store):
    id = store.create(Recipe(), "ada")
    with pytest.raises(Problem, match="first epoch hasn't ended"):
        store.network(id)


def test_the_shipped_runs_come_first_and_with_all_they_have(store):
    own = store.create(Recipe(), "ada")
    listed = store.list("ada")
    assert [run.id for run in listed][-1] == own
    assert {"article", "draw"} <= {run.id for run in listed if run.shipped}
    assert [run.id for run in store.list("bob")] == [run.id for run in listed][:-1]
    article = store.get("article")
    assert (article.status, article.epoch, article.recipe) == ("done", 30, Recipe())
    assert 0.975 <= article.test_accuracy <= 0.981
    assert store.snapshots("article") == [0, 1, 2, 3, 5, 8, 12, 20, 30]
    assert store.network("article").parameters == 266_610
    store.prepare()  # a second start changes nothing
    assert len(store.epochs("article")) == 30


def test_the_cluster_is_forgotten_when_it_falls_silent(store, monkeypatch):
    assert store.cluster() == runs.Cluster(0, None)
    store.report(epoch_seconds=0.4)
    store.report(workers=2)
    assert store.cluster() == runs.Cluster(2, 0.4)
    later = time.time() + runs.SILENCE + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert store.cluster() == runs.Cluster(0, 0.4)


def test_the_tables_are_those_that_the_migrations_make(tmp_path):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    engine = database.connect(f"sqlite:///{tmp_path / 'runs.db'}")
    database.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, database.metadata) == []


def test_sqlite_uses_the_rollback_journal_and_full_sync(tmp_path):
    engine = database.connect(f"sqlite:///{tmp_path / 'runs.db'}")
    with engine.connect() as connection:
        assert connection.execute(sa.text("PRAGMA journal_mode")).scalar() == "delete"
        assert connection.execute(sa.text("PRAGMA synchronous")).scalar() == 2


def test_a_database_that_is_none_is_explained(tmp_path):
    (tmp_path / "runs.db").write_bytes(np.random.default_rng(0).bytes(4096))
    with pytest.raises(Problem, match="can't be used"):
        RunStore(database.connect(f"sqlite:///{tmp_path / 'runs.db'}")).prepare()
    with pytest.raises(Problem, match="no database address"):
        database.connect("nonsense")
