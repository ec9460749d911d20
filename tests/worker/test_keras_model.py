import keras
import numpy as np

from mnist_ann.export import notebook
from mnist_ann.lab.coach.remedies import STEADY
from mnist_ann.lab.durations import PER_UPDATE
from mnist_ann.recipe.choices import CHOICES
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.worker.keras_model import OPTIMIZERS, initial


def test_each_optimizer_is_known_wherever_one_is_needed():
    options = {*CHOICES["optimizer"].options}
    for table in (OPTIMIZERS, notebook.OPTIMIZERS, PER_UPDATE, STEADY):
        assert {*table} == options


def test_the_same_first_weights_for_every_seed():
    chosen = [Recipe(seed=seed, start="the same") for seed in (1, 2)]
    first, second = [initial(recipe).weights[0] for recipe in chosen]
    assert np.array_equal(first, second)
    assert np.array_equal(first, initial(Recipe()).weights[0])


def test_the_seed_decides_the_first_weights_as_in_keras():
    recipe = Recipe()
    keras.utils.set_random_seed(42)
    theirs = keras.Sequential(
        [
            keras.Input((28, 28)),
            keras.layers.Flatten(),
            keras.layers.Dense(300, "relu"),
            keras.layers.Dense(100, "relu"),
            keras.layers.Dense(10, "softmax"),
        ]
    )
    for ours, expected in zip(initial(recipe).weights, theirs.get_weights()):
        assert np.array_equal(ours, expected)
