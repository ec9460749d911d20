"""The coach sees what is wrong with a run, says it with its number, and changes the one thing."""

import dataclasses
import re

import pytest

from mnist_ann.lab.coach import advise
from mnist_ann.lab.presets import PRESETS
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.rows import Epoch, Insight

ARTICLE = Recipe()


def told(results):
    """What the store keeps of what training gave: (epochs, insights)."""
    names = Epoch.__dataclass_fields__
    epochs = [
        Epoch(**{name: getattr(each, name) for name in names}) for each in results
    ]
    insights = [
        Insight(each.epoch, *map(tuple, Insight.of(each).kept.values()))
        for each in results
    ]
    return epochs, insights


@pytest.fixture
def coached(trained):
    """A function: the advice on a run by a recipe, and its last epoch."""

    def coached(recipe):
        results, error = trained(recipe)
        epochs, insights = told(results)
        advice = advise(recipe, epochs, insights, "failed" if error else "done", error)
        return advice, epochs[-1] if epochs else None

    return coached


def by_hand(*rows, **more):
    """Epochs whose training and validation accuracy are given; (0.9, 0.8) is one of them."""
    return [
        Epoch(
            number,
            loss=1 - training,
            accuracy=training,
            val_loss=1 - validation,
            val_accuracy=validation,
            seconds=1.0,
            end_loss=1 - training,
            end_accuracy=training,
            **more,
        )
        for number, (training, validation) in enumerate(rows, start=1)
    ]


def seen(gradients=(0.2, 0.2, 0.2), dead=(0.0, 0.0), epoch=1):
    return [Insight(epoch, (0.5, 0.4), gradients, dead)]


# The demos that fail on purpose, trained for fewer epochs


def test_learning_rate_10(coached):
    recipe = Recipe(learning_rate=10, epochs=2)
    advice, last = coached(recipe)
    assert advice.kind == "diverging"
    assert f"{last.val_accuracy:.1%} right, where chance gives 10%" in advice.sentence
    assert "learning rate 10" in advice.sentence
    assert advice.changed(recipe) == Recipe(epochs=2)


def test_a_loss_that_is_no_number(coached):
    recipe = Recipe(hidden=(64,) * 4, learning_rate=10, epochs=2)
    advice, last = coached(recipe)
    assert last is None
    assert advice.kind == "diverging"
    assert "Lower the learning rate, now 10" in advice.sentence
    assert advice.changed(recipe).learning_rate == 0.01


def test_pixels_not_divided_by_255(coached):
    recipe = Recipe(pixels="0 to 255", epochs=2)
    advice, last = coached(recipe)
    assert advice.kind == "not learning"
    assert f"{last.val_accuracy:.1%} right" in advice.sentence
    assert "pixels go up to 255" in advice.sentence
    assert advice.changed(recipe) == Recipe(epochs=2)


def test_100_images(coached):
    recipe = next(each for each in PRESETS if each.name == "Only 100 images").recipe
    advice, last = coached(recipe)
    assert advice.kind == "overfitting"
    gap = 100 * (last.end_accuracy - last.val_accuracy)
    assert f"{gap:.1f} points less" in advice.sentence
    assert "100 images by heart" in advice.sentence
    assert advice.changed(recipe).images == 55_000


def test_half_of_the_labels_wrong(coached):
    recipe = Recipe(label_noise=0.5, epochs=2)
    advice, _ = coached(recipe)
    assert advice.kind == "wrong labels"
    # Found out from the accuracies alone: about half.
    share = int(re.search(r"about (\d+)% of the training labels", advice.sentence)[1])
    assert abs(share - 50) <= 2
    assert advice.changed(recipe) == Recipe(epochs=2)


def test_many_layers_of_sigmoid_units(trained):
    recipe = Recipe(hidden=(100,) * 4, activation="sigmoid", batch_size=128, epochs=4)
    epochs, insights = told(trained(recipe)[0])
    advice = advise(recipe, epochs, insights, "done")
    assert advice.kind == "vanishing"
    least, last = min(insights[-1].gradients), insights[-1].gradients[-1]
    assert f"{last / least:,.0f} times as much" in advice.sentence
    assert last > 10 * least
    assert advice.changed(recipe).activation == "relu"


def test_a_sound_run_is_left_alone(trained):
    recipe = Recipe(learning_rate=0.1, epochs=3)
    epochs, insights = told(trained(recipe)[0])
    for count in range(1, 4):
        advice = advise(recipe, epochs[:count], insights[:count], "running")
        assert advice.kind in ("waiting", "fine"), advice
        assert advice.change is None


# One rule each, on numbers made by hand


def test_a_learning_rate_that_is_far_too_small():
    recipe = dataclasses.replace(ARTICLE, learning_rate=0.0001)
    epochs = by_hand((0.25, 0.24), (0.377, 0.37), (0.492, 0.474))
    advice = advise(recipe, epochs, seen(), "running")
    assert advice.kind == "too slow"
    assert "47.4%" in advice.sentence
    assert advice.changed(recipe) == ARTICLE


def test_weights_that_hardly_move():
    recipe = Recipe(learning_rate=1e-9, epochs=1)
    advice = advise(recipe, by_hand((0.09, 0.1)), seen(), "done")
    assert advice.kind == "too slow"
    assert "10.0% right" in advice.sentence
    assert advice.changed(recipe).learning_rate == 0.01


def test_a_run_that_ended_while_it_still_got_better():
    recipe = Recipe(epochs=3)
    advice = advise(recipe, by_hand((0.9, 0.91), (0.92, 0.93), (0.93, 0.942)), seen(), "done")  # fmt: skip
    assert advice.kind == "too slow"
    assert "rose by 1.2 points" in advice.sentence
    assert advice.changed(recipe).epochs == 6


def test_batches_so_large_that_an_epoch_has_few_updates():
    recipe = Recipe(batch_size=4096, epochs=3)
    advice = advise(recipe, by_hand((0.2, 0.2), (0.3, 0.3), (0.4, 0.4)), seen(), "done")  # fmt: skip
    assert "only 14 updates" in advice.sentence  # 55,000 / 4,096 = 13.4
    assert advice.change == {"batch_size": 32}


def test_dead_units():
    recipe = Recipe(learning_rate=1.0)
    epochs = by_hand((0.8, 0.8), (0.9, 0.9), (0.91, 0.91))
    advice = advise(recipe, epochs, seen(dead=(0.66, 0.25)), "running")
    assert advice.kind == "dead units"
    assert "66% of the 300 units of layer 1" in advice.sentence
    assert advice.changed(recipe) == ARTICLE
    few = advise(recipe, epochs, seen(dead=(0.16, 0.1)), "running")
    assert few.kind != "dead units"


def test_overfitting_on_all_images_can_be_stopped_early():
    rows = [(0.95, 0.95), (0.97, 0.97), (0.99, 0.96), (0.995, 0.96), (1.0, 0.96)]
    recipe = Recipe(optimizer="adam", learning_rate=0.001)
    advice = advise(recipe, by_hand(*rows), seen(), "running")
    assert advice.kind == "overfitting"
    assert "4.0 points less" in advice.sentence
    assert "risen since epoch 2, from 0.030 to 0.040" in advice.sentence
    assert advice.change == {"patience": 3}


def test_a_run_that_gets_no_better_could_stop():
    rows = [(0.97, 0.96), (0.98, 0.97), *[(0.98, 0.969)] * 5]
    recipe = Recipe(learning_rate=0.1)
    before = advise(recipe, by_hand(*rows[:-1]), seen(), "running")
    assert before.kind == "fine"
    advice = advise(recipe, by_hand(*rows), seen(), "running")
    assert advice.kind == "stop"
    assert "for 5 epochs" in advice.sentence and "97.00%, came in epoch 2" in advice.sentence  # fmt: skip
    assert advice.change is None  # the page offers to stop
    ended = advise(recipe, by_hand(*rows), seen(), "done")
    assert ended.change == {"patience": 5}


def test_a_rising_training_loss_diverges():
    epochs = by_hand((0.6, 0.6), (0.5, 0.5), (0.39, 0.4), (0.3, 0.35))
    advice = advise(ARTICLE, epochs, seen(), "running")
    assert advice.kind == "diverging"
    assert "from 0.40 in epoch 1 to 0.70" in advice.sentence
    assert advice.change["learning_rate"] == 0.001  # it was the usual one already


def test_labels_that_are_all_wrong_are_worse_than_guessing():
    recipe = Recipe(label_noise=1.0)
    advice = advise(recipe, by_hand((0.11, 0.003)), seen(), "done")
    assert advice.kind == "wrong labels"
    assert "0.3%" in advice.sentence and "made 100% wrong" in advice.sentence


def test_wrong_labels_are_noticed_without_being_told():
    epochs = by_hand((0.72, 0.9), (0.74, 0.925), (0.75, 0.9375))
    advice = advise(ARTICLE, epochs, seen(), "done")
    assert advice.kind == "wrong labels"
    assert "about 20% of the training labels" in advice.sentence  # 1 - 0.75 / 0.9375
    assert advice.change is None  # nothing in the recipe made them


def test_ten_images_that_are_hard_by_chance_are_not_called_wrong():
    epochs = by_hand((0.2, 0.3), (0.2, 0.35), (0.2, 0.4))
    assert advise(Recipe(images=10), epochs, seen(), "done").kind != "wrong labels"
    assert advise(ARTICLE, epochs, seen(), "done").kind == "wrong labels"


def test_a_run_that_rests_is_not_judged_as_if_it_had_ended():
    epochs = by_hand((0.9, 0.91), (0.92, 0.93), (0.93, 0.942))
    assert advise(Recipe(epochs=3), epochs, seen(), "done").kind == "too slow"
    assert advise(Recipe(epochs=9), epochs, seen(), "paused").kind == "fine"


def test_wrong_labels_stay_the_finding_when_they_are_learned_by_heart():
    epochs = by_hand((0.48, 0.94), (0.5, 0.95), (0.62, 0.7))
    advice = advise(Recipe(label_noise=0.5), epochs, seen(), "done")
    assert advice.kind == "wrong labels"
    assert "gets 70.0% of others" in advice.sentence


def test_it_waits_until_there_is_enough_to_see():
    slow = by_hand((0.1, 0.1), (0.1, 0.1))
    for count in (0, 1, 2):
        assert advise(ARTICLE, slow[:count], seen(), "running").kind == "waiting"
    assert advise(ARTICLE, [], [], "queued").kind == "waiting"
    # Dead layers don't come back: no need to wait for a third epoch.
    dead = advise(Recipe(learning_rate=10), slow, seen(dead=(0.9, 1.0)), "running")
    assert dead.kind == "diverging"


def test_a_run_of_one_epoch_has_only_begun():
    one = by_hand((0.91, 0.918))
    advice = advise(Recipe(epochs=1), one, seen(), "done")
    assert advice.kind == "too slow"
    assert "91.8% right" in advice.sentence and "only begun" in advice.sentence
    assert advice.change


def test_runs_that_were_not_looked_into_are_judged_by_what_there_is():
    rows = [(0.97, 0.965), (0.98, 0.975), (0.985, 0.976)]
    epochs = [
        dataclasses.replace(epoch, end_loss=None, end_accuracy=None)
        for epoch in by_hand(*rows)
    ]
    advice = advise(ARTICLE, epochs, [], "done")
    assert advice.kind == "fine"
    assert "97.6% right" in advice.sentence and "0.9 points less" in advice.sentence
