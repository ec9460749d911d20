"""Train a network by a recipe: epoch after epoch, each with what it gave."""

import dataclasses
import math
from collections.abc import Generator

from mnist_ann.errors import Problem
from mnist_ann.mnist import Mnist
from mnist_ann.recipe import Recipe
from mnist_ann.recipe.training_set import training_split, variants
from mnist_ann.worker.checkpoint import Checkpoint, EpochResult
from mnist_ann.worker.epoch import Watch, compiled, tensor
from mnist_ann.worker.keras_model import initial, to_network


def train(
    recipe: Recipe,
    data: Mnist,
    resume_from: Checkpoint | None = None,
    watch: Watch | None = None,
) -> Generator[EpochResult, Recipe | None, None]:
    """Train by a recipe; yields an EpochResult after each epoch.

    data: what `mnist.load()` returns. resume_from: a Checkpoint of the same recipe; training goes on
    with the epoch after it and gives the same bits as if it had never stopped. A recipe that differs
    in `rates` alone can be sent to the generator; the next epoch follows it. watch: called now and then
    while an epoch runs, with its number, the losses of its batches so far, and how many it has.
    Raises Problem if the loss stops being a number.
    """
    split = training_split(recipe, data)
    versions = variants(recipe, split)
    images = tensor(versions.images)
    epoch_function = compiled(recipe, len(split))
    state = resume_from or initial(recipe)
    while not state.has_ended(recipe):
        epoch = state.epoch + 1
        state, batch_loss, loss, accuracy, seconds = epoch_function.run(
            recipe, state, epoch, images, versions.choose, split.labels, watch
        )
        val_loss, val_accuracy = epoch_function.evaluate(recipe, state, data.validation)
        if not (math.isfinite(loss) and math.isfinite(val_loss)):
            raise Problem(
                f"The loss stopped being a number in epoch {epoch}: the updates were too large and "
                f"the weights grew without bound. Lower the learning rate, now "
                f"{recipe.learning_rate_at(epoch):g}; the article uses 0.01."
            )
        better = val_loss < state.best
        state = dataclasses.replace(
            state,
            best=val_loss if better else state.best,
            waited=0 if better else state.waited + 1,
        )
        end_loss, end_accuracy, gradients, dead = epoch_function.look(
            recipe, state, split
        )
        sent = yield EpochResult(
            epoch,
            loss,
            accuracy,
            val_loss,
            val_accuracy,
            end_loss,
            end_accuracy,
            seconds,
            batch_loss,
            gradients,
            dead,
            to_network(recipe, state.weights),
            state,
        )
        recipe = sent or recipe


def test(recipe: Recipe, state: Checkpoint, data: Mnist) -> tuple[float, float]:
    """(mean loss, accuracy) of a Checkpoint's weights on the test images."""
    count = len(training_split(recipe, data))
    return compiled(recipe, count).evaluate(recipe, state, data.test)
