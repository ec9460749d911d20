import pytest

from mnist_ann import estimate
from mnist_ann.recipe import Recipe


# Seconds an epoch of 55,000 images, measured one after another on one core.
@pytest.mark.parametrize(
    ("recipe", "measured"),
    [
        (Recipe(), 0.405),
        (Recipe(hidden=()), 0.067),
        (Recipe(hidden=(1000, 1000)), 2.79),
        (Recipe(batch_size=1), 2.15),
        (Recipe(batch_size=8), 0.62),
        (Recipe(batch_size=512), 0.32),
        (Recipe(batch_size=4096), 0.35),
        (Recipe(optimizer="adam", shift=2), 0.66),
    ],
)
def test_estimates_are_near_what_was_measured(recipe, measured):
    seconds = estimate.seconds_an_epoch(recipe, article_seconds=0.405)
    assert measured / 1.5 < seconds < measured * 1.5


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
    assert estimate.in_words(seconds) == words
