import time

import pytest

from mnist_ann.errors import Problem
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.runs import KEPT_DELETED
from mnist_ann.store.start import prepare


def test_what_was_deleted_is_kept_for_a_day(engine, runs, experiments, monkeypatch):
    old = runs.create(Recipe(), "ada")
    experiment = experiments.create(
        [Recipe(seed=1), Recipe(seed=2)], "ada", "Seeds", ["seed"]
    )
    runs.delete(old, "ada")
    experiments.delete(experiment, "ada")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + KEPT_DELETED - 60)
    prepare(engine)
    assert old in [run.id for run in runs.deleted("ada")]
    monkeypatch.setattr(time, "time", lambda: now + KEPT_DELETED + 60)
    prepare(engine)
    assert runs.deleted("ada") == []
    assert experiments.of_visitor("ada") == []
    with pytest.raises(Problem, match="no longer exists"):
        runs.restore(old, "ada")


@pytest.mark.usefixtures("shipped")
def test_the_shipped_runs_come_first_and_with_all_they_have(engine, runs):
    own = runs.create(Recipe(), "ada")
    listed = runs.of_visitor("ada")
    assert [run.id for run in listed][-1] == own
    assert {"article", "draw"} <= {run.id for run in listed if run.shipped}
    assert [run.id for run in runs.of_visitor("bob")] == [run.id for run in listed][:-1]
    article = runs.get("article")
    assert (article.status, article.epoch, article.recipe) == ("done", 30, Recipe())
    assert 0.975 <= article.test_accuracy <= 0.981
    assert runs.snapshots("article") == [0, 1, 2, 3, 5, 8, 12, 20, 30]
    assert runs.network("article").parameters == 266_610
    prepare(engine)  # a second start changes nothing
    assert len(runs.epochs("article")) == 30
