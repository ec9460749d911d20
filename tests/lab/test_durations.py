import dataclasses
from itertools import pairwise

import pytest

from mnist_ann.lab import durations
from mnist_ann.recipe.recipe import Recipe


# Seconds of one core for an epoch, measured one after another.
@pytest.mark.parametrize(
    ("recipe", "measured"),
    [
        (Recipe(), 0.419),
        (Recipe(hidden=()), 0.071),
        (Recipe(hidden=(1000, 1000)), 3.00),
        (Recipe(batch_size=1), 2.15),
        (Recipe(batch_size=8), 0.64),
        (Recipe(batch_size=512), 0.364),
        (Recipe(batch_size=4096), 0.35),
        (Recipe(images=5_000), 0.040),
        (Recipe(optimizer="momentum"), 0.608),
        (Recipe(optimizer="adam"), 0.564),
        (Recipe(optimizer="adamw"), 0.567),
        (Recipe(optimizer="adam", batch_size=8), 1.24),
        (Recipe(optimizer="adam", hidden=(1000, 1000)), 4.64),
        (Recipe(dropout=0.2), 0.456),
        (Recipe(dropout=0.2, hidden=(1000, 1000)), 3.345),
        (Recipe(l2=0.001), 0.826),
        (Recipe(l2=0.001, batch_size=8), 2.156),
        (Recipe(elastic=0.5), 0.577),
        (
            Recipe(hidden=(800, 400), optimizer="adam", batch_size=64, elastic=0.5),
            2.148,
        ),
    ],
)
def test_estimates_are_near_what_was_measured(recipe, measured):
    seconds = durations.seconds_an_epoch(recipe, article_seconds=0.419)
    assert measured / 1.5 < seconds < measured * 1.5


def test_a_run_takes_its_epochs_and_before_them_compiling_and_the_making_of_versions():
    # Measured with a worker whose epoch of the article's takes 0.448 s.
    few = Recipe(images=100, batch_size=10, epochs=100)
    assert durations.seconds(few, 0.448) == pytest.approx(7.0, rel=0.25)
    five = Recipe(learning_rate=0.1, epochs=5)
    assert durations.seconds(five, 0.448) == pytest.approx(2.7, rel=0.25)
    tiny = Recipe(hidden=(16,), images=2_000, epochs=3)
    assert durations.seconds(tiny, 0.429) == pytest.approx(1.57, rel=0.25)
    hundred = Recipe(hidden=(100,), learning_rate=0.2, epochs=5)
    assert durations.seconds(hundred, 0.429) == pytest.approx(2.65, rel=0.25)
    recipe = Recipe(styles=0.5, redrawn=0.5)
    # Measured on one core: 27 s for the styles and 42 s to redraw, beside 0.419 s an epoch.
    assert durations.seconds_to_prepare(recipe, 0.419) == pytest.approx(69, rel=0.05)
    fewer = dataclasses.replace(recipe, images=5_500)
    assert durations.seconds_to_prepare(fewer, 0.419) == pytest.approx(6.9, rel=0.05)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "1 second"),
        (12.4, "12 seconds"),
        (89, "89 seconds"),
        (100, "2 minutes"),
        (3_000, "50 minutes"),
        (7_300, "2 hours"),
    ],
)
def test_durations_as_people_say_them(seconds, words):
    assert durations.in_words(seconds) == words


def said(took, epochs, expected=None):
    """What is said after each epoch."""
    return [
        durations.seconds_left(took[:ended], epochs, expected)
        for ended in range(1, len(took) + 1)
    ]


def test_what_is_left_of_a_steady_run_falls_epoch_by_epoch():
    # The first epoch took longer, for its compilation, and counts for nothing.
    assert said([9.0, 2.0, 2.0, 2.0], 10, expected=2.0) == [18.0, 16.0, 14.0, 12.0]
    assert durations.seconds_left([9.0], 10) == 81.0  # unless nothing else is known


def test_what_is_left_does_not_go_to_and_fro_on_a_busy_machine():
    shaky = [1.0, 1.0, 1.3, 0.8, 1.4, 0.9, 1.2, 1.0, 1.5, 0.7] * 3
    left = said(shaky, 30, expected=1.0)
    assert left == sorted(left, reverse=True) and left[-1] == 0


def test_what_is_left_rises_once_when_epochs_begin_to_take_twice_as_long():
    left = said([1.0] * 20 + [2.0] * 60, 200, expected=1.0)
    rises = [after / before for before, after in pairwise(left) if after > before]
    assert len(rises) == 1 and rises[0] < 1.6
    assert left[-1] > 0.8 * 2.0 * (200 - 80)  # and it is near the truth


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.0, "a few seconds"),
        (9.9, "a few seconds"),
        (12.4, "about 10 seconds"),
        (54, "about 50 seconds"),
        (58, "about a minute"),
        (89, "about a minute"),
        (100, "about 2 minutes"),
        (7_300, "about 2 hours"),
    ],
)
def test_durations_that_are_not_known_well(seconds, words):
    assert durations.roughly(seconds) == words
