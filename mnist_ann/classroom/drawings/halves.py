"""Half of a class's digits to learn from, half held back: what a network learned is measured on digits
that it has not seen, by the same hands."""

import numpy as np

from mnist_ann.errors import Problem
from mnist_ann.store.own.digits import NO_DIGITS, Digits
from mnist_ann.store.runs import Runs


def halves(digits: Digits) -> tuple[Digits, Digits]:
    """(to learn from, held back).

    Stratified: of each digit, every other drawing, in the order in which they came, is held back; for
    even digits from the second on, for odd ones from the first on, so that digits with an odd number
    don't all favour one half. It depends on nothing else, so that it is the same each time, and
    drawings that come later leave the others in their half.
    """
    back = np.zeros(len(digits), bool)
    for label in range(10):
        places = np.flatnonzero(digits.labels == label)
        back[places[1 - label % 2 :: 2]] = True
    return choose(digits, ~back), choose(digits, back)


def unseen(digits: Digits, learned: Digits) -> np.ndarray:
    """Which of some digits are not among those that were learned, bool (n,): no image of them is the
    same, whatever it was called."""
    known = {image.tobytes() for image in learned.images}
    return np.array([image.tobytes() not in known for image in digits.images], bool)


def choose(digits: Digits, which: np.ndarray) -> Digits:
    """Some of these Digits. which: bool (n,)."""
    ids = tuple(id for id, chosen in zip(digits.ids, which) if chosen)
    return Digits(digits.images[which], digits.labels[which], ids)


def learned(runs: Runs, id: str | None) -> Digits:
    """All digits beside MNIST that a run learned, or a run from which it went on. Deleted ones are no longer known."""
    found, seen = [NO_DIGITS], set()
    while id is not None and id not in seen:
        seen.add(id)
        try:
            parent = runs.get(id).parent
        except Problem:
            break
        lesson = runs.lesson(id)
        found += [lesson.digits] if lesson else []
        id = parent
    return Digits(
        np.concatenate([each.images for each in found]),
        np.concatenate([each.labels for each in found]),
    )
