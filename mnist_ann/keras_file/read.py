"""Any file with a dense network, from anyone, as plain dense layers."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mnist_ann.errors import Problem
from mnist_ann.keras_file.apart import to_keras
from mnist_ann.keras_file.chain import chain
from mnist_ann.keras_file.container import HDF5, MAX_FILE, opened
from mnist_ann.keras_file.fold import fold


@dataclass(frozen=True, eq=False)
class Found:
    """input_shape: of one input, such as (28, 28). layers: of each (kernel float32 (inputs, units), bias
    float32 (units,), activation name). notes: a sentence for each thing that was changed to get there."""

    input_shape: tuple[int, ...]
    layers: list[tuple[np.ndarray, np.ndarray, str]]
    notes: tuple[str, ...] = ()


def read(source: Path | str | bytes) -> Found:
    """The dense layers of a .keras or .h5 file, a path or the file's bytes.

    Raises Problem if the file is missing, damaged, too large, or holds what no dense layers compute.
    """
    content = source if isinstance(source, bytes) else _bytes_of(source)
    if len(content) > MAX_FILE:
        raise Problem(
            f"This file is larger than {MAX_FILE >> 20} MB, the most that is read."
        )
    if content.startswith(HDF5):
        rewritten, notes = to_keras(content)
        return dataclasses.replace(parsed(rewritten), notes=tuple(notes))
    return parsed(content)


def parsed(content: bytes) -> Found:
    """The same of a file's bytes, here: with an .h5 file from a stranger, this may never end."""
    try:
        with opened(content) as (config, arrays):
            input_shape, layers = chain(config)
            return Found(input_shape, *fold(input_shape, layers, arrays))
    except Problem:
        raise
    # Whatever a library says to a file that a stranger made: h5py alone raises ten kinds of errors.
    except Exception as error:
        raise Problem(
            "This is no .keras or .h5 file that can be read here, or it is damaged. "
            "Save the network again in Keras with model.save('network.keras')."
        ) from error


def _bytes_of(path):
    try:
        with open(path, "rb") as file:
            return file.read(MAX_FILE + 1)
    except FileNotFoundError as error:
        raise Problem(f"There is no network file at {path}.") from error
    except OSError as error:
        raise Problem(
            f"The network file {path} can't be read: {error.strerror}."
        ) from error
