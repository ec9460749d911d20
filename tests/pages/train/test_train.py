import dataclasses

import pytest

from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.start import database
from mnist_ann.store.tables import runs
from tests.pages.steps import TINY, component, labels, number, opened, press, text
from tests.pages.train.steps import turn_to, widget
from tests.runs import trained
from ui.state import cached


@pytest.fixture
def page():
    """The Train page, as a visitor without a run finds it."""
    return opened()


def test_the_articles_recipe_is_preset(page):
    assert not page.exception
    assert page.number_input(key="epochs").value == 30
    assert page.number_input(key="learning_rate").value == 0.01
    assert page.text_input(key="hidden").value == "300, 100"
    assert page.number_input(key="batch_size").value == 32
    assert widget(page, "seed").value == 42
    assert "**266,610** parameters in all" in text(page)
    assert "**1,719** updates" in text(page)


def test_the_network_is_drawn_with_the_parameters_that_keras_counts(page):
    drawn = component(page, "network_plan")
    assert drawn["sizes"] == [300, 100]
    assert drawn["names"] == ["784 pixels", "300 relu", "100 relu", "10 digits"]
    assert drawn["parameters"] == [235_500, 30_100, 1_010]
    assert drawn["alt"] == (
        "The network: 784 pixels, 235,500 parameters to 300 relu units, 30,100 parameters to "
        "100 relu units, 1,010 parameters to 10 digits."
    )


def test_the_drawing_follows_the_recipe(page):
    page.text_input(key="hidden").set_value("1").run()
    widget(page, "activation").set_value("tanh").run()
    page.number_input(key="batch_size").set_value(100).run()
    drawn = component(page, "network_plan")
    assert drawn["names"] == ["784 pixels", "1 tanh", "10 digits"]
    assert drawn["parameters"] == [785, 20]  # 784 + 1, and (1 + 1) * 10
    assert "785 parameters to 1 tanh unit, 20 parameters to 10 digits" in drawn["alt"]
    assert "**805** parameters in all" in text(page)
    assert "**550** updates" in text(page)
    page.text_input(key="hidden").set_value("").run()
    drawn = component(page, "network_plan")
    assert drawn["sizes"] == [] and drawn["parameters"] == [7_850]  # 784 * 10 + 10


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        (
            "epochs",
            0,
            "The epochs must be a whole number, at least 1 and at most 200; 0 was given",
        ),
        (
            "learning_rate",
            -0.1,
            "The learning rate must be above 0 and at most 10; -0.1",
        ),
        ("batch_size", 9999, "at most 4,096; 9999 was given"),
        ("seed", -1, "The seed must be a whole number, at least 0"),
        ("hidden", "many", "such as 300, 100; many was given"),
        ("hidden", "2000", "1 to 1,024 units; 2000 was given"),
    ],
)
def test_a_choice_that_cannot_be_is_explained_and_nothing_starts(
    page, key, value, sentence
):
    widget(page, key).set_value(value).run()
    before = component(page, "network_plan")
    for unfolded in (False, True):  # once: at Start, or at its box if that is there
        page.session_state["Change the recipe"] = unfolded
        page.run()
        (error,) = page.error
        assert sentence in error.value
        (section,) = [e for e in page.expander if e.label == "Change the recipe"]
        assert len(section.error) == unfolded
        (start,) = [each for each in page.button if each.label == "Start training"]
        assert start.disabled
        assert component(page, "network_plan") == before
    assert before["sizes"] == [300, 100]  # the last that could be


def test_what_is_wrong_in_a_group_that_is_put_away_is_said_at_start(page):
    page.session_state["Change the recipe"] = True
    widget(page, "seed").set_value(-1).run()
    (section,) = [e for e in page.expander if e.label == "Change the recipe"]
    assert len(page.error) == len(section.error) == 1
    turn_to(page, "Warps")
    (section,) = [e for e in page.expander if e.label == "Change the recipe"]
    (error,) = page.error
    assert "The seed must be" in error.value and not section.error


def test_start_queues_the_recipe_and_shows_the_run(page):
    page.text_input(key="hidden").set_value("8").run()
    page.number_input(key="epochs").set_value(2).run()
    page.number_input(key="batch_size").set_value(512).run()
    press(page, "Start training")
    id = page.query_params["run"]
    assert cached.runs().get(id).recipe == TINY
    assert "784 → 8 → 10" in text(page)
    assert labels(page)[:3] == ["Pause", "Stop", "Train another"]
    trained(id)
    page.run()
    assert number(page, "Test") == f"{cached.runs().get(id).test_accuracy:.2%}"
    assert labels(page)[:4] == [
        "Draw a digit for it",
        "See its mistakes",
        "Look inside",
        "Train another",
    ]
    assert not {"Pause", "Stop", "Resume"} & set(labels(page))
    press(page, "Train another")
    assert page.number_input(key="epochs").value is not None
    assert "run" not in page.query_params


def test_a_run_that_is_done_says_what_it_reads():
    recipe = Recipe(hidden=(16,), images=3_000, epochs=2, learning_rate=0.1)
    id = cached.runs().create(recipe, "ada")
    page = opened(run=id)
    assert not page.success
    trained(id)
    reads = cached.runs().get(id).test_accuracy
    (said,) = page.run().success
    assert said.value == (
        f"**Done: 2 epochs.** It reads {reads:.1%} of digits that it never saw."
    )
    (later,) = opened(run=id).success  # who comes later, or again
    assert later.value == said.value


def test_a_run_that_has_learned_nothing_is_not_celebrated():
    recipe = Recipe(hidden=(), images=100, epochs=1, learning_rate=1e-9)
    id = cached.runs().create(recipe, "ada")
    page = opened(run=id)
    trained(id)
    assert not page.run().success


@pytest.mark.parametrize(
    ("label", "title"),
    [
        ("Draw a digit for it", "Draw"),
        ("See its mistakes", "Evaluate"),
        ("Look inside", "Inside"),
    ],
)
def test_a_run_that_is_done_leads_on(label, title):
    page = opened(run="linear")
    press(page, label)
    assert not page.exception
    assert page.session_state["page in address"] == title
    assert page.query_params["run"] in ("linear", ["linear"])


def test_stop_and_resume(page):
    id = cached.runs().create(TINY, "ada")
    page = opened(run=id)
    press(page, "Stop")
    assert cached.runs().get(id).status == "stopped"
    page.run()
    press(page, "Resume")
    assert cached.runs().get(id).status == "queued"
    trained(id)
    assert cached.runs().get(id).status == "done"


def test_a_stranger_sees_a_run_but_cannot_stop_it():
    id = cached.runs().create(TINY, "bob")
    page = opened(run=id)
    assert not page.exception
    assert labels(page) == ["Train another", "Start 5 seeds"]
    assert "Somebody else started this run" in text(page)
    trained(id)
    assert "Somebody else" not in text(opened(run=id))


def test_the_shipped_runs_are_there_to_look_at():
    page = opened(run="article")
    assert not page.exception
    assert "The article's network" in text(page)
    assert number(page, "Test") == f"{cached.runs().get('article').test_accuracy:.2%}"


def test_a_run_that_was_stopped_while_it_waited_is_measured_all_the_same():
    id = cached.runs().create(TINY, "zoe")
    trained(id)
    expected = cached.runs().get(id).test_accuracy
    with database().begin() as connection:
        connection.execute(
            runs.update()
            .where(runs.c.id == id)
            .values(status="stopped", test_accuracy=None)
        )
    page = opened(run=id)
    assert number(page, "Test") == f"{expected:.2%}"


def test_a_failed_run_says_why():
    id = cached.runs().create(
        Recipe(hidden=(64,) * 4, learning_rate=10, epochs=2), "ada"
    )
    trained(id)
    page = opened(run=id)
    assert "Lower the learning rate, now 10" in page.error[0].value


def test_a_changed_learning_rate_is_told():
    id = cached.runs().create(dataclasses.replace(TINY, rates=((2, 0.1),)), "ada")
    trained(id)
    page = opened(run=id)
    assert not page.exception
    assert "from 0.01 to 0.1 from epoch 2 on" in text(page)
