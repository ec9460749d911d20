"""Several runs at once on the Train page: sweeps, grids, five seeds."""

import pytest

from mnist_ann.figures.sweeps import grid_table
from mnist_ann.lab.outcomes import Outcome, groups
from mnist_ann.recipe.choices import CHOICES
from mnist_ann.recipe.recipe import Recipe
from tests.pages.steps import QUICK, TINY, labels, links, opened, press, text
from tests.pages.train.steps import turn_to
from tests.runs import trained
from ui.state import cached

pytestmark = pytest.mark.usefixtures("empty_shelf")


def test_a_sweep_is_chosen_explained_and_started():
    page = opened(recipe=QUICK.to_query())
    turn_to(page, "Several runs at once")
    values = page.text_input(key="values of learning_rate")
    values.set_value("0.1, 20").run()
    assert "at most 10; 20 was given" in page.error[0].value
    assert "Start the sweep" not in labels(page)
    page.text_input(key="values of learning_rate").set_value("0.1").run()
    assert "at least two values" in page.error[0].value
    page.text_input(key="values of learning_rate").set_value("0.01, 0.1, 1").run()
    page.selectbox(key="sweep and of").set_value("optimizer").run()
    optimizers = len(CHOICES["optimizer"].options)
    assert f"{3 * optimizers} runs" in text(page)
    page.button_group(key="seeds for each").set_value(5).run()
    assert f"That would be {15 * optimizers} runs" in page.error[0].value
    page.button_group(key="seeds for each").set_value(1).run()
    press(page, "Start the sweep")
    found, members = cached.experiments().get(page.query_params["experiment"])
    assert found.choices == ("learning_rate", "optimizer")
    assert f"Learning rate × Optimizer, 3 × {optimizers} values" in text(page)
    assert "recipe" not in page.query_params
    assert [run.recipe.learning_rate for run in members[::optimizers]] == [0.01, 0.1, 1]
    assert {run.recipe.images for run in members} == {500}
    press(page, "Stop all")
    assert {run.status for run in cached.experiments().get(found.id)[1]} == {"stopped"}


def test_five_seeds_by_one_click_and_what_came_out():
    page = opened(recipe=QUICK.to_query())
    turn_to(page, "Several runs at once")
    page.toggle(key="same first weights").set_value(True).run()
    press(page, "Start 5 seeds")
    found, members = cached.experiments().get(page.query_params["experiment"])
    assert [run.recipe.seed for run in members] == [42, 43, 44, 45, 46]
    assert {run.recipe.start for run in members} == {"the same"}
    for run in members:
        trained(run.id)
    page = opened(experiment=found.id)
    assert not page.exception
    assert "Test accuracy of 5 runs: **" in text(page)
    assert "All began with the same first weights." in text(page)
    tests = [run.test_accuracy for run in cached.experiments().get(found.id)[1]]
    assert f"{sum(tests) / 5:.2%} ±" in text(page)
    assert len(set(tests)) > 1  # the order of the images differs


def test_a_sweep_names_the_best_and_is_deleted_and_restored_as_one():
    recipes = [Recipe(**vars(QUICK) | {"learning_rate": rate}) for rate in (1e-5, 0.1)]
    id = cached.experiments().create(recipes, "ada", "Two rates", ["learning_rate"])
    for run in cached.experiments().get(id)[1]:
        trained(run.id)
    page = opened(experiment=id)
    assert not page.exception
    assert "**Best by validation: learning rate 0.1**" in text(page)
    assert "Choose by validation, not by test" in text(page)
    press(page, "Delete all")
    assert "Its runs were deleted." in page.info[0].value
    press(page, "Undo")
    assert "**Best by validation: learning rate 0.1**" in text(page)


def test_a_cell_of_a_grid_stands_for_all_its_seeds():
    recipes = [
        Recipe(**vars(QUICK) | {"learning_rate": rate, "hidden": (4,), "seed": seed})
        for rate in (0.01, 0.1)
        for seed in (1, 2)
    ]
    id = cached.experiments().create(
        recipes, "ada", "Grid", ["learning_rate", "hidden"]
    )
    members = cached.experiments().get(id)[1]
    for run in members:
        trained(run.id)
    outcomes = [
        Outcome(run, cached.runs().epochs(run.id))
        for run in cached.experiments().get(id)[1]
    ]
    names = ["learning_rate", "hidden"]
    table = grid_table(names, groups(outcomes, names))
    assert table["run"].tolist() == [
        f"{members[0].id},{members[1].id}",
        f"{members[2].id},{members[3].id}",
    ]
    assert "Press a cell to see its runs beside each other." in text(
        opened(experiment=id)
    )
    page = opened(compare=table["run"][0])
    assert "Their recipes differ in **seed**." in text(page)
    assert links(page)["All runs of their experiment"]["experiment"] == [id]


def test_a_strangers_experiment_can_be_seen_but_not_changed():
    id = cached.experiments().create([QUICK, TINY], "bob", "Bob's", ["hidden"])
    page = opened(experiment=id)
    assert not page.exception
    assert "Bob's" in text(page)
    assert labels(page)[0] == "Train another"
    cached.experiments().stop(id, "bob")


def test_an_experiment_is_one_line_of_the_list():
    id = cached.experiments().create([QUICK, TINY], "ada", "Two", ["hidden"])
    found = {k: v for k, v in links(opened()).items() if k.startswith("Two")}
    assert list(found.values()) == [{"experiment": [id]}]
    assert "2 runs, at work" in next(iter(found))
