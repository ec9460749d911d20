"""How many digits that people drew are read right, by three ways to make 28 × 28 of a drawing.

Each of the 2,716 drawings by the 21 people that no network learned from meets one of the six conditions of
`tools/drawings.py`. The ways: the whole canvas made smaller; MNIST's recipe as it is published (crop, scale
into 20 × 20, centre of mass); and `digitize`.
"""

import time

import numpy as np
import pandas as pd
from PIL import Image

from mnist_ann.digitize import digitize
from mnist_ann.evaluation.scores import Scores
from mnist_ann.network import Network
from mnist_ann.store.files import NETWORKS
from tools.drawings import CONDITIONS, Drawings
from tools.hands.beside import judges


def naive(canvas):
    """The whole canvas made smaller."""
    small = Image.fromarray(canvas[..., 0]).resize((28, 28), Image.Resampling.BILINEAR)
    return np.asarray(small, np.float32) / 255


def published(canvas):
    """MNIST's recipe: crop, scale into 20 × 20 with anti-aliasing, centre of mass to the centre."""
    ink = canvas[..., 0]
    rows, columns = (np.flatnonzero((ink >= 128).any(axis=axis)) for axis in (1, 0))
    crop = Image.fromarray(ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1])
    scale = 20 / max(crop.size)
    crop = crop.resize(
        [max(1, round(side * scale)) for side in crop.size], Image.Resampling.LANCZOS
    )
    small = np.asarray(crop, np.float32) / 255
    height, width = small.shape
    top = 14 - small.sum(axis=1) @ np.arange(height) / small.sum()
    left = 14 - small.sum(axis=0) @ np.arange(width) / small.sum()
    top, left = (
        min(max(round(top), 0), 28 - height),
        min(max(round(left), 0), 28 - width),
    )
    image = np.zeros((28, 28), np.float32)
    image[top : top + height, left : left + width] = small
    return image


def ours(canvas):
    return digitize(canvas).image


WAYS = {"whole canvas": naive, "MNIST's recipe": published, "digitize": ours}


def shares(right, writers, sources, conditions):
    """What share was read right, by name: of all, of each set and condition, the mean over the
    writers, and of the tenth of the writers that is hardest to read."""
    of_each = np.sort([right[writers == w].mean() for w in set(writers)])
    return (
        {"all": right.mean()}
        | {s: right[sources == s].mean() for s in sorted(set(sources))}
        | {c: right[conditions == c].mean() for c in CONDITIONS}
        | {"mean of the writers": of_each.mean()}
        | {"hardest writers": of_each[: len(of_each) // 10].mean()}
    )


def main():
    drawings, seconds = Drawings(), []
    chosen, names = np.flatnonzero(judges(drawings)), list(CONDITIONS)
    conditions = np.array([names[i % len(names)] for i in chosen])
    images = {way: [] for way in WAYS}
    for i, condition in zip(chosen, conditions):
        canvas = drawings.canvas(i, condition)
        for way, make in WAYS.items():
            started = time.perf_counter()
            images[way].append(make(canvas))
            if make is ours:
                seconds.append(time.perf_counter() - started)
    labels, table, errors = drawings.labels[chosen], {}, {}
    groups = drawings.writers[chosen], drawings.sources[chosen], conditions
    for name in ("article", "draw"):
        network = Network.load(NETWORKS / f"{name}.keras")
        for way in WAYS:
            probabilities = network.forward(images[way])
            right = probabilities.argmax(axis=1) == labels
            table[f"{name}, {way}"] = shares(right, *groups)
        # The last way is ours.
        errors[name] = Scores(probabilities, labels).calibration_error(15)
    print(pd.DataFrame(table).map("{:.1%}".format).to_string())
    for name, error in errors.items():
        print(f"{name}: calibration error {error:.2%} in 15 bins (goal for draw: 0.6%)")
    median, p95 = np.percentile(seconds, [50, 95]) * 1e3
    print(f"digitize: median {median:.1f} ms, p95 {p95:.1f} ms (goal: p95 below 10 ms)")


if __name__ == "__main__":
    main()
