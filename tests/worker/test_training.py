import dataclasses

import keras
import numpy as np
import pytest

from mnist_ann import mnist
from mnist_ann.errors import Problem
from mnist_ann.recipe import Recipe
from mnist_ann.worker import training

SMALL = Recipe(hidden=(30, 20), epochs=4)


def as_keras_would(recipe, data, epochs=None, updates=None):
    """Keras's own fit(shuffle=False) on data in the order that our epochs use; its history and
    weights. updates: stop after so many."""
    network = training.build(recipe)
    optimizer = training.OPTIMIZERS[recipe.optimizer](recipe.learning_rate)
    network.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
    images, labels = mnist.normalise(data.train.images), data.train.labels
    validation = mnist.normalise(data.validation.images), data.validation.labels
    history = []
    for epoch in range(1, (epochs or 1) + 1):
        order = np.random.default_rng((recipe.seed, epoch)).permutation(len(images))
        if updates:
            order = order[: updates * recipe.batch_size]
        network.optimizer.learning_rate = recipe.learning_rate_at(epoch)
        fitted = network.fit(
            images[order],
            labels[order],
            recipe.batch_size,
            shuffle=False,
            validation_data=None if updates else validation,
            verbose=0,
        )
        history.append({name: values[0] for name, values in fitted.history.items()})
    return history, network.get_weights()


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
def test_weights_after_ten_updates_equal_those_of_fit(data, optimizer):
    recipe = Recipe(optimizer=optimizer, epochs=1, learning_rate=0.005)
    order = np.random.default_rng((recipe.seed, 1)).permutation(55_000)[:320]
    images, labels = data.train.images[order], data.train.labels[order]
    # The same ten batches for our epoch, whose own permutation is undone beforehand.
    inverse = np.argsort(np.random.default_rng((recipe.seed, 1)).permutation(320))
    few = mnist.Mnist(
        np.concatenate([data.validation.images, images[inverse]]),
        np.concatenate([data.validation.labels, labels[inverse]]),
        data.x_test,
        data.y_test,
    )
    result = next(training.train(recipe, few))
    _, expected = as_keras_would(recipe, data, updates=10)
    for ours, theirs in zip(result.checkpoint.weights, expected, strict=True):
        assert np.abs(ours - theirs).max() < 1e-5


@pytest.mark.parametrize(
    "recipe",
    [
        Recipe(hidden=(30, 20), epochs=3),
        Recipe(hidden=(30,), epochs=3, activation="tanh", optimizer="momentum"),
        Recipe(
            hidden=(20,),
            epochs=3,
            optimizer="adam",
            learning_rate=0.001,
            schedule="cosine",
        ),
        Recipe(hidden=(), epochs=3, batch_size=100),
    ],
)
def test_losses_of_three_epochs_equal_those_of_fit(small, recipe):
    history, _ = as_keras_would(recipe, small, epochs=3)
    for ours, theirs in zip(training.train(recipe, small), history, strict=True):
        for name in ("loss", "accuracy", "val_loss", "val_accuracy"):
            assert getattr(ours, name) == pytest.approx(theirs[name], abs=1e-4), name


def test_losses_of_the_articles_first_epoch_equal_those_of_fit(data):
    recipe = Recipe(epochs=1)
    history, _ = as_keras_would(recipe, data, epochs=1)
    result = next(training.train(recipe, data))
    for name in ("loss", "val_loss"):
        assert getattr(result, name) == pytest.approx(history[0][name], abs=1e-4), name


@pytest.mark.parametrize(
    "choices",
    [
        {},
        {"optimizer": "momentum"},
        {"optimizer": "adam", "learning_rate": 0.001, "schedule": "cosine"},
        {"shift": 2.0, "turn": 15.0, "zoom": 0.1},
        {"slant": 0.2, "elastic": 0.6, "styles": 0.3, "redrawn": 0.5},
    ],
)
def test_a_resumed_run_equals_an_uninterrupted_one_bit_for_bit(small, choices):
    recipe = dataclasses.replace(SMALL, **choices)
    whole = list(training.train(recipe, small))
    assert [result.epoch for result in whole] == [1, 2, 3, 4]
    saved = training.Checkpoint.from_bytes(whole[2].checkpoint.to_bytes())
    (last,) = training.train(recipe, small, resume_from=saved)
    assert last.epoch == 4
    assert (last.loss, last.val_loss) == (whole[3].loss, whole[3].val_loss)
    for ours, theirs in zip(last.checkpoint.weights, whole[3].checkpoint.weights):
        assert np.array_equal(ours, theirs)


def test_two_runs_of_one_shape_can_take_turns(small):
    first, second = SMALL, dataclasses.replace(SMALL, seed=1)
    alone = [list(training.train(recipe, small))[1] for recipe in (first, second)]
    turns = zip(training.train(first, small), training.train(second, small))
    together = [pair for pair in turns][1]
    for ours, theirs in zip(together, alone):
        assert ours.loss == theirs.loss


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
    for ours, expected in zip(training.initial(recipe).weights, theirs.get_weights()):
        assert np.array_equal(ours, expected)


def test_a_loss_that_is_no_number_says_what_to_change(small):
    recipe = Recipe(learning_rate=1, epochs=5)
    with pytest.raises(Problem, match=r"Lower the learning rate, now 1; the article"):
        for _ in training.train(recipe, small):
            pass


def test_the_network_of_an_epoch_is_the_one_that_was_measured(small):
    result = next(training.train(SMALL, small))
    images = mnist.normalise(small.validation.images)
    probabilities = result.network.forward(images)
    accuracy = (probabilities.argmax(1) == small.validation.labels).mean()
    assert accuracy == pytest.approx(result.val_accuracy)
    assert result.network.loss(images, small.validation.labels) == pytest.approx(
        result.val_loss, abs=1e-5
    )


@pytest.mark.article
def test_the_articles_run_reaches_its_accuracy(data):
    """Thirty epochs with seed 42: the article reports about 97.8 % on the test images."""
    recipe = Recipe()
    *_, last = training.train(recipe, data)
    images = mnist.normalise(data.x_test)
    accuracy = (last.network.forward(images).argmax(1) == data.y_test).mean()
    assert last.epoch == 30
    assert 0.975 <= accuracy <= 0.981
