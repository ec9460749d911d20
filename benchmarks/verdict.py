"""Does it notice what is no digit? Letters, doodles, shapes and scribbles against digits that people drew.

AUROC: how often a digit scores higher than something else, if one of each is drawn by lot. Some
letters are written like a digit; CLEAR are those that nobody takes for one. The eleventh unit that is
shipped has learned from these doodles: for the drawing network they are judged by one that learned from
other kinds, trained here by the same program.
"""

import contextlib
import time
from itertools import pairwise

import numpy as np
import pandas as pd

from mnist_ann import mnist
from mnist_ann.digitize import digitize
from mnist_ann.errors import Problem
from mnist_ann.evaluation.verdict import Memory
from mnist_ann.network import Network
from mnist_ann.store.files import NETWORKS
from tools.drawings import CONDITIONS, DOODLES, Drawings, fit, paint
from tools.hands import no_digit
from tools.hands.beside import judges

EVERY = 2  # drawings of digits
CLEAR = "AEFHKMNRTWXfkmntwx"
SCRIBBLES = SHAPES = 300
HELD = 77  # kinds of doodles, of 277
SHAPE = {  # strokes, each corners of a box 1 high
    "squares": [[(0, 0), (0, 1), (1, 1), (1, 0), (0, 0)]],
    "+": [[(0.5, 0), (0.5, 1)], [(0, 0.5), (1, 0.5)]],
    "H": [[(0, 0), (0, 1)], [(0.7, 0), (0.7, 1)], [(0, 0.5), (0.7, 0.5)]],
}


def auroc(digits, others):
    """Mann and Whitney (1947)."""
    ranks = pd.Series(np.concatenate([digits, others])).rank().to_numpy()
    n, m = len(digits), len(others)
    return (ranks[:n].sum() - n * (n + 1) / 2) / (n * m)


def images(drawings, places):
    """(the images of some drawings, the labels of those): what is refused as nothing but ink is left out."""
    names, found, labels = list(CONDITIONS), [], []
    for i in places:
        with contextlib.suppress(Problem):
            found.append(digitize(drawings.canvas(i, names[i % len(names)])).image)
            labels.append(drawings.labels[i])
    return np.array(found), np.array(labels)


def scribbles():
    """Smooth random lines."""
    random, found = np.random.default_rng(0), []
    for _ in range(SCRIBBLES):
        steps = random.normal(size=(60, 2)).cumsum(axis=0).cumsum(axis=0)
        found.append(digitize(paint(fit([steps], 170, 140))).image)
    return np.array(found)


def shapes(strokes):
    """A shape by an unsteady hand: corners off by some 5% of its height, up to a third wider or narrower,
    turned by up to 12 degrees."""
    random, found = np.random.default_rng(1), []
    for _ in range(SHAPES):
        turn = np.radians(random.uniform(-12, 12))
        way = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
        way[0] *= random.uniform(0.7, 1.3)
        drawn = [(s + random.normal(0, 0.05, np.shape(s))) @ way for s in strokes]
        # Straight from corner to corner, as many points as a hand would leave.
        drawn = [
            np.concatenate([np.linspace(a, b, 12) for a, b in pairwise(s)])
            for s in drawn
        ]
        size, pen = random.uniform(90, 200), int(random.integers(12, 23))
        found.append(digitize(paint(fit(drawn, size, 140), pen=pen)).image)
    return np.array(found)


def others():
    """{kind: (images, what those of them show)} of what is no digit."""
    letters, doodles = Drawings(letters=True), Drawings(DOODLES, letters=True)
    strange, named = images(letters, range(len(letters)))
    held = np.isin(doodles.labels, kinds_held_back(doodles.labels))
    drawn, _ = images(doodles, np.flatnonzero(held))
    return {
        "letters": strange,
        "clear letters": strange[np.isin(named, list(CLEAR))],
        "letter H": strange[named == "H"],
        "doodles of other kinds": drawn,
        **{name: shapes(strokes) for name, strokes in SHAPE.items()},
        "scribbles": scribbles(),
    }


def kinds_held_back(kinds):
    """HELD of the kinds of doodles, by lot."""
    return np.random.default_rng(2).permutation(np.unique(kinds))[:HELD]


def memories():
    """Yields (name, Memory)."""
    data = mnist.load()
    for name in ("draw", "article"):
        network = Network.load(NETWORKS / f"{name}.keras")
        started = time.perf_counter()
        memory = Memory(network, data)
        print(f"{name}: remembers in {time.perf_counter() - started:.1f} s")
        yield name, memory
        if name == "draw":
            doodles = Drawings(DOODLES, letters=True)
            held = set(kinds_held_back(doodles.labels))
            memory.unit = no_digit.trained(memory, data, without=held)
            yield "draw, whose eleventh unit saw 200 kinds of doodles", memory


def report(name, memory, digits, labels, strange):
    probabilities, verdicts = zip(*(answer(memory, image) for image in digits))
    kinds = np.array([verdict.kind for verdict in verdicts])
    right = np.argmax(probabilities, axis=1) == labels
    likeness = memory.likeness(digits)
    print(f"{name}: digits called", end="")
    for kind in ("sure", "torn", "unlike"):
        chosen = kinds == kind
        print(
            f" {kind} {chosen.mean():.1%}, right in {right[chosen].mean():.2%};", end=""
        )
    print()
    for other, shown in strange.items():
        called = [answer(memory, image)[1].kind for image in shown]
        shares = ", ".join(
            f"{k} {called.count(k) / len(called):.0%}"
            for k in ("sure", "torn", "unlike")
        )
        print(
            f"  {other:24s} {shares}; AUROC of likeness {auroc(likeness, memory.likeness(shown)):.3f}"
        )


def answer(memory, image):
    """(probabilities, Verdict) of an image."""
    outputs = [layer[0] for layer in memory.network.activations([image])]
    return outputs[-1], memory.verdict(image, outputs)


def main():
    drawings, strange = Drawings(), others()
    # None that the drawing network, or its eleventh unit, has learned from.
    places = np.flatnonzero(judges(drawings))[::EVERY]
    digits, labels = images(drawings, places)
    for name, memory in memories():
        report(name, memory, digits, labels, strange)


if __name__ == "__main__":
    main()
