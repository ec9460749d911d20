"""The same things from the command line: train, predict, evaluate, export."""

import dataclasses
import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from mnist_ann import mnist
from mnist_ann.errors import Problem
from mnist_ann.network import Network
from mnist_ann.recipe.choices import CHOICES
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store import files
from mnist_ann.store.rows import Epoch, Insight
from mnist_ann.words import a_digit

app = typer.Typer(
    help="Train a network on MNIST, read a picture of a digit, evaluate or export a network.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

DEFAULT_NETWORK = files.NETWORKS / "draw.keras"
PRINTED = ("epoch", "loss", "accuracy", "val_loss", "val_accuracy", "seconds")
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]


def main():
    """Run the command line; a Problem becomes its sentence on stderr and exit code 1."""
    try:
        app()
    except Problem as problem:
        print(problem, file=sys.stderr)
        sys.exit(1)


@app.command()
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
):
    """Train a network on MNIST, by the article's recipe unless told otherwise."""
    if out and out.suffix != ".keras":
        raise Problem(f"The network's file must end in .keras; {out} was given.")
    if out and not out.parent.is_dir():
        raise Problem(f"There is no folder {out.parent} to write the network to.")
    chosen = _read_recipe(recipe) if recipe else Recipe()
    changes = {"epochs": epochs, "seed": seed} | dict(map(_read_choice, choices or []))
    changes = {name: value for name, value in changes.items() if value is not None}
    chosen = dataclasses.replace(chosen, **changes)
    data = mnist.load()

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
        files.write(out, chosen, lines, test_loss, test_accuracy, networks)


@app.command()
def predict(
    image: Annotated[
        Path, typer.Argument(help="A picture of one digit, light on dark.")
    ],
    network: Annotated[Path, typer.Option(help="A .keras file.")] = DEFAULT_NETWORK,
    as_json: AsJson = False,
):
    """Read one digit from a picture, the way the Draw page does."""
    from mnist_ann.digitize import digitize
    from mnist_ann.digitize.picture_file import read_picture

    try:
        drawing = read_picture(image.read_bytes(), str(image))
    except OSError as error:
        raise Problem(
            f"The picture {image} can't be read: {error.strerror}."
        ) from error
    probabilities = Network.load(network).forward([digitize(drawing).image])[0]
    digit = int(probabilities.argmax())
    if as_json:
        print(json.dumps({"digit": digit, "probabilities": probabilities.tolist()}))
        return
    print(f"This is {a_digit(digit)}.")
    for each, probability in enumerate(probabilities):
        print(f"{each}  {probability:7.2%}  {'█' * round(40 * float(probability))}")


@app.command()
def evaluate(
    network: Annotated[Path, typer.Argument(help="A .keras file.")],
    as_json: AsJson = False,
):
    """Measure a network's accuracy on the 10,000 test images."""
    from mnist_ann.evaluation import scores as evaluation

    data = mnist.load()
    scores = evaluation.scores(
        Network.load(network), data.test.images, data.test.labels
    )
    low, high = scores.interval
    if as_json:
        print(json.dumps({"test_accuracy": scores.accuracy, "interval": [low, high]}))
    else:
        print(
            f"Test accuracy {scores.accuracy:.2%} (95% interval {low:.2%} to {high:.2%})."
        )


@app.command()
def export(
    source: Annotated[
        str, typer.Argument(help="A run's id, such as article, or a .keras file.")
    ],
    out: Annotated[
        Path,
        typer.Option(
            help="Where to write it. The ending says what it becomes: .keras, .onnx, .tflite, "
            ".ipynb, .html, .csv, .zip (TensorBoard)."
        ),
    ],
):
    """Take a network or a run home: as a network file, a notebook, a report, a table, a log."""
    from mnist_ann import export as exports
    from mnist_ann.store.runs import Runs
    from mnist_ann.store.start import database

    format = exports.format_of(out)
    if source.endswith(".keras"):
        trained = exports.of_file(source)
    else:
        runs = Runs(database())
        trained = exports.of_run(runs, runs.get(source))
    exports.check(trained, format)
    if format.make:
        content = format.make(trained)
    else:
        from mnist_ann.worker.tflite import to_tflite  # loads TensorFlow

        content = to_tflite(trained.network)
    try:
        out.write_bytes(content)
    except OSError as error:
        raise Problem(f"{out} can't be written: {error.strerror}.") from error
    print(f"{trained.name} is now in {out}, {len(content) / 1e3:,.0f} kB.")


@app.command(hidden=True)
def cluster():
    """Serve workers until standard input closes. The app starts this by itself."""
    from mnist_ann.jobs.cluster import serve

    serve()


def _read_choice(text):
    """("learning_rate", 0.1) of "learning_rate=0.1"."""
    name, _, value = text.partition("=")
    if name not in CHOICES:
        raise Problem(
            f"--set takes CHOICE=VALUE; there is no choice {name!r}. The choices are "
            f"{', '.join(CHOICES)}."
        )
    return name, CHOICES[name].read(value)


def _read_recipe(path):
    try:
        return Recipe.from_json(path.read_text())
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(f"The recipe file {path} can't be read.") from error


def _with_bar(results, epochs, silent):
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
