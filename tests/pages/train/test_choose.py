"""Choosing a recipe on the Train page: widgets, presets, links, files, trained networks."""

import json

import numpy as np
import pytest

from mnist_ann.lab.presets import PRESETS
from mnist_ann.mnist import load, normalise
from mnist_ann.recipe.recipe import Recipe
from tests.pages.steps import labels, opened, press, text
from tests.pages.train.steps import held, shown, turn_to, widget
from tests.runs import trained
from ui.state import cached

EVERYTHING = Recipe(
    hidden=(64, 32), activation="tanh", optimizer="adam", learning_rate=0.001,
    schedule="cosine", batch_size=100, epochs=2, dropout=0.2, l2=0.0001, patience=3,
    images=2_000, label_noise=0.1, pixels="0 to 255", seed=7, start="the same",
    rates=((2, 0.0005),), shift=1.5, turn=10, zoom=0.1, slant=0.1, elastic=0.3,
    styles=0.5, redrawn=0.5,
)  # fmt: skip


def test_every_choice_but_changes_made_while_training_has_a_widget():
    at = opened()
    assert not at.exception
    assert shown(at) == Recipe()
    assert "rates" not in [box.key for box in at.text_input]
    assert "Start training" in labels(at)


def test_a_link_fills_every_widget_and_start_trains_its_recipe():
    at = opened(recipe=EVERYTHING.to_query())
    assert not at.exception
    assert shown(at) == EVERYTHING
    press(at, "Start training")
    run = cached.runs().get(at.query_params["run"])
    assert run.recipe == EVERYTHING
    assert "recipe" not in at.query_params
    cached.runs().stop(run.id, "ada")


def test_the_address_follows_the_widgets():
    at = opened()
    assert "recipe" not in at.query_params
    widget(at, "dropout").set_value(0.25).run()
    widget(at, "optimizer").set_value("adamw").run()
    address = at.query_params["recipe"]
    assert json.loads(address) == {"dropout": 0.25, "optimizer": "adamw"}
    assert held(opened(recipe=address)) == Recipe(dropout=0.25, optimizer="adamw")


def test_an_address_that_comes_late_takes_no_change_back():
    """A browser that asks again soon has not heard yet what its address is now."""
    old = Recipe(dropout=0.25, epochs=2).to_query()
    at = opened(recipe=old)
    widget(at, "dropout").set_value(0.5).run()
    at.query_params["recipe"] = old
    widget(at, "epochs").set_value(3.0).run()
    assert held(at) == Recipe(dropout=0.5, epochs=3)
    at.query_params["recipe"] = old
    press(at, "Start training")
    run = cached.runs().get(at.query_params["run"])
    assert run.recipe == Recipe(dropout=0.5, epochs=3)
    cached.runs().stop(run.id, "ada")


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("{", "isn't valid JSON"),
        ('{"epochs": 100000}', "at most 200; 100000 was given"),
        ('{"colour": "blue"}', "no choice colour"),
    ],
)
def test_a_broken_link_is_explained_and_the_articles_recipe_is_shown(address, sentence):
    at = opened(recipe=address)
    assert not at.exception
    (warning,) = at.warning
    assert sentence in warning.value
    assert "This is the article's recipe instead" in warning.value
    assert held(at) == Recipe()
    assert "recipe" not in at.query_params


def test_what_differs_is_shown_and_taken_back_by_a_click():
    at = opened(recipe=Recipe(dropout=0.3, rates=((5, 0.001),)).to_query())
    press(at, "dropout 0.3")
    assert held(at) == Recipe(rates=((5, 0.001),))
    press(at, "then learning rate 0.001 from epoch 5")
    assert held(at) == Recipe()
    assert "Changed" not in text(at)


def preset_box(at):
    (box,) = [box for box in at.selectbox if box.label == "Start from a preset"]
    return box


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_a_preset_fills_the_widgets(preset):
    at = opened(recipe='{"seed": 5}')
    assert preset_box(at).value is None
    preset_box(at).select(preset.name).run()
    assert not at.exception
    assert held(at) == preset.recipe
    everything = text(at) + "".join(info.value for info in at.info)
    assert preset.shows in everything
    assert ("Predict first" in everything) == preset.fails


def test_leaving_a_presets_recipe_leaves_the_preset():
    at = opened()
    assert preset_box(at).value == "The article, exactly"
    widget(at, "epochs").set_value(3).run()
    assert preset_box(at).value is None
    widget(at, "epochs").set_value(30).run()
    assert preset_box(at).value == "The article, exactly"


def test_a_presets_run_is_called_so():
    at = opened(recipe=PRESETS[1].recipe.to_query())
    press(at, "Start training")
    id = at.query_params["run"]
    assert cached.runs().get(id).name == "Two minutes for a class"
    cached.runs().stop(id, "ada")


def test_half_an_image_is_refused_and_not_rounded():
    at = opened()
    widget(at, "batch_size").set_value(1.5).run()
    assert "must be a whole number, at least 1" in at.error[0].value
    assert "1.5 was given" in at.error[0].value
    (start,) = [each for each in at.button if each.label == "Start training"]
    assert start.disabled


def test_the_page_says_what_will_learn():
    assert "a network that knows nothing learns" in text(opened())
    onward = text(opened(**{"from": "article"}))
    assert "a trained network learns on" in onward and "knows nothing" not in onward


def test_the_rest_of_the_recipe_is_folded_for_a_preset_and_open_for_any_other():
    assert not is_open(opened())
    assert not is_open(opened(recipe=PRESETS[1].recipe.to_query()))
    assert is_open(opened(recipe='{"epochs": 4}'))
    assert is_open(opened(**{"from": "article"}))


def is_open(at):
    (section,) = [box for box in at.expander if box.label == "Change the recipe"]
    return section.proto.expanded


def test_a_trained_network_and_several_runs_do_not_go_together_and_it_says_so():
    at = opened()
    turn_to(at, "Several runs at once")
    assert "Start 5 seeds" in labels(at)
    at = opened(**{"from": "article"})
    turn_to(at, "Several runs at once")
    assert "Start 5 seeds" not in labels(at)
    assert "Choose new weights above to start several" in text(at)


def test_a_box_for_a_number_that_was_emptied_shows_what_it_held():
    at = opened()
    widget(at, "epochs").set_value(7).run()
    widget(at, "epochs").set_value(None).run()
    assert not at.exception and not at.error
    assert widget(at, "epochs").value == 7
    assert held(at) == Recipe(epochs=7)


def test_a_recipe_survives_its_file():
    at = opened(recipe='{"epochs": 4}')
    turn_to(at, "Keep, share or load")
    assert "python -m mnist_ann train --recipe" in text(at)
    upload(at, "mine.json", EVERYTHING.to_json().encode())
    assert held(at) == EVERYTHING


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe", "no text"),
        (b"[1]", "JSON object"),
        (b'{"epochs": 3' + b" " * 20_000 + b"}", "a recipe has at most 10,000"),
        (b"[" * 9_000, "isn't valid JSON"),
        (b'{"hidden": [1e999]}', "1 to 1,024 units"),
    ],
)
def test_a_file_that_is_no_recipe_is_explained_and_changes_nothing(content, sentence):
    at = opened(recipe='{"epochs": 4}')
    upload(at, "recipe.json", content)
    assert not at.exception
    assert sentence in at.error[0].value
    assert held(at) == Recipe(epochs=4)


def upload(at, name, content):
    turn_to(at, "Keep, share or load")
    at.file_uploader(key="recipe file").set_value((name, content, "application/json"))
    at.run()


def test_what_training_will_see_is_shown_with_the_choices_that_change_it():
    at = opened(recipe='{"shift": 3, "label_noise": 0.5}')
    turn_to(at, "The images")
    assert "What epoch" not in text(at)
    assert "**Told wrong labels**" in text(at)
    turn_to(at, "Warps")
    assert not at.exception
    assert "**What epoch 1 sees**" in text(at)
    press(at, "Next epoch")
    assert "**What epoch 2 sees**" in text(at)


def test_a_run_starts_from_a_network_after_an_epoch():
    at = opened(**{"from": "article", "epoch": "5"})
    assert not at.exception
    assert widget(at, "hidden").disabled and widget(at, "activation").disabled
    assert "its weights fit no others" in text(at)
    press(at, "Take a gentle recipe")
    assert held(at).optimizer == "adam"
    press(at, "Start training")
    run = cached.runs().get(at.query_params["run"])
    assert (run.parent, run.parent_epoch) == ("article", 5)
    assert run.name == "The article's network, trained on"
    assert not {"from", "epoch", "recipe"} & set(at.query_params)
    before = cached.runs().network("article", 5).fingerprint
    assert cached.runs().lesson(run.id).network.fingerprint == before
    cached.runs().stop(run.id, "ada")


def test_layers_of_a_link_give_way_to_those_of_the_network():
    at = opened(**{"from": "linear", "recipe": '{"hidden": [64], "epochs": 2}'})
    assert held(at) == Recipe(hidden=(), epochs=2)


def test_an_unknown_network_is_explained():
    at = opened(**{"from": "nonsense"})
    assert not at.exception
    assert "There is no run 'nonsense' here" in at.error[0].value
    assert "Start training" in labels(at)


def test_own_digits_are_learned_and_what_was_forgotten_is_shown():
    own, data = cached.own_digits(), load()
    own.delete("ada")
    for image, label in zip(data.x_test[:6], data.y_test[:6]):
        own.add("ada", normalise(image), (label + 1) % 10)  # so that it has to learn
    query = Recipe(images=500, epochs=3, optimizer="adam", learning_rate=0.003)
    at = opened(**{"from": "article", "own": "yes", "recipe": query.to_query()})
    assert not at.exception
    # 2,500 / 6 is 416.7: 416 times 6 digits beside 500 images, and 2,996 / 32 is 93.6.
    assert "looks at 2,996 images" in text(at) and "**94** updates" in text(at)
    assert "2,496 of the images are drawn digits" in text(at)
    press(at, "Start training")
    id = at.query_params["run"]
    assert len(cached.runs().lesson(id).digits) == 6
    trained(id)
    at = opened(run=id)
    table = next(t.value for t in at.table if "Drawn digits" in t.value)
    assert table["Drawn digits"][0] == "0 of 6"
    right = cached.runs().network(id).forward(normalise(data.x_test)).argmax(axis=1)
    wanted = np.array(data.y_test[:6] + 1) % 10
    assert table["Drawn digits"][1] == f"{(right[:6] == wanted).sum()} of 6"
    assert (right[:6] == wanted).sum() == 6
    count = (right == data.y_test).sum()
    assert table["MNIST's test images"][1] == f"{count:,} of 10,000"
    assert f"{9_773 - count:,} fewer of MNIST's test images" in text(at)
    own.delete("ada")
