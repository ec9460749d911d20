"""Read one digit from a picture."""

import json
from pathlib import Path
from typing import Annotated

import typer

from mnist_ann.cli.options import AsJson
from mnist_ann.errors import Problem
from mnist_ann.network import Network
from mnist_ann.store import files
from mnist_ann.words import a_digit

DEFAULT_NETWORK = files.NETWORKS / "draw.keras"


def predict(
    image: Annotated[
        Path, typer.Argument(help="A picture of one digit, light on dark.")
    ],
    network: Annotated[Path, typer.Option(help="A .keras file.")] = DEFAULT_NETWORK,
    as_json: AsJson = False,
) -> None:
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
