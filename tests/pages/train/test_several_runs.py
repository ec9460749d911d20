"""A visitor's runs on the Train page: control, compare, lead on, the list of runs."""

import pytest

from mnist_ann.recipe.recipe import Recipe
from tests.pages.steps import QUICK, TINY, labels, links, opened, press, text
from tests.runs import trained
from ui.state import cached

pytestmark = pytest.mark.usefixtures("empty_shelf")


def test_pause_and_resume():
    id = cached.runs().create(TINY, "ada")
    page = opened(run=id)
    press(page, "Pause")
    assert cached.runs().get(id).status == "paused"
    page.run()
    press(page, "Resume")
    assert cached.runs().get(id).status == "queued"


def test_the_learning_rate_is_changed_from_an_epoch_that_it_names():
    id = cached.runs().create(TINY, "ada")
    cached.runs().pause(id, "ada")
    page = opened(run=id)
    assert "It will hold from epoch 1 on." in text(page)
    assert page.text_input(key=f"rate {id}").value == "0.01"
    page.text_input(key=f"rate {id}").set_value("")
    press(page, "Change the learning rate")
    assert "must be above 0 and at most 10; nothing was given" in page.error[0].value
    assert cached.runs().get(id).recipe.rates == ()
    page.text_input(key=f"rate {id}").set_value("-1")
    press(page, "Change the learning rate")
    assert "must be above 0 and at most 10; -1 was given" in page.error[0].value
    page.run()
    assert "-1 was given" in page.error[0].value  # the next look doesn't wipe it out
    page.text_input(key=f"rate {id}").set_value("0.2")
    press(page, "Change the learning rate")
    assert not page.error
    assert cached.runs().get(id).recipe.rates == ((1, 0.2),)
    trained_by_now = cached.runs().get("article")
    assert "Change the learning rate" not in labels(opened(run=trained_by_now.id))


def test_a_run_is_named_and_noted():
    id = cached.runs().create(TINY, "ada")
    page = opened(run=id)
    page.text_input(key=f"name {id}").set_value("Small")
    page.text_area(key=f"note {id}").set_value("8 units only")
    press(page, "Save name and note")
    assert (cached.runs().get(id).name, cached.runs().get(id).note) == (
        "Small",
        "8 units only",
    )
    assert "Small" in text(page)
    assert page.text[0].value == "8 units only"
    page.session_state["visitor"] = "bob"
    assert not page.run().text  # the note is its owner's


def test_archive_and_back():
    id = cached.runs().create(TINY, "ada")
    page = opened(run=id)
    press(page, "Archive")
    assert cached.runs().get(id).archived
    press(page, "Take out of the archive")
    assert not cached.runs().get(id).archived


def test_delete_and_undo():
    id = cached.runs().create(TINY, "ada", name="Small")
    page = opened(run=id)
    press(page, "Delete")
    assert "“Small” was deleted." in page.info[0].value
    page = opened(run=id)  # whenever its address is opened
    press(page, "Undo")
    assert cached.runs().get(id).name == "Small"
    assert "Pause" not in labels(page)  # it was stopped
    assert "Resume" in labels(page)


def test_only_its_owner_is_offered_a_deleted_run():
    id = cached.runs().create(TINY, "bob")
    cached.runs().delete(id, "bob")
    page = opened(run=id)
    assert "This run was deleted." in page.warning[0].value
    assert "Undo" not in labels(page)
    assert "Start training" in labels(page)


def test_a_run_leads_on():
    recipe = Recipe(epochs=9, dropout=0.2)
    id = cached.runs().create(recipe, "bob", parent=("article", 5))
    found = links(opened(run=id))
    clone = found["Clone its recipe"]
    assert Recipe.from_json(clone["recipe"][0]) == recipe
    assert (clone["from"], clone["epoch"]) == (["article"], ["5"])
    assert "Train further" not in found  # it has no network yet
    cached.runs().stop(id, "bob")
    trained_on = cached.runs().create(TINY, "ada")
    cached.runs().change_rate(trained_on, "ada", 0.2)
    trained(trained_on)
    further = links(opened(run=trained_on))["Train further"]
    assert further["from"] == [trained_on]
    recipe = Recipe.from_json(further["recipe"][0])
    assert (recipe.rates, recipe.learning_rate, recipe.epochs) == ((), 0.2, 10)
    assert links(opened(run="article"))["Train further"]["from"] == ["article"]
    assert links(opened(run="article"))["Compare with others"]["compare"] == ["article"]


def test_train_comes_back_to_what_it_showed():
    id = cached.experiments().create([QUICK, TINY], "ada", "Two", ["hidden"])
    for asked in (
        {"experiment": id},
        {"compare": "article,linear"},
        {"run": "article"},
    ):
        page = opened(**asked)
        page.query_params.clear()  # as a link of the menu does
        page.switch_page("dataset.py").run()
        page.query_params.clear()
        page.switch_page("train.py").run()
        assert {name: page.query_params[name] for name in asked} == asked
    press(page, "Train another")
    page.switch_page("dataset.py").run()
    page.switch_page("train.py").run()
    assert "Start training" in labels(page)
    cached.experiments().stop(id, "ada")


def test_compare_tells_only_what_differs():
    id = cached.runs().create(Recipe(epochs=12, dropout=0.2), "bob", name="Bob's")
    page = opened(compare=f"article,{id}")  # somebody else's, by a shared link
    assert not page.exception
    assert "Their recipes differ in **epochs, dropout**." in text(page)
    table = page.table[0].value
    assert table.columns.tolist() == ["Compared", "A", "B"]
    rows = {row[0]: row[1:] for row in table.values.tolist()}
    assert rows["Epochs"] == ["30", "12"]
    assert rows["Dropout"] == ["0", "0.2"]
    assert "Batch size" not in rows
    assert rows["Best validation"] == ["98.00% in epoch 28", "waits"]
    assert rows["Test"][0].startswith("**97.7")
    assert rows["Parameters"] == ["266,610", "266,610"]
    cached.runs().stop(id, "bob")


def test_at_most_six_are_compared_and_the_address_follows():
    ids = [cached.runs().create(QUICK, "ada") for _ in range(7)]
    page = opened(compare=",".join(["nonsense", *ids]))
    assert "There is no run 'nonsense' here" in page.warning[0].value
    assert page.multiselect[0].value == ids[:6]
    assert "They have the same recipe." in text(page)
    # All alike, started in the same minute: the page still knows which it was asked for.
    assert page.run().multiselect[0].value == ids[:6]
    page.multiselect[0].set_value(["article", "draw"]).run()
    assert page.query_params["compare"] in ("article,draw", ["article,draw"])


def test_the_list_is_short_searched_and_has_an_archive():
    ids = [cached.runs().create(QUICK, "ada", name=f"Plain {n}") for n in range(25)]
    cached.runs().describe(ids[3], "ada", "Special", "with a note")
    cached.runs().archive(ids[4], "ada")
    cached.runs().delete(ids[5], "ada")
    page = opened()

    def listed(page):
        return [
            label for label in links(page) if "Plain" in label or "Special" in label
        ]

    assert len(listed(page)) == 17  # 20 with the three that are shipped
    press(page, "Show more of 26")
    assert len(listed(page)) == 23
    page.text_input(key="search runs").set_value("note special").run()
    assert [label.split(" · ")[0] for label in listed(page)] == ["Special"]
    page.text_input(key="search runs").set_value("").run()
    page.button_group(key="shelf").set_value("Archive").run()
    assert [label.split(" · ")[0] for label in listed(page)] == ["Plain 4"]
    page.button_group(key="shelf").set_value("Deleted").run()
    assert any(label.startswith("Plain 5 ") for label in listed(page))
