"""Read one digit from a picture."""

import json
from pathlib import Path
from typing import Annotated

import typer

from mnist_ann import mnist
from mnist_ann.cli.network import read_network
from mnist_ann.cli.options import AsJson
from mnist_ann.errors import Problem
from mnist_ann.store import files

DEFAULT_NETWORK = files.NETWORKS / "draw.keras"


def predict(
    image: Annotated[
        Path, typer.Argument(help="A picture or photograph of one digit.")
    ],
    network: Annotated[
        Path, typer.Option(help="A .keras or .h5 file.")
    ] = DEFAULT_NETWORK,
    as_json: AsJson = False,
) -> None:
    """Read one digit from a picture, the way Photo on the Draw page does."""
    from mnist_ann.digitize import digitize, photo
    from mnist_ann.digitize.picture_file import read_picture
    from mnist_ann.evaluation.verdict import Memory
    from mnist_ann.reading.reading import read

    try:
        picture = read_picture(image.read_bytes(), str(image))
    except OSError as error:
        raise Problem(
            f"The picture {image} can't be read: {error.strerror}."
        ) from error
    ink = photo.drawing(picture)  # before some seconds are spent on the memory
    digitized = digitize(ink)
    reading = read(digitized, Memory(read_network(network), mnist.load()))
    title, sentence = reading.words
    if as_json:
        answer = {
            "verdict": reading.verdict.kind,
            "digit": reading.verdict.first,
            "title": title,
            "sentence": sentence,
            "probabilities": reading.probabilities.tolist(),
        }
        print(json.dumps(answer))
        return
    print(title)
    print(sentence)
    for digit, probability in enumerate(reading.probabilities):
        print(f"{digit}  {probability:7.2%}  {'█' * round(40 * float(probability))}")
