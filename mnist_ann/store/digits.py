"""A visitor's own digits: drawn by them, named by them, theirs to download, to delete, to train on."""

import functools
import gzip
import io
import struct
import zipfile
from dataclasses import dataclass, replace

import numpy as np
import sqlalchemy as sa

from mnist_ann.errors import Problem
from mnist_ann.mnist import Mnist
from mnist_ann.network import Network
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.settings import settings
from mnist_ann.store import tables
from mnist_ann.store.tables import digits as table

MOST = 500  # digits of one visitor
REPEATED = (
    2_500  # images that the own digits make among the 55,000 of MNIST, each many times
)


@dataclass(frozen=True, eq=False)
class Digits:
    """images: uint8 (n, 28, 28), ink bright. labels: uint8 (n,). ids: of their rows, ints (n,)."""

    images: np.ndarray
    labels: np.ndarray
    ids: tuple = ()

    def __len__(self):
        return len(self.labels)

    @property
    def beside_count(self):
        """How many images they make beside MNIST, each repeated: about REPEATED."""
        return len(self) * max(1, REPEATED // max(1, len(self)))

    def to_npz(self):
        """As the bytes of a file for np.load, with `images` and `labels`."""
        file = io.BytesIO()
        np.savez_compressed(file, images=self.images, labels=self.labels)
        return file.getvalue()

    @classmethod
    def from_npz(cls, content):
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            return cls(file["images"], file["labels"])

    def to_idx(self):
        """As the bytes of a zip of two files like MNIST's own, gzipped IDX."""
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for name, array in (
                ("images-idx3-ubyte.gz", self.images),
                ("labels-idx1-ubyte.gz", self.labels),
            ):
                archive.writestr(f"own-{name}", gzip.compress(_idx(array), mtime=0))
        return file.getvalue()

    def beside(self, data):
        """An Mnist that has these digits among the training images, REPEATED in all, so that they
        weigh something among 55,000. Validation and test images stay as they are."""
        if not len(self):
            return data
        times = self.beside_count // len(self)
        return Mnist(
            np.concatenate([data.x_train_full, *[self.images] * times]),
            np.concatenate([data.y_train_full, *[self.labels] * times]),
            data.x_test,
            data.y_test,
        )


NO_DIGITS = Digits(np.zeros((0, 28, 28), np.uint8), np.zeros(0, np.uint8))


def _idx(array):
    """A uint8 array in the IDX format: two zeros, the type, how many sides, the sides, the data."""
    head = struct.pack(">BBBB", 0, 0, 8, array.ndim)
    return head + struct.pack(f">{array.ndim}I", *array.shape) + array.tobytes()


@dataclass(frozen=True, eq=False)
class Lesson:
    """What a run trains on from: a network, and digits, maybe none, beside MNIST."""

    network: Network
    digits: Digits


def fitting(network):
    """The article's recipe with the hidden layers and the activation of a network, as a run that
    starts from it must have. Raises Problem if no recipe makes such a network."""
    hidden = network.layers[:-1]
    names = {layer.activation for layer in hidden} or {Recipe().activation}
    if len(names) > 1:
        raise Problem(
            f"This network mixes activations: {', '.join(sorted(names))}. One that can be trained "
            "on here has the same one in all its hidden layers."
        )
    return Recipe(
        hidden=tuple(len(layer.bias) for layer in hidden), activation=names.pop()
    )


def recipe_to_train_on(recipe, network):
    """A recipe that trains a network of `recipe` on, gently: with Adam and a small learning rate."""
    return replace(
        fitting(network),
        activation=recipe.activation,
        optimizer="adam",
        learning_rate=0.0003,
        schedule="cosine",
        batch_size=64,
        epochs=3,
        seed=recipe.seed,
    )


class Collection:
    """All visitors' digits in one database; a visitor sees and deletes their own alone. What is
    kept is the image and its label: no time, no name, no strokes."""

    def __init__(self, engine, most=MOST):
        self.most = most
        self._writing = engine
        self._reading = tables.reading(engine)

    def add(self, visitor, image, label):
        """Keep a digit. image: float32 (28, 28), 0 to 1. Raises Problem for a label that is no
        digit, and if there are `most` already."""
        if label not in range(10):
            raise Problem(f"A digit is 0 to 9; {label!r} was given.")
        pixels = np.round(np.clip(image, 0, 1) * 255).astype(np.uint8)
        with self._writing.begin() as connection:
            count = sa.select(sa.func.count()).where(table.c.visitor == visitor)
            if connection.execute(count).scalar() >= self.most:
                raise Problem(
                    f"You have {self.most} digits, the most that are kept. Delete some first."
                )
            connection.execute(
                table.insert().values(
                    visitor=visitor, label=int(label), image=pixels.tobytes()
                )
            )

    def of(self, visitor):
        """A visitor's Digits, in the order in which they came."""
        query = sa.select(table).where(table.c.visitor == visitor).order_by(table.c.id)
        with self._reading.begin() as connection:
            rows = connection.execute(query).all()
        images = b"".join(row.image for row in rows)
        return Digits(
            np.frombuffer(images, np.uint8).reshape(-1, 28, 28),
            np.array([row.label for row in rows], np.uint8),
            tuple(row.id for row in rows),
        )

    def delete(self, visitor, ids=None):
        """Delete some of a visitor's digits, by default all."""
        own = table.delete().where(table.c.visitor == visitor)
        if ids is not None:
            own = own.where(table.c.id.in_(list(ids)))
        with self._writing.begin() as connection:
            connection.execute(own)


@functools.cache
def open_collection(url=None):
    """The Collection of a database URL, that of the settings by default; its tables are there
    once runs.open_store was called."""
    return Collection(tables.connect(url or settings().database_url))
