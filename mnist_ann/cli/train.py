"""Train a network on MNIST, and print what each epoch gave."""

import dataclasses
import json
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from mnist_ann import mnist
from mnist_ann.cli.options import AsJson
from mnist_ann.errors import Problem
from mnist_ann.lab import train_on
from mnist_ann.recipe.choices import CHOICES
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store import files
from mnist_ann.store.own.digits import Digits
from mnist_ann.store.rows import Epoch, Insight

PRINTED = ("epoch", "loss", "accuracy", "val_loss", "val_accuracy", "seconds")


def train(
    epochs: Annotated[
        int | None, typer.Option(help="Epochs; the article's 30 by default.")
    ] = None,
    seed: Annotated[
        int | None, typer.Option(help="Seed; the article's 42 by default.")
    ] = None,
    recipe: Annotated[
        Path | None, typer.Option(help="A recipe as a JSON file.")
    ] = None,
    choices: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="CHOICE=VALUE",
            help=f"One choice of the recipe, such as learning_rate=0.1; as often as needed. "
            f"Choices: {', '.join(CHOICES)}.",
        ),
    ] = None,
    beside: Annotated[
        Path | None,
        typer.Option(
            help="Digits to learn beside MNIST's: an .npz file of images, uint8 (n, 28, 28), and labels."
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(help="Where to write the network, NAME.keras, and NAME.json."),
    ] = None,
    snapshots: Annotated[
        bool,
        typer.Option(
            help="With --out: also keep networks of earlier epochs, in NAME/."
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Train a network on MNIST, by the article's recipe unless told otherwise."""
    if out and out.suffix != ".keras":
        raise Problem(f"The network's file must end in .keras; {out} was given.")
    if out and not out.parent.is_dir():
        raise Problem(f"There is no folder {out.parent} to write the network to.")
    chosen = _read_recipe(recipe) if recipe else Recipe()
    changes = {"epochs": epochs, "seed": seed} | dict(map(_read_choice, choices or []))
    changes = {name: value for name, value in changes.items() if value is not None}
    chosen = dataclasses.replace(chosen, **changes)
    data, about = mnist.load(), ""
    if beside:
        digits, about = _read_digits(beside)
        data = train_on.beside(digits, data)

    from mnist_ann.worker import training  # loads TensorFlow: seconds, so only here
    from mnist_ann.worker.keras_model import initial, to_network

    start = initial(chosen)
    networks = {0: to_network(chosen, start.weights)}
    lines = []
    for result in _with_bar(
        training.train(chosen, data, start), chosen.epochs, as_json
    ):
        numbers = dataclasses.asdict(Epoch.of(result))
        lines.append(numbers | {"insight": Insight.of(result).kept})
        if snapshots and result.epoch in files.SNAPSHOTS:
            networks[result.epoch] = result.network
        if as_json:
            print(json.dumps({name: numbers[name] for name in PRINTED}), flush=True)
    networks[result.epoch] = result.network
    test_loss, test_accuracy = training.test(chosen, result.checkpoint, data)
    if as_json:
        scores = {"test_loss": test_loss, "test_accuracy": test_accuracy}
        print(json.dumps(scores | {"parameters": chosen.parameters}))
    else:
        print(
            f"Test accuracy {test_accuracy:.2%}, of 10,000 images it never trained on."
        )
    if out:
        if not snapshots:
            del networks[0]
        files.write(out, chosen, lines, test_loss, test_accuracy, networks, about)


def _read_choice(text: str) -> tuple[str, object]:
    """("learning_rate", 0.1) of "learning_rate=0.1"."""
    name, _, value = text.partition("=")
    if name not in CHOICES:
        raise Problem(
            f"--set takes CHOICE=VALUE; there is no choice {name!r}. The choices are "
            f"{', '.join(CHOICES)}."
        )
    return name, CHOICES[name].read(value)


def _read_recipe(path: Path) -> Recipe:
    try:
        return Recipe.from_json(path.read_text())
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(f"The recipe file {path} can't be read.") from error


def _read_digits(path: Path) -> tuple[Digits, str]:
    """The Digits of an .npz file, and what it says about them, if it does."""
    try:
        with np.load(path, allow_pickle=False) as file:
            about = str(file["about"]) if "about" in file else ""
            return Digits(file["images"], file["labels"]), about
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise Problem(f"The file {path} holds no digits with their labels.") from error


def _with_bar(results: Iterable, epochs: int, silent: bool) -> Iterator:
    """The results, with one line each and a bar below them while a person watches."""
    from rich.console import Console
    from rich.progress import Progress

    if silent:
        yield from results
        return
    with Progress(console=Console(), transient=True) as progress:
        progress.console.print("epoch, loss and accuracy on the images of each split")
        task = progress.add_task("Training", total=epochs)
        for result in results:
            progress.console.print(
                f"{result.epoch:3d}  training {result.loss:.4f} {result.accuracy:.2%}  "
                f"validation {result.val_loss:.4f} {result.val_accuracy:.2%}  "
                f"{result.seconds:.2f} s",
                highlight=False,
            )
            progress.advance(task)
            yield result
