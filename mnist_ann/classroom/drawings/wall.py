"""What a wall of a class's drawings shows at a glance: how many were read, and which to laugh about.

Most functions take HandIns, in the order in which they came, and return some of them.
"""

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from mnist_ann.classroom.drawings.hand_in import HandIn
from mnist_ann.evaluation.scores import Counted
from mnist_ann.evaluation.verdict import Memory
from mnist_ann.mnist import normalise
from mnist_ann.store.own.digits import Digits


@dataclass(frozen=True)
class Score(Counted):
    """right: how many of `count` drawings the network read as what they were to be, count at least 1."""

    right: int
    count: int


@dataclass(frozen=True)
class Said:
    """What a network says to a drawing. answer, probability, verdict: as in HandIn."""

    answer: int
    probability: float
    verdict: str


@dataclass(frozen=True, eq=False)
class Pair:
    """Two drawings by two students. cosine: between their pixels, 0 to 1."""

    one: HandIn
    other: HandIn
    cosine: float


def read_by(memory: Memory, image: np.ndarray) -> Said:
    """What the network of a Memory says to the image of a HandIn."""
    image = normalise(image)
    activations = [layer[0] for layer in memory.network.activations([image])]
    verdict = memory.verdict(image, activations)
    return Said(verdict.first, float(activations[-1][verdict.first]), verdict.kind)


def score(hand_ins: list[HandIn]) -> Score | None:
    """The pooled Score, or None without drawings."""
    right = sum(each.right for each in hand_ins)
    return Score(right, len(hand_ins)) if hand_ins else None


def funniest(hand_ins: list[HandIn]) -> HandIn | None:
    """The mistake of which the network was surest; None if there is none. What it found to be like no
    digit at all doesn't count: it is no joke to misread a scribble."""
    wrong = [each for each in hand_ins if not each.right and each.verdict != "unlike"]
    return max(wrong, key=lambda each: each.probability, default=None)


def most_alike(hand_ins: list[HandIn]) -> Pair | None:
    """The Pair of two students whose ink agrees most; None if there are no two students.

    By the cosine between the pixels, which is 1 for the same image and 0 for ink that nowhere meets.
    It is what people see; in the network's own terms nearly all drawings of a digit are alike.
    """
    if len({each.member for each in hand_ins}) < 2:
        return None
    pixels = np.array([each.image for each in hand_ins], np.float32)
    pixels = pixels.reshape(len(hand_ins), -1)
    pixels /= np.maximum(np.linalg.norm(pixels, axis=1, keepdims=True), 1e-9)
    cosines = pixels @ pixels.T
    drawn_by = np.array([each.member for each in hand_ins])
    cosines[drawn_by[:, None] == drawn_by] = -1  # a pair of one hand, or one drawing
    one, other = divmod(int(cosines.argmax()), len(hand_ins))
    cosine = min(float(cosines[one, other]), 1.0)
    return Pair(hand_ins[one], hand_ins[other], cosine)


def doubtful_first(hand_ins: list[HandIn]) -> list[HandIn]:
    """In the order in which a teacher should look at them: what is like no digit, then what was read
    as another digit, then what was torn between two; the surest mistakes and the least sure right
    answers first."""

    def doubt(each):
        sure = each.probability if each.right else -each.probability
        return each.verdict != "unlike", each.right, each.verdict != "torn", sure

    return sorted(hand_ins, key=doubt)


def another_digit(drawn: Iterable[int]) -> int:
    """A random digit, 0 to 9, of those that were drawn least often. drawn: the digits until now."""
    times = Counter(drawn)
    least = min(times[digit] for digit in range(10))
    return random.choice([digit for digit in range(10) if times[digit] == least])


def mosaic(digits: Digits, across: int) -> np.ndarray:
    """Digits as one picture, uint8 (280, 28 * across): a row for each digit, with the
    `across` newest of each, the first of these at the left."""
    picture = np.zeros((10, 28, across, 28), np.uint8)
    for label in range(10):
        newest = digits.images[digits.labels == label][-across:]
        for place, image in enumerate(newest):
            picture[label, :, place] = image
    return picture.reshape(280, 28 * across)
