"""Does it notice what is no digit? Letters and scribbles against digits that people drew.

AUROC: how often a digit scores higher than something else, if one of each is drawn by lot. Some
letters are written like a digit; CLEAR are those that nobody takes for one.
"""

import time

import numpy as np
import pandas as pd

from mnist_ann import mnist
from mnist_ann.digitize import digitize
from mnist_ann.evaluation.verdict import SURE, Memory
from mnist_ann.network import Network
from mnist_ann.store.files import NETWORKS
from tools.drawings import CONDITIONS, Drawings, fit, paint

EVERY = 5  # drawings of digits
CLEAR = "AEFHKMNRTWXfkmntwx"
SCRIBBLES = 300


def auroc(digits, others):
    """Mann and Whitney (1947)."""
    ranks = pd.Series(np.concatenate([digits, others])).rank().to_numpy()
    n, m = len(digits), len(others)
    return (ranks[:n].sum() - n * (n + 1) / 2) / (n * m)


def images(drawings, places):
    names = list(CONDITIONS)
    return np.array(
        [digitize(drawings.canvas(i, names[i % len(names)])).image for i in places]
    )


def scribbles():
    """Smooth random lines."""
    random, found = np.random.default_rng(0), []
    for _ in range(SCRIBBLES):
        steps = random.normal(size=(60, 2)).cumsum(axis=0).cumsum(axis=0)
        found.append(digitize(paint(fit([steps], 170, 140))).image)
    return np.array(found)


def main():
    drawings, letters = Drawings(), Drawings(letters=True)
    digits = images(drawings, range(0, len(drawings), EVERY))
    labels = drawings.labels[::EVERY]
    others = {
        "letters": (strange := images(letters, range(len(letters)))),
        "clear letters": strange[np.isin(letters.labels, list(CLEAR))],
        "scribbles": scribbles(),
    }
    for name in ("draw", "article"):
        network = Network.load(NETWORKS / f"{name}.keras")
        started = time.perf_counter()
        memory = Memory(network, mnist.load())
        print(f"{name}: remembers in {time.perf_counter() - started:.1f} s")
        likeness = memory.likeness(digits)
        probabilities = network.forward(digits)
        for kind, shown in others.items():
            ours = auroc(likeness, memory.likeness(shown))
            softmax = auroc(
                probabilities.max(axis=1), network.forward(shown).max(axis=1)
            )
            unlike = (memory.likeness(shown) < 0).mean()
            print(
                f"  {kind:22s} AUROC {ours:.3f} (greatest probability {softmax:.3f}); "
                f"called like no digit: {unlike:.0%}"
            )
        right = probabilities.argmax(axis=1) == labels
        passed = likeness >= 0
        sure = passed & (probabilities.max(axis=1) >= SURE)
        torn = passed & ~sure
        print(
            f"  digits: sure {sure.mean():.1%}, right in {right[sure].mean():.1%}; torn "
            f"{torn.mean():.1%}, right in {right[torn].mean():.1%}; called like no digit "
            f"{(~passed).mean():.1%}"
        )
        seconds = []
        for image in digits[:200]:
            started = time.perf_counter()
            memory.verdict(image)
            seconds.append(time.perf_counter() - started)
        median, p95 = np.percentile(seconds, [50, 95]) * 1e3
        print(f"  a verdict: median {median:.1f} ms, p95 {p95:.1f} ms (goal: 10 ms)")


if __name__ == "__main__":
    main()
