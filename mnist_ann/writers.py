"""Who wrote each of MNIST's images, and which labels of the test images people doubt."""

import functools
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mnist_ann.mnist import Split

PATH = Path(__file__).parent / "data" / "mnist_writers.npz"

# NIST's numbers of the parts in which the forms were collected.
GROUPS = {"Census staff": 0, "Students": 4}
LAST = 2_599  # the greatest number of a writer

# Test images whose label most of five people did not confirm, and what more of them read there; None if
# nothing. Northcutt, Athalye and Mueller, "Pervasive Label Errors in Test Sets Destabilize Machine Learning
# Benchmarks" (2021).
DOUBTED = {
    947: 9, 1_621: 6, 1_901: 4, 2_130: None, 2_462: 0, 2_597: 3, 2_654: None, 3_520: None,
    3_558: 0, 5_937: 3, 6_651: 6, 6_783: 6, 8_527: None, 9_679: None, 9_729: 6,
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Writers:
    """Who wrote the images of a split, in its order. numbers: NIST's of each writer, uint16 (n,).
    parts: of GROUPS, uint8 (n,)."""

    numbers: np.ndarray
    parts: np.ndarray

    def of_group(self, group: str) -> np.ndarray:
        """Which images a group of GROUPS wrote, bool (n,)."""
        return self.parts == GROUPS[group]

    def who(self, place: int) -> str:
        """Who wrote an image, in words."""
        kind = (
            "a high-school student"
            if self.parts[place]
            else "staff of the Census Bureau"
        )
        return f"writer {self.numbers[place]}, {kind}"


def of(split: Split) -> Writers:
    """The Writers of a split of MNIST."""
    name = "test" if split.name == "test" else "train"
    inside = slice(split.start, split.start + len(split))
    arrays = _load()
    return Writers(arrays[f"{name}_writer"][inside], arrays[f"{name}_part"][inside])


def doubt(split: Split, place: int) -> str:
    """A sentence about the label of an image if people doubt it, else nothing."""
    if split.name != "test" or place not in DOUBTED:
        return ""
    read = DOUBTED[place]
    others = "could not tell what it is" if read is None else f"read a {read}"
    return f"The label is doubted: of five people, most {others}."


@functools.cache
def _load():
    with np.load(PATH, allow_pickle=False) as file:
        return {name: file[name] for name in file.files}
