"""The command line: `mnist-ann`, or `python -m mnist_ann` in a checkout.

`main` runs it; `app` is the typer command, made of one function a file.
"""

import sys

import typer

from mnist_ann.cli.cluster import cluster
from mnist_ann.cli.evaluate import evaluate
from mnist_ann.cli.export import export
from mnist_ann.cli.predict import predict
from mnist_ann.cli.serve import serve
from mnist_ann.cli.train import train
from mnist_ann.errors import Problem

app = typer.Typer(
    help="Start the app, train a network on MNIST, evaluate it, read a picture of a digit, export.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (serve, train, evaluate, predict, export):
    app.command()(command)
app.command(hidden=True)(cluster)


def main() -> None:
    """Run the command line; a Problem becomes its sentence on stderr and exit code 1."""
    try:
        app()
    except Problem as problem:
        print(problem, file=sys.stderr)
        sys.exit(1)
