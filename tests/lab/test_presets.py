"""Each preset does what its sentence says; those that fail on purpose, in short versions."""

import dataclasses
import json

import numpy as np
import pytest

from mnist_ann.classroom.lesson import papers
from mnist_ann.lab import presets
from mnist_ann.mnist import normalise
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.files import NETWORKS

NAMED = {preset.name: preset for preset in presets.PRESETS}
FAILING = [preset.name for preset in presets.PRESETS if preset.fails]
GUESSING = np.log(10)  # the loss of who gives every digit a tenth


@pytest.fixture
def demo(trained):
    """A function: what each epoch gave in a run by a preset's recipe, with changes."""

    def demo(name, **changes):
        return trained(dataclasses.replace(NAMED[name].recipe, **changes))[0]

    return demo


def test_the_presets_of_the_lab_are_there():
    assert NAMED["The article, exactly"].recipe == Recipe()
    assert NAMED["No hidden layer"].recipe.sizes == (784, 10)
    shipped = json.loads((NETWORKS / "draw.json").read_text())["recipe"]
    assert NAMED["For drawing"].recipe == Recipe.from_json(json.dumps(shipped))
    assert FAILING == [
        "Learning rate 10", "Pixels not divided by 255", "Only 100 images",
        "Half the labels wrong", "Six layers of sigmoid units",
    ]  # fmt: skip
    assert len(NAMED["Six layers of sigmoid units"].recipe.sizes) == 6


def test_a_recipe_is_known_by_its_preset():
    assert presets.of(Recipe(learning_rate=10.0, epochs=10)).name == "Learning rate 10"
    assert presets.of(Recipe(seed=1)) is None


def test_the_preset_for_a_class_reads_97_percent(demo, data):
    """As its sentence and the lesson's worksheet say."""
    results = demo(presets.CLASS.name)
    right = results[-1].network.forward(normalise(data.x_test)).argmax(1) == data.y_test
    assert right.mean() == pytest.approx(0.975, abs=0.002)
    assert "97.5%" in presets.CLASS.shows
    for result, said in (
        (results[0], papers.CLASS_FIRST),
        (results[-1], papers.CLASS_LAST),
    ):
        assert 100 * result.val_accuracy == pytest.approx(said, abs=0.6)


def test_the_ends_of_the_hill_are_as_the_lesson_tells(demo, data):
    """At the smallest learning rate little is learned; at the largest ones every image gets one answer."""
    slow = demo(presets.CLASS.name, learning_rate=0.001)[-1]
    assert 100 * slow.val_accuracy == pytest.approx(papers.CLASS_SLOW, abs=0.6)
    for rate in (3, 10):
        result = demo(presets.CLASS.name, learning_rate=rate, epochs=2)[-1]
        answers = result.network.forward(normalise(data.x_test)).argmax(1)
        assert len(set(answers)) == 1
        assert 0.085 < (answers == data.y_test).mean() < 0.115


@pytest.mark.parametrize("name", FAILING)
def test_who_fails_on_purpose_asks_first_and_tells_later(name):
    assert NAMED[name].question.endswith("?")
    assert NAMED[name].outcome


def test_learning_rate_10_gives_one_answer_to_all_images(demo, data):
    for result in demo("Learning rate 10", epochs=2):
        assert result.val_accuracy < 0.12
        assert len(set(result.network.forward(normalise(data.x_test)).argmax(1))) == 1
        assert result.loss > GUESSING and result.val_loss > GUESSING


def test_with_pixels_to_255_most_units_die_and_every_image_gets_the_same_answer(
    demo, data
):
    result = demo("Pixels not divided by 255", epochs=2)[0]
    answers = result.network.forward(normalise(data.x_test)).argmax(axis=1)
    assert set(answers) == {1}
    assert 0.11 < (answers == data.y_test).mean() < 0.12
    assert np.mean(result.dead) > 0.5


def test_100_images_are_learned_by_heart_and_others_are_not(demo, data):
    results = demo("Only 100 images")
    assert all(result.accuracy == 1 for result in results[44:])
    assert results[44].val_accuracy > results[-1].val_accuracy - 0.02
    right = results[-1].network.forward(normalise(data.x_test)).argmax(1)
    assert (right == data.y_test).mean() == pytest.approx(0.75, abs=0.02)


def test_wrong_labels_are_learned_by_heart_after_what_is_right(demo):
    """On every tenth image, which takes a tenth of the time: the same rise and fall."""
    results = demo("Half the labels wrong", images=5_500)
    validation = [result.val_accuracy for result in results]
    best = int(np.argmax(validation))
    assert best < 8
    assert validation[best] > 0.75
    assert validation[-1] < validation[best] - 0.2
    assert results[-1].end_accuracy > 0.9  # of labels half of which are wrong


def test_sigmoids_learn_nothing_where_relus_do(demo):
    sigmoid = demo("Six layers of sigmoid units", epochs=4)
    relu = demo("Six layers of sigmoid units", epochs=4, activation="relu")
    assert all(result.val_accuracy < 0.2 for result in sigmoid)
    assert relu[-1].val_accuracy > 0.8
    # What reaches the first layer, beside what the last one gets.
    first, last = sigmoid[-1].gradients[0], sigmoid[-1].gradients[-1]
    assert first < 0.1 * last
