import numpy as np
import pytest

from mnist_ann.errors import Problem
from mnist_ann.lab.train_on import REPEATED, beside, fitting, gentle_recipe, repeated
from mnist_ann.network import Dense, Network
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.files import NETWORKS
from mnist_ann.store.own.digits import NO_DIGITS, Digits


def test_a_recipe_fits_the_network_that_it_trains_on():
    network = Network.load(NETWORKS / "linear.keras")
    assert fitting(network).hidden == ()
    assert gentle_recipe(Recipe(), network).hidden == ()
    article = Network.load(NETWORKS / "article.keras")
    assert fitting(article) == Recipe()
    gentle = gentle_recipe(Recipe(seed=7), article)
    assert (gentle.hidden, gentle.epochs, gentle.seed) == ((300, 100), 3, 7)


def test_no_recipe_makes_a_network_that_mixes_activations():
    layers = [Dense([[1]], [0], name) for name in ("relu", "tanh", "softmax")]
    with pytest.raises(Problem, match="mixes activations: relu, tanh"):
        fitting(Network(layers))


def test_beside_mnist(data):
    drawn = Digits(data.x_test[:5], data.y_test[:5])
    both = beside(drawn, data)
    assert len(both.train) == 57_500
    assert both.train.labels[55_000:55_010].tolist() == [7, 2, 1, 0, 4] * 2
    assert len(drawn) < repeated(drawn) == REPEATED
    np.testing.assert_array_equal(both.validation.images, data.validation.images)
    assert beside(NO_DIGITS, data) is data
