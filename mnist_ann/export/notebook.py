"""A run as a notebook: the article's lines in today's Keras, with the choices of the run's recipe.

A notebook is JSON; it is written here without Jupyter. It needs Keras, numpy and matplotlib alone.
"""

import inspect
import json
import re
from pathlib import Path
from textwrap import dedent

from mnist_ann import mnist
from mnist_ann.recipe import training_set, warps
from mnist_ann.recipe.choices import EVERY_IMAGE
from mnist_ann.recipe.recipe import DIGITS

OPTIMIZERS = {
    "sgd": "keras.optimizers.SGD(learning_rate={rate!r})",
    "momentum": "keras.optimizers.SGD(learning_rate={rate!r}, momentum=0.9)",
    "adam": "keras.optimizers.Adam(learning_rate={rate!r})",
    "adamw": "keras.optimizers.AdamW(learning_rate={rate!r})",
}


def to_notebook(trained):
    """The bytes of an .ipynb file that trains an export.Trained's recipe anew.

    It downloads MNIST as the article does, unless a file mnist.npz lies beside it.
    """
    recipe = trained.recipe
    cells = [
        *_introduction(trained),
        *_data(recipe),
        *_network(recipe),
        *_training(trained),
        *_results(trained),
    ]
    content = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {
            "kernelspec": {
                "display_name": "Python 3",
                "language": "python",
                "name": "python3",
            },
            "language_info": {"name": "python"},
        },
        "cells": [{"id": f"cell-{place}", **cell} for place, cell in enumerate(cells)],
    }
    return json.dumps(content, indent=1, ensure_ascii=False).encode()


def _words(text):
    return {"cell_type": "markdown", "metadata": {}, "source": dedent(text).strip()}


def _code(text):
    return {
        "cell_type": "code",
        "metadata": {},
        "execution_count": None,
        "outputs": [],
        "source": dedent(text).strip(),
    }


def _introduction(trained):
    recipe = trained.recipe
    left_out = list(_left_out(trained))
    yield _words(
        f"# {_plain(trained.name)}\n\n"
        "This notebook trains the network of a run of MNIST ANN anew, in plain Keras. "
        f"Its recipe: {recipe.in_words()}."
        + (f"\n\n{_plain(trained.note)}" if trained.note else "")
    )
    if left_out:
        yield _words(
            "**What this notebook leaves out.** "
            + " ".join(left_out)
            + " So its results may differ from the run's."
        )
    yield _code(
        """
        import math
        import os
        from types import SimpleNamespace

        import keras
        import matplotlib.pyplot as plt
        import numpy as np
        """
    )


def _left_out(trained):
    """Sentences on what of the run can't be done in a few lines."""
    recipe = trained.recipe
    if trained.lesson:
        yield "The run went on from the weights of another network; here training starts from new ones."
        if len(trained.lesson.digits):
            yield "It also learned from digits that somebody drew, which are not in this file."
    if recipe.styles:
        yield (
            f"In the run {recipe.styles:.0%} of the ones, sevens, zeros, nines and fours were written "
            "by a program in styles that MNIST lacks; here they are as MNIST has them."
        )
    if recipe.redrawn:
        yield (
            f"In the run {recipe.redrawn:.0%} of the images were cropped and centred as a drawing on "
            "the canvas is; here they are as MNIST has them."
        )


def _data(recipe):
    yield _words(
        f"""
        ## The data

        60,000 images to train with and 10,000 to test, each 28 × 28 pixels from 0 to 255. Keras
        downloads them once. If a file `mnist.npz` lies beside this notebook, it is used instead.

        The first {mnist.VALIDATION:,} training images are held back to validate with.
        """
    )
    scaled = "(images / 255)" if recipe.pixels == "0 to 1" else "images"
    yield _code(
        f"""
        if os.path.exists("mnist.npz"):
            with np.load("mnist.npz") as file:
                X_train_full, y_train_full = file["x_train"], file["y_train"]
                X_test, y_test = file["x_test"], file["y_test"]
        else:
            (X_train_full, y_train_full), (X_test, y_test) = keras.datasets.mnist.load_data()

        X_valid, X_train = X_train_full[:{mnist.VALIDATION}], X_train_full[{mnist.VALIDATION}:]
        y_valid, y_train = y_train_full[:{mnist.VALIDATION}], y_train_full[{mnist.VALIDATION}:]
        X_train, X_valid, X_test = [
            {scaled}.astype("float32") for images in (X_train, X_valid, X_test)
        ]
        X_train.shape, X_valid.shape, X_test.shape
        """
    )
    if recipe.pixels != "0 to 1":
        yield _words(
            "This recipe leaves the pixels as they are, from 0 to 255. Usually they are divided by "
            "255: write `(images / 255).astype` above and see what it does."
        )
    yield _code(
        """
        figure, axes = plt.subplots(2, 6, figsize=(9, 3.4))
        for axis, image, label in zip(axes.flat, X_train, y_train):
            axis.imshow(image, cmap="binary")
            axis.set_title(label)
            axis.axis("off")
        """
    )
    if recipe.images < EVERY_IMAGE:
        yield _words(f"This recipe learns from the first {recipe.images:,} images.")
        yield _code(
            f"X_train, y_train = X_train[:{recipe.images}], y_train[:{recipe.images}]"
        )
    if recipe.label_noise:
        yield _words(
            f"{recipe.label_noise:.0%} of the training images get a wrong label, any of the nine "
            "others. This is the run's own code for it, so they are the same ones as in the run."
        )
        yield _code(
            f"DIGITS = {DIGITS}\n\n\n{inspect.getsource(training_set.wrong_labels)}\n\n"
            f"{_choices(recipe, 'seed', 'label_noise')}\n"
            "y_train = wrong_labels(recipe, y_train)"
        )


def _network(recipe):
    yield _words(
        """
        ## The network

        The seed makes the first weights repeat: they are the very ones that the run started with.
        """
    )
    start = recipe.seed if recipe.start == "by seed" else type(recipe)().seed
    regularizer = (
        f", kernel_regularizer=keras.regularizers.L2({recipe.l2!r})"
        if recipe.l2
        else ""
    )
    lines = [
        f"keras.utils.set_random_seed({start})",
        "",
        "model = keras.Sequential()",
        "model.add(keras.Input((28, 28)))",
        "model.add(keras.layers.Flatten())",
    ]
    for place, units in enumerate(recipe.hidden, 1):
        lines.append(
            f'model.add(keras.layers.Dense({units}, activation="{recipe.activation}"{regularizer}))'
        )
        if recipe.dropout:
            # A seed of its own: without one the layer would draw it, and change all later weights.
            lines.append(
                f"model.add(keras.layers.Dropout({recipe.dropout!r}, seed={place}))"
            )
    lines.append(
        f'model.add(keras.layers.Dense(10, activation="softmax"{regularizer}))'
    )
    if start != recipe.seed:
        lines += [
            "",
            f"keras.utils.set_random_seed({recipe.seed})  # for the order of the images",
        ]
    yield _code("\n".join(lines))
    yield _code("model.summary()")
    yield _code(
        f"""
        model.compile(
            loss="sparse_categorical_crossentropy",
            optimizer={OPTIMIZERS[recipe.optimizer].format(rate=float(recipe.learning_rate))},
            metrics=["accuracy"],
        )
        """
    )


def _training(trained):
    recipe = trained.recipe
    epochs = len(trained.epochs) if trained.stopped else recipe.epochs
    yield _words(
        "## Training\n\n"
        + (
            f"The run was stopped after {epochs} of {recipe.epochs} epochs, so this stops there, too. "
            if trained.stopped
            else ""
        )
        + "Keras shows the loss and the accuracy of each epoch while it learns."
    )
    callbacks = list(_callbacks(recipe))
    for words, code, _ in callbacks:
        yield _words(words)
        yield _code(code)
    names = [name for *_, name in callbacks]
    data = f"X_train,\n            y_train,\n            batch_size={recipe.batch_size}"
    if recipe.warps:
        yield from _warped(recipe)
        names.append("anew")
        data = "warped,\n            shuffle=False"
    yield _code(
        f"""
        history = model.fit(
            {data},
            epochs={epochs},
            validation_data=(X_valid, y_valid),
            callbacks=[{", ".join(names)}],
            verbose=2,
        )
        """
    )


def _callbacks(recipe):
    """What acts between epochs: (words, code, the callback's name)."""
    if recipe.schedule != "constant" or recipe.rates:
        lines = [
            "def rate_of(epoch, _):",
            '    """The learning rate of an epoch, which Keras counts from 0."""',
            f"    rate = {float(recipe.learning_rate)!r}",
        ]
        for first, rate in recipe.rates:
            lines += [
                f"    if epoch + 1 >= {first}:",
                f"        rate = {float(rate)!r}",
            ]
        falls = f"rate * (1 + math.cos(math.pi * epoch / {recipe.epochs})) / 2"
        lines += [
            f"    return {falls if recipe.schedule == 'cosine' else 'rate'}",
            "",
            "",
            "schedule = keras.callbacks.LearningRateScheduler(rate_of)",
        ]
        yield "The learning rate changes while it trains.", "\n".join(lines), "schedule"
    if recipe.patience:
        yield (
            f"Training ends early, after {recipe.patience} epochs without a better validation loss.",
            f'early = keras.callbacks.EarlyStopping(monitor="val_loss", patience={recipe.patience})',
            "early",
        )


def _warped(recipe):
    """The run's own code for warps, fed with the run's own random numbers."""
    names = ("seed", "shift", "turn", "zoom", "slant", "elastic")
    _, _, source = Path(warps.__file__).read_text().split('"""', 2)
    yield _words(
        "Each image is warped anew in each epoch. This is the run's own code for it, and the same random "
        "numbers, so the images are the very ones that the run saw. It takes longer than the training itself."
    )
    yield _code(source)
    yield _code(
        f"""
        {_choices(recipe, *names)}


        class Warped(keras.utils.PyDataset):
            \"\"\"Batches of warped images, others in each epoch.\"\"\"

            def __init__(self):
                super().__init__()
                self.start(epoch=1)

            def start(self, epoch):
                random = np.random.default_rng((recipe.seed, epoch))
                self.order = random.permutation(len(X_train))
                self.maps = draw_warps(recipe, epoch, len(X_train))

            def __len__(self):
                return math.ceil(len(X_train) / {recipe.batch_size})

            def __getitem__(self, batch):
                places = slice(batch * {recipe.batch_size}, (batch + 1) * {recipe.batch_size})
                rows = self.order[places]
                flat = X_train[rows].reshape(-1, 784)
                return warp(flat, self.maps[places]).reshape(-1, 28, 28), y_train[rows]


        warped = Warped()
        anew = keras.callbacks.LambdaCallback(
            on_epoch_begin=lambda epoch, _: warped.start(epoch + 1)  # Keras counts from 0
        )
        """
    )


def _choices(recipe, *names):
    """A line of code that makes a recipe with these choices."""
    choices = ", ".join(f"{name}={getattr(recipe, name)!r}" for name in names)
    return f"recipe = SimpleNamespace({choices})"


def _results(trained):
    recipe = trained.recipe
    accuracies = ", ".join(f"{epoch.val_accuracy:.4f}" for epoch in trained.epochs)
    yield _words(
        "## The curves\n\n"
        "The dashed line is the run that this notebook was made from. "
        + (
            "It saw the same images in the same order, so both lines should nearly meet."
            if recipe.warps and not list(_left_out(trained)) and not recipe.dropout
            else "Keras shuffles the images in another order, so the lines differ a little, as they "
            "would for another seed."
        )
    )
    yield _code(
        f"""
        of_the_run = [{accuracies}]

        epochs = range(1, len(history.epoch) + 1)
        plt.figure(figsize=(8, 5))
        for name, values in history.history.items():
            if name != "learning_rate":
                plt.plot(epochs, values, label=name)
        plt.plot(range(1, len(of_the_run) + 1), of_the_run, "k--", label="val_accuracy of the run")
        plt.ylim(0, 1)
        plt.xlabel("epoch")
        plt.grid(True)
        plt.legend();
        """
    )
    reached = (
        f" The run reached {trained.test_accuracy:.2%}."
        if trained.test_accuracy is not None
        else ""
    )
    yield _words(
        "## How good is it?\n\n"
        f"On the 10,000 test images, which it never trained on.{reached}"
    )
    yield _code(
        """
        test_loss, test_accuracy = model.evaluate(X_test, y_test, verbose=0)
        print(f"Test accuracy {test_accuracy:.2%}, loss {test_loss:.4f}")
        """
    )
    yield _words(
        """
        ## Predictions

        Ten probabilities for each of the first three test images. The answer is the digit with the
        greatest one. Older texts write `model.predict_classes(X_new)` for it, which Keras has
        removed; `argmax` does the same.
        """
    )
    yield _code(
        """
        X_new = X_test[:3]
        y_proba = model.predict(X_new, verbose=0)
        y_proba.round(2)
        """
    )
    yield _code(
        """
        y_pred = np.argmax(y_proba, axis=1)
        y_pred, y_test[:3]
        """
    )
    last = (
        "## Keep it\n\n"
        "The file opens in Keras with `keras.models.load_model`, and in MNIST ANN under **Your file**"
    )
    if recipe.pixels != "0 to 1":
        last += (
            ". MNIST ANN shows a network pixels from 0 to 1, and this one expects 0 to 255, so the "
            "first layer's weights are multiplied by 255 first"
        )
    yield _words(last + ".")
    if recipe.pixels != "0 to 1":
        yield _code(
            """
            first = next(layer for layer in model.layers if layer.weights)
            first.kernel.assign(first.kernel * 255)
            """
        )
    yield _code('model.save("network.keras")')


def _plain(text):
    """What a visitor typed, so that Markdown shows it as it is."""
    return re.sub(r"([\\`*_{}\[\]()<>#+\-.!|~$&])", r"\\\1", " ".join(text.split()))
