"""Finding images in MNIST: one by its address, or those of a split and a digit, page by page."""

import re
from dataclasses import dataclass

import numpy as np

from mnist_ann.errors import Problem

DIGITS = range(10)


@dataclass(frozen=True, eq=False)
class Item:
    """One image: uint8 (28, 28), ink bright; its label; the file it is in ("train" or "test"), its
    index there, and the split that the app uses it for ("train", "validation" or "test")."""

    file: str
    index: int
    split: str
    image: np.ndarray
    label: int

    @property
    def address(self):
        """A name that fits into a link: train-2."""
        return f"{self.file}-{self.index}"

    @property
    def array(self):
        """How the article's code reads it: x_train_full[2]."""
        return f"{'x_test' if self.file == 'test' else 'x_train_full'}[{self.index}]"


def find(data, address):
    """The Item at an address such as train-2 or test-0. data: the Mnist. Raises Problem if there
    is no such image."""
    match = re.fullmatch(r"(train|test)-(\d{1,6})", address, re.ASCII)
    if match:
        file, index = match[1], int(match[2])
        for split in data.splits.values():
            place = index - split.start
            if _file(split) == file and 0 <= place < len(split):
                return _item(split, place)
    raise Problem(
        f"There is no image {address[:20]!r}. Images are called train-0 to train-"
        f"{len(data.x_train_full) - 1} and test-0 to test-{len(data.x_test) - 1}."
    )


def select(split, digit=None, seed=None, among=None):
    """The places of a split's images, ints (m,): all or one digit's, in the file's order, or
    shuffled if there is a seed. The same seed gives the same order. among: bool (n,), which images may
    be among them; all by default."""
    wanted = np.ones(len(split), bool) if among is None else among
    if digit is not None:
        wanted = wanted & (split.labels == digit)
    places = np.flatnonzero(wanted)
    return places if seed is None else np.random.default_rng(seed).permutation(places)


def items(split, places):
    """The Items at these places of a split."""
    return [_item(split, place) for place in places]


def counts(splits):
    """How many images of each digit: {split name: ints (10,)}. splits: as `Mnist.splits`."""
    return {
        name: np.bincount(split.labels, minlength=len(DIGITS))
        for name, split in splits.items()
    }


def mean_images(split):
    """What the images of each digit have in common: their mean, float (10, 28, 28), 0 to 1."""
    return np.stack(
        [split.images[split.labels == digit].mean(axis=0) / 255 for digit in DIGITS]
    )


def _file(split):
    return "test" if split.name == "test" else "train"


def _item(split, place):
    return Item(
        file=_file(split),
        index=int(split.start + place),
        split=split.name,
        image=split.images[place],
        label=int(split.labels[place]),
    )
