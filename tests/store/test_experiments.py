import pytest

from mnist_ann.errors import Problem
from mnist_ann.recipe.recipe import Recipe
from tests.runs import Result


def test_an_experiment_is_queued_named_and_kept_together(experiments):
    recipes = [Recipe(learning_rate=rate) for rate in (0.01, 0.1)]
    id = experiments.create(recipes, "ada", "Two rates", ["learning_rate"])
    found, members = experiments.get(id)
    assert (found.name, found.choices) == ("Two rates", ("learning_rate",))
    assert [run.recipe for run in members] == recipes
    assert [run.name for run in members] == ["learning rate 0.01", "learning rate 0.1"]
    assert {run.experiment for run in members} == {id}
    assert [each.id for each in experiments.of_visitor("ada")] == [id]
    assert experiments.of_visitor("bob") == []
    with pytest.raises(Problem, match="2 to 25 runs; these would be 1"):
        experiments.create([Recipe()], "ada", "One", ["seed"])
    with pytest.raises(Problem, match="2 to 25 runs; these would be 26"):
        experiments.create([Recipe()] * 26, "ada", "Many", ["seed"])
    with pytest.raises(Problem, match="already have 27 runs"):
        seeds = [Recipe(seed=seed) for seed in range(25)]
        experiments.create(seeds, "ada", "A", ["seed"])
        experiments.create(seeds, "ada", "B", ["seed"])


def test_an_experiment_is_stopped_archived_deleted_and_restored_as_one(
    runs, experiments, queue
):
    recipes = [Recipe(seed=seed) for seed in range(3)]
    id = experiments.create(recipes, "ada", "Three seeds", ["seed"])
    first, second, third = [run.id for run in experiments.get(id)[1]]
    queue.take(1)
    experiments.stop(id, "ada")
    running, *waiting = experiments.get(id)[1]
    assert (running.status, running.leave) == ("running", "stopped")
    assert [run.status for run in waiting] == ["stopped", "stopped"]
    experiments.archive(id, "ada")
    assert {run.id for run in runs.of_visitor("ada", archived=True)} == {
        first, second, third,
    }  # fmt: skip
    experiments.archive(id, "ada", archived=False)
    assert runs.of_visitor("ada", archived=True) == []
    runs.delete(second, "ada")
    experiments.delete(id, "ada")
    assert experiments.get(id)[1] == []
    experiments.restore(id, "ada")  # not the one that was deleted before
    assert [run.id for run in experiments.get(id)[1]] == [first, third]


def test_of_an_experiment_only_the_best_by_validation_is_offered_elsewhere(
    runs, experiments, queue, attempts
):
    recipes = [Recipe(epochs=1, seed=seed) for seed in range(4)]
    id = experiments.create(recipes, "ada", "Four seeds", ["seed"])
    alone = runs.create(Recipe(), "ada")
    members = [run.id for run in experiments.get(id)[1]]

    def offered():
        return [run.id for run in runs.choice("ada") if not run.shipped]

    assert offered() == [alone]
    for run, accuracy in zip(members, (0.90, 0.92, 0.91)):
        queue.take(4)
        attempts.write_epoch(run, 1, Result(1, val_accuracy=accuracy))
    assert set(offered()) == {alone, members[1]}
    runs.delete(members[1], "ada")
    assert set(offered()) == {alone, members[2]}
    found = runs.epochs_of([members[2], alone])
    assert found == {members[2]: runs.epochs(members[2]), alone: []}
