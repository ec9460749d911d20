"""Measure a network on images that it never trained on."""

import json
from pathlib import Path
from typing import Annotated

import typer

from mnist_ann import mnist
from mnist_ann.cli.network import read_network
from mnist_ann.cli.options import AsJson


def evaluate(
    network: Annotated[Path, typer.Argument(help="A .keras or .h5 file.")],
    as_json: AsJson = False,
) -> None:
    """Measure a network's accuracy on the 10,000 test images."""
    from mnist_ann.evaluation import scores as evaluation

    data = mnist.load()
    test = data.test
    scores = evaluation.scores(read_network(network), test.images, test.labels)
    low, high = scores.interval
    if as_json:
        print(json.dumps({"test_accuracy": scores.accuracy, "interval": [low, high]}))
    else:
        print(
            f"Test accuracy {scores.accuracy:.2%} (95% interval {low:.2%} to {high:.2%})."
        )
