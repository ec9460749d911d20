"""Which kinds of file a network and its run can be taken home as, and what each is made from.

None of this loads TensorFlow. The one format that needs it, TFLite, is made by `worker/tflite.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mnist_ann import mnist
from mnist_ann.errors import Problem
from mnist_ann.export.epochs_csv import to_csv
from mnist_ann.export.event_file import to_event_files
from mnist_ann.export.notebook import to_notebook
from mnist_ann.export.onnx_file import to_onnx
from mnist_ann.export.report import to_report
from mnist_ann.export.trained import Trained


@dataclass(frozen=True)
class Format:
    """label: what a button says. suffix: of the file. help: what the file is good for, in Markdown.
    make: from a Trained to the file's bytes; None for TFLite, which only a process with TensorFlow can
    make. of_run: whether it tells of the training, which a bare network doesn't know."""

    label: str
    suffix: str
    mime: str
    help: str
    make: Callable | None
    of_run: bool = False


FORMATS = {
    "keras": Format(
        "Keras",
        ".keras",
        "application/zip",
        "Opens in plain Keras with `keras.models.load_model`, and on the pages Draw, Evaluate and Inside.",
        lambda trained: trained.network.to_bytes(),
    ),
    "onnx": Format(
        "ONNX",
        ".onnx",
        "application/octet-stream",
        "Runs without Keras: in onnxruntime, in a browser, in other languages.",
        lambda trained: to_onnx(trained.network),
    ),
    "tflite": Format(
        "LiteRT (TFLite)",
        ".tflite",
        "application/octet-stream",
        "Runs on phones and small devices.",
        None,
    ),
    "notebook": Format(
        "Notebook",
        ".ipynb",
        "application/x-ipynb+json",
        "Trains this recipe anew in plain Keras, line by line, in Jupyter.",
        lambda trained: to_notebook(trained),
        of_run=True,
    ),
    "report": Format(
        "Report",
        ".html",
        "text/html",
        "The run on one page that needs nothing else: recipe, curves, mistakes, all epochs.",
        lambda trained: to_report(trained, mnist.load().test),
        of_run=True,
    ),
    "csv": Format(
        "Epochs (CSV)",
        ".csv",
        "text/csv",
        "The numbers of each epoch as a table.",
        lambda trained: to_csv(trained.epochs),
        of_run=True,
    ),
    "tensorboard": Format(
        "TensorBoard",
        ".zip",
        "application/zip",
        "A log to unpack and to open with `tensorboard --logdir FOLDER`.",
        lambda trained: to_event_files(trained.recipe, trained.epochs),
        of_run=True,
    ),
}


def format_of(path: str | Path) -> Format:
    """The Format that a file's name asks for by its ending. Raises Problem if there is none."""
    for format in FORMATS.values():
        if Path(path).suffix == format.suffix:
            return format
    raise Problem(
        f"A file to export to ends in {', '.join(f.suffix for f in FORMATS.values())}; "
        f"{path} was given."
    )


def check(trained: Trained, format: Format) -> None:
    """Raises Problem if a format tells of a training and nothing is known of it."""
    if format.of_run and not trained.epochs:
        raise Problem(
            f"{trained.name} has no epochs, so there is nothing to write into a {format.suffix} file. "
            "Export a run, or a network that `train --out` wrote, with its .json beside it."
        )
