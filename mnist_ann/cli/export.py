"""Take a network or a run home."""

from pathlib import Path
from typing import Annotated

import typer

from mnist_ann.errors import Problem


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
) -> None:
    """Take a network or a run home: as a network file, a notebook, a report, a table, a log."""
    from mnist_ann import export as exports
    from mnist_ann.store.runs import Runs
    from mnist_ann.store.start import database

    kind = exports.format_of(out)
    if source.endswith(".keras"):
        trained = exports.of_file(source)
    else:
        runs = Runs(database())
        trained = exports.of_run(runs, runs.get(source))
    exports.check(trained, kind)
    if kind.make:
        content = kind.make(trained)
    else:
        from mnist_ann.worker.tflite import to_tflite  # loads TensorFlow

        content = to_tflite(trained.network)
    try:
        out.write_bytes(content)
    except OSError as error:
        raise Problem(f"{out} can't be written: {error.strerror}.") from error
    print(f"{trained.name} is now in {out}, {len(content) / 1e3:,.0f} kB.")
