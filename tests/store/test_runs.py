import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from mnist_ann.classroom.classes import Classroom
from mnist_ann.errors import Problem
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.settings import settings
from mnist_ann.store import runs, tables
from mnist_ann.store.runs import Epoch, GivenUp, Insight, RunStore
from tests.runs import Result, weight

MIGRATIONS = Path(tables.__file__).parent / "migrations"


@pytest.fixture
def store(url):
    return RunStore(tables.connect(url))


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


def test_a_class_whose_input_is_frozen_starts_no_run(store, url):
    classroom = Classroom(tables.connect(url))
    id, _ = classroom.open("teacher")
    classroom.join(classroom.get(id).code, "ada", "Ada")
    stopped = store.create(Recipe(), "ada")
    store.stop(stopped, "ada")
    classroom.set_frozen(id, "teacher", True)
    for start in (
        lambda: store.create(Recipe(), "ada"),
        lambda: store.create_experiment([Recipe(), Recipe(seed=1)], "ada", "", []),
        lambda: store.resume(stopped, "ada"),
    ):
        with pytest.raises(Problem, match="frozen all input"):
            start()
    store.create(Recipe(), "teacher")
    store.create(Recipe(), "somebody else")
    classroom.set_frozen(id, "teacher", False)
    store.resume(stopped, "ada")


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_writer_waits_long_for_one_that_is_slow(store, url):
    holder = tables.connect(url)
    with ThreadPoolExecutor() as pool, holder.begin():
        waiting = pool.submit(store.create, Recipe(), "ada")
        time.sleep(7)
        assert not waiting.done()
    assert store.get(waiting.result()).status == "queued"


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


def test_everyones_first_epoch_comes_before_anyones_rest(store):
    names = ["ada", "bob", "cleo"]
    ids = [store.create(Recipe(epochs=3), name) for name in names]
    for id in ids:
        assert store.take(1) == (id, 1)
        assert store.write_epoch(id, 1, Result(1)).leave == "queued"
        store.finish(id, 1, "queued")
    assert [store.place(id) for id in ids] == [1, 2, 3]
    for id in ids:  # once: from now on each trains to its end
        assert store.take(1) == (id, 2)
        assert not store.write_epoch(id, 2, Result(2)).leave
        assert not store.write_epoch(id, 2, Result(3)).leave
        store.finish(id, 2, "done")


def test_a_teachers_run_does_not_give_way_after_its_first_epoch(store, url):
    Classroom(tables.connect(url)).open("teacher")
    id = store.create(Recipe(), "teacher")
    store.take(1)
    store.create(Recipe(), "student")
    assert not store.write_epoch(id, 1, Result(1)).leave


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


def test_pause_and_resume(store):
    id = store.create(Recipe(epochs=3), "ada")
    store.pause(id, "ada")
    assert (store.get(id).status, store.get(id).resumable) == ("paused", True)
    assert store.take(1) is None
    store.resume(id, "ada")
    assert store.take(1) == (id, 1)
    store.pause(id, "ada")
    assert (store.get(id).status, store.get(id).leave) == ("running", "paused")
    assert store.write_epoch(id, 1, Result(1)).leave == "paused"
    store.finish(id, 1, "paused")
    store.resume(id, "ada")
    assert store.take(1) == (id, 2)
    assert not store.beat(id, 2).leave


def test_a_rate_holds_from_the_next_epoch_that_has_not_begun(store):
    id = store.create(Recipe(epochs=5), "ada")
    assert store.change_rate(id, "ada", 0.1) == 1  # it waits: none has begun
    store.take(1)
    orders = store.beat(id, 1)  # the worker has read its orders for epoch 1
    assert store.change_rate(id, "ada", 0.2) == 2
    assert orders.recipe.rates == ((1, 0.1),)
    assert store.write_epoch(id, 1, Result(1)).recipe.rates == ((1, 0.1), (2, 0.2))
    # Epoch 2 runs with 0.2, whatever is set now.
    assert store.change_rate(id, "ada", 0.3) == 3
    assert store.change_rate(id, "ada", 0.4) == 3  # the last word counts
    recipe = store.write_epoch(id, 1, Result(2)).recipe
    assert [recipe.learning_rate_at(epoch) for epoch in range(1, 6)] == [
        0.1, 0.2, 0.4, 0.4, 0.4,
    ]  # fmt: skip
    store.finish(id, 1, "paused")
    assert store.change_rate(id, "ada", 0.5) == 3  # between two epochs
    assert store.get(id).recipe.rates == ((1, 0.1), (2, 0.2), (3, 0.5))


def test_a_rate_that_cannot_be_changed_is_explained(store):
    id = store.create(Recipe(epochs=2), "ada")
    with pytest.raises(Problem, match="must be above 0 and at most 10; 0 was given"):
        store.change_rate(id, "ada", 0)
    store.take(1)
    store.write_epoch(id, 1, Result(1))  # now the last epoch runs
    with pytest.raises(Problem, match="no further epoch"):
        store.change_rate(id, "ada", 0.1)
    store.write_epoch(id, 1, Result(2))
    store.finish(id, 1, "done")
    with pytest.raises(Problem, match="no further epoch"):
        store.change_rate(id, "ada", 0.1)
    assert store.get(id).recipe == Recipe(epochs=2)


def test_a_run_has_a_name_a_note_and_a_place_in_the_archive(store):
    id = store.create(Recipe(), "ada")
    store.describe(id, "ada", " Wide ", "It was late.\n")
    assert (store.get(id).name, store.get(id).note) == ("Wide", "It was late.")
    with pytest.raises(Problem, match="at most 80 characters"):
        store.describe(id, "ada", "x" * 81, "")
    with pytest.raises(Problem, match="take for formatting"):
        store.describe(id, "ada", "![x](//example.org/x.png)", "")
    named = store.create(Recipe(), "ada", name="*a* [b](c).keras, trained on")
    assert store.get(named).name == "a b(c).keras, trained on"
    store.archive(id, "ada")
    assert id not in [run.id for run in store.list("ada")]
    assert [run.id for run in store.list("ada", archived=True)] == [id]
    store.archive(id, "ada", archived=False)
    assert id in [run.id for run in store.list("ada")]


def test_a_deleted_run_is_gone_and_comes_back(store):
    id = store.create(Recipe(), "ada")
    store.take(1)
    store.write_epoch(id, 1, Result(1))
    store.delete(id, "ada")
    assert store.write_epoch(id, 1, Result(2)).leave == "stopped"
    store.finish(id, 1, "stopped")
    with pytest.raises(Problem, match="was deleted"):
        store.get(id)
    for archived in (False, True):
        assert id not in [run.id for run in store.list("ada", archived)]
    with pytest.raises(Problem, match="no longer exists"):
        store.resume(id, "ada")
    assert [run.id for run in store.deleted("ada")] == [id]
    assert store.deleted("bob") == []
    store.restore(id, "ada")
    assert (store.get(id).status, store.get(id).epoch) == ("stopped", 2)
    assert weight(store.network(id)) == 2
    assert store.deleted("ada") == []


def test_a_paused_run_comes_back_paused(store):
    id = store.create(Recipe(), "ada")
    store.pause(id, "ada")
    store.delete(id, "ada")
    store.restore(id, "ada")
    assert store.get(id).status == "paused"


def test_a_deleted_run_that_waited_does_not_train(store):
    id = store.create(Recipe(), "ada")
    store.delete(id, "ada")
    assert store.take(1) is None


def test_what_was_deleted_is_kept_for_a_day(store, monkeypatch):
    old = store.create(Recipe(), "ada")
    experiment = store.create_experiment(
        [Recipe(seed=1), Recipe(seed=2)], "ada", "Seeds", ["seed"]
    )
    store.delete(old, "ada")
    store.delete_experiment(experiment, "ada")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + runs.KEPT_DELETED - 60)
    store.prepare()
    assert old in [run.id for run in store.deleted("ada")]
    monkeypatch.setattr(time, "time", lambda: now + runs.KEPT_DELETED + 60)
    store.prepare()
    assert store.deleted("ada") == []
    assert store.experiments("ada") == []
    with pytest.raises(Problem, match="no longer exists"):
        store.restore(old, "ada")


def test_an_experiment_is_queued_named_and_kept_together(store):
    recipes = [Recipe(learning_rate=rate) for rate in (0.01, 0.1)]
    id = store.create_experiment(recipes, "ada", "Two rates", ["learning_rate"])
    found, members = store.experiment(id)
    assert (found.name, found.choices) == ("Two rates", ("learning_rate",))
    assert [run.recipe for run in members] == recipes
    assert [run.name for run in members] == ["learning rate 0.01", "learning rate 0.1"]
    assert {run.experiment for run in members} == {id}
    assert [each.id for each in store.experiments("ada")] == [id]
    assert store.experiments("bob") == []
    with pytest.raises(Problem, match="2 to 25 runs; these would be 1"):
        store.create_experiment([Recipe()], "ada", "One", ["seed"])
    with pytest.raises(Problem, match="2 to 25 runs; these would be 26"):
        store.create_experiment([Recipe()] * 26, "ada", "Many", ["seed"])
    with pytest.raises(Problem, match="already have 27 runs"):
        seeds = [Recipe(seed=seed) for seed in range(25)]
        store.create_experiment(seeds, "ada", "A", ["seed"])
        store.create_experiment(seeds, "ada", "B", ["seed"])


def test_an_experiment_is_stopped_archived_deleted_and_restored_as_one(store):
    recipes = [Recipe(seed=seed) for seed in range(3)]
    id = store.create_experiment(recipes, "ada", "Three seeds", ["seed"])
    first, second, third = [run.id for run in store.experiment(id)[1]]
    store.take(1)
    store.stop_experiment(id, "ada")
    running, *waiting = store.experiment(id)[1]
    assert (running.status, running.leave) == ("running", "stopped")
    assert [run.status for run in waiting] == ["stopped", "stopped"]
    store.archive_experiment(id, "ada")
    assert {run.id for run in store.list("ada", archived=True)} == {
        first, second, third,
    }  # fmt: skip
    store.archive_experiment(id, "ada", archived=False)
    assert store.list("ada", archived=True) == []
    store.delete(second, "ada")
    store.delete_experiment(id, "ada")
    assert store.experiment(id)[1] == []
    store.restore_experiment(id, "ada")  # not the one that was deleted before
    assert [run.id for run in store.experiment(id)[1]] == [first, third]


def test_of_an_experiment_only_the_best_by_validation_is_offered_elsewhere(store):
    recipes = [Recipe(epochs=1, seed=seed) for seed in range(4)]
    id = store.create_experiment(recipes, "ada", "Four seeds", ["seed"])
    alone = store.create(Recipe(), "ada")
    members = [run.id for run in store.experiment(id)[1]]

    def offered():
        return [run.id for run in store.choice("ada") if not run.shipped]

    assert offered() == [alone]
    for run, accuracy in zip(members, (0.90, 0.92, 0.91)):
        store.take(4)
        store.write_epoch(run, 1, Result(1, val_accuracy=accuracy))
    assert set(offered()) == {alone, members[1]}
    store.delete(members[1], "ada")
    assert set(offered()) == {alone, members[2]}
    found = store.epochs_of([members[2], alone])
    assert found == {members[2]: store.epochs(members[2]), alone: []}


@pytest.mark.usefixtures("shipped")
def test_only_its_owner_changes_a_run_or_an_experiment(store):
    id = store.create(Recipe(), "ada")
    experiment = store.create_experiment(
        [Recipe(seed=1), Recipe(seed=2)], "ada", "Seeds", ["seed"]
    )
    calls = [
        (store.stop, id),
        (store.pause, id),
        (store.resume, id),
        (store.change_rate, id, 0.1),
        (store.describe, id, "Mine", ""),
        (store.archive, id),
        (store.delete, id),
        (store.restore, id),
        (store.stop_experiment, experiment),
        (store.archive_experiment, experiment),
        (store.delete_experiment, experiment),
        (store.restore_experiment, experiment),
    ]
    before = store.list("ada")
    for call, what, *arguments in calls:
        with pytest.raises(Problem, match="Only the one who started"):
            call(what, "bob", *arguments)
        if what == id:
            with pytest.raises(Problem, match="Only the one who started"):
                # The shipped runs belong to nobody.
                call("article", "", *arguments)
    assert store.list("ada") == before


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


@pytest.mark.usefixtures("shipped")
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

    engine = tables.connect(f"sqlite:///{tmp_path / 'runs.db'}")
    tables.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, tables.metadata) == []


def test_a_store_of_an_earlier_version_keeps_its_runs(tmp_path):
    """Its tables as migration 0002 made them, with a run that trained and was stopped."""
    engine = tables.connect(f"sqlite:///{tmp_path / 'runs.db'}")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    network = Result(7).network.to_bytes()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        connection.execute(
            sa.text(
                "INSERT INTO runs (id, name, recipe, visitor, created, queued, status, attempt, "
                "losses, heartbeat, stop, epoch) VALUES ('old', 'Mine', '{\"epochs\": 9}', 'ada', "
                "5, 5, 'stopped', 1, 0, 5, 1, 1)"
            )
        )
        connection.execute(
            sa.text("INSERT INTO epochs VALUES ('old', 1, 0.5, 0.8, 0.4, 0.9, 0.1)")
        )
        for table in (
            "snapshots VALUES ('old', 1, :bytes)",
            "checkpoints VALUES ('old', :bytes)",
            "lessons VALUES ('old', :bytes, :bytes)",
        ):
            connection.execute(sa.text(f"INSERT INTO {table}"), {"bytes": network})
    store = RunStore(engine)
    store.prepare()
    run = store.get("old")
    assert (run.name, run.status, run.epoch, run.recipe) == (
        "Mine", "stopped", 1, Recipe(epochs=9),
    )  # fmt: skip
    assert (run.note, run.experiment, run.archived, run.leave) == ("", None, False, "")
    assert store.epochs("old") == [Epoch(1, 0.5, 0.8, 0.4, 0.9, 0.1)]
    assert store.insights("old") == []
    assert weight(store.network("old", 1)) == 7
    assert store.checkpoint("old") == network
    store.resume("old", "ada")
    assert store.take(1) == ("old", 2)


def test_sqlite_uses_the_rollback_journal_and_full_sync(tmp_path):
    engine = tables.connect(f"sqlite:///{tmp_path / 'runs.db'}")
    with engine.connect() as connection:
        assert connection.execute(sa.text("PRAGMA journal_mode")).scalar() == "delete"
        assert connection.execute(sa.text("PRAGMA synchronous")).scalar() == 2


def test_a_database_that_is_none_is_explained(tmp_path):
    (tmp_path / "runs.db").write_bytes(np.random.default_rng(0).bytes(4096))
    with pytest.raises(Problem, match="can't be used"):
        RunStore(tables.connect(f"sqlite:///{tmp_path / 'runs.db'}")).prepare()
    with pytest.raises(Problem, match="no database address"):
        tables.connect("nonsense")
