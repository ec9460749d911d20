"""MNIST: 70,000 handwritten digits, loaded, verified, split and normalised."""

import functools
import hashlib
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mnist_ann.errors import Problem

PATH = Path(__file__).parent / "data" / "mnist.npz"
VALIDATION = 5_000  # the first images of the training file, as in the article

SHA256 = {
    "x_train": "741c988805d008ac6e4c904b69001ba184c24b2c540a4ef403f4c71b676cf757",
    "y_train": "1feba77c54802fa5339a11837ea4b2866434b83314ec45192930f1df69120c13",
    "x_test": "6d87418db22cc8025d05968bec9bd5c3932904b23485740db143a061a2c9d161",
    "y_test": "ddeff807876a9661a1110d45c266c86239a3a1b7d37da0c3716a7a683c852ff5",
}

# Divided in float64 and then cast, once for each of the 256 values a pixel can have: exactly what
# the article's `/ 255.` gives in float32, without a float64 copy of the images.
NORMALISED = (np.arange(256) / 255).astype(np.float32)


@dataclass(frozen=True)
class Split:
    """Images uint8 (n, 28, 28), ink bright, and their labels uint8 (n,). `start`: of the first
    image within its file, so that image i of the split is image start + i of the file."""

    name: str
    images: np.ndarray
    labels: np.ndarray
    start: int = 0

    def __len__(self):
        return len(self.images)


@dataclass(frozen=True, eq=False)
class Mnist:
    """The training file (60,000 images) and the test file (10,000), read-only uint8 arrays."""

    x_train_full: np.ndarray
    y_train_full: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray

    @property
    def validation(self):
        return Split(
            "validation", self.x_train_full[:VALIDATION], self.y_train_full[:VALIDATION]
        )

    @property
    def train(self):
        return Split(
            "train",
            self.x_train_full[VALIDATION:],
            self.y_train_full[VALIDATION:],
            VALIDATION,
        )

    @property
    def test(self):
        return Split("test", self.x_test, self.y_test)

    @property
    def splits(self):
        """The three splits by name, in the order of the story."""
        return {split.name: split for split in (self.train, self.validation, self.test)}


def normalise(images):
    """uint8 0..255 of any shape -> float32 0..1 of the same shape: pixel / 255."""
    return NORMALISED[images]


@functools.cache
def load(path=PATH):
    """All of MNIST, verified against the checksums of the original files, loaded once a process.

    Raises Problem if the file is missing or isn't what Yann LeCun and others published.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in SHA256}
    except FileNotFoundError as error:
        raise Problem(
            f"The MNIST file {path} is missing. It is part of the project: restore it with "
            "`git checkout -- mnist_ann/data/mnist.npz`."
        ) from error
    except (
        OSError,
        ValueError,
        KeyError,
        EOFError,
        zipfile.BadZipFile,
        zlib.error,
    ) as error:
        raise _damaged(path) from error
    for name, array in arrays.items():
        if hashlib.sha256(array.tobytes()).hexdigest() != SHA256[name]:
            raise _damaged(path)
        array.setflags(write=False)
    return Mnist(
        arrays["x_train"], arrays["y_train"], arrays["x_test"], arrays["y_test"]
    )


def _damaged(path):
    return Problem(
        f"The MNIST file {path} is damaged: it differs from the published images. It is part of "
        "the project: restore it with `git checkout -- mnist_ann/data/mnist.npz`."
    )
