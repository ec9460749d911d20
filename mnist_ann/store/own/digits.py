"""A visitor's own digits: drawn by them, named by them, theirs to download, to delete, to train on."""

import gzip
import io
import struct
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import sqlalchemy as sa
from sqlalchemy import Engine

from mnist_ann.errors import Problem
from mnist_ann.store.engine import reading
from mnist_ann.store.tables import digits

MOST = 500  # digits of one visitor


@dataclass(frozen=True, eq=False)
class Digits:
    """images: uint8 (n, 28, 28), ink bright. labels: uint8 (n,). ids: of their rows, ints (n,)."""

    images: np.ndarray
    labels: np.ndarray
    ids: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.labels)

    def to_npz(self) -> bytes:
        """As the bytes of a file for np.load, with `images` and `labels`."""
        file = io.BytesIO()
        np.savez_compressed(file, images=self.images, labels=self.labels)
        return file.getvalue()

    @classmethod
    def from_npz(cls, content: bytes) -> "Digits":
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            return cls(file["images"], file["labels"])

    def to_idx(self) -> bytes:
        """As the bytes of a zip of two files like MNIST's own, gzipped IDX."""
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for name, array in (
                ("images-idx3-ubyte.gz", self.images),
                ("labels-idx1-ubyte.gz", self.labels),
            ):
                archive.writestr(f"own-{name}", gzip.compress(_idx(array), mtime=0))
        return file.getvalue()


NO_DIGITS = Digits(np.zeros((0, 28, 28), np.uint8), np.zeros(0, np.uint8))


def _idx(array):
    """A uint8 array in the IDX format: two zeros, the type, how many sides, the sides, the data."""
    head = struct.pack(">BBBB", 0, 0, 8, array.ndim)
    return head + struct.pack(f">{array.ndim}I", *array.shape) + array.tobytes()


class OwnDigits:
    """All visitors' digits in one database; a visitor sees and deletes their own alone. What is
    kept is the image and its label: no time, no name, no strokes."""

    def __init__(self, engine: Engine, most: int = MOST) -> None:
        self.most = most
        self._writing = engine
        self._reading = reading(engine)

    def add(self, visitor: str, image: np.ndarray, label: int) -> None:
        """Keep a digit. image: float32 (28, 28), 0 to 1. Raises Problem for a label that is no
        digit, and if there are `most` already."""
        if label not in range(10):
            raise Problem(f"A digit is 0 to 9; {label!r} was given.")
        pixels = np.round(np.clip(image, 0, 1) * 255).astype(np.uint8)
        with self._writing.begin() as connection:
            count = sa.select(sa.func.count()).where(digits.c.visitor == visitor)
            if connection.execute(count).scalar_one() >= self.most:
                raise Problem(
                    f"You have {self.most} digits, the most that are kept. Delete some first."
                )
            connection.execute(
                digits.insert().values(
                    visitor=visitor, label=int(label), image=pixels.tobytes()
                )
            )

    def of(self, visitor: str) -> Digits:
        """A visitor's Digits, in the order in which they came."""
        query = (
            sa.select(digits).where(digits.c.visitor == visitor).order_by(digits.c.id)
        )
        with self._reading.begin() as connection:
            rows = connection.execute(query).all()
        images = b"".join(row.image for row in rows)
        return Digits(
            np.frombuffer(images, np.uint8).reshape(-1, 28, 28),
            np.array([row.label for row in rows], np.uint8),
            tuple(row.id for row in rows),
        )

    def delete(self, visitor: str, ids: Iterable[int] | None = None) -> None:
        """Delete some of a visitor's digits, by default all."""
        own = digits.delete().where(digits.c.visitor == visitor)
        if ids is not None:
            own = own.where(digits.c.id.in_(list(ids)))
        with self._writing.begin() as connection:
            connection.execute(own)
