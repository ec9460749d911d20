"""How many photographs of a digit on paper are read right, by what else they show.

The digits are drawn by people (`tools/drawings.py`), the photographs painted by `tools/photographs.py`,
which shares no step with what reads them. Refused: a sentence says why there is no answer. Beside them,
what the network makes of the same drawings on the canvas: what it misreads there, no photograph mends.
"""

import collections
import time

import numpy as np
import pandas as pd

from mnist_ann import mnist
from mnist_ann.digitize import digitize, photo
from mnist_ann.digitize.picture_file import read_picture
from mnist_ann.errors import Problem
from mnist_ann.evaluation.verdict import Memory
from mnist_ann.network import Network
from mnist_ann.reading.reading import read
from mnist_ann.store.files import NETWORKS
from tools.drawings import Drawings
from tools.photographs import AROUND, as_jpeg, photograph, varied

EACH = 20  # photographs of a scene
KINDS = ("right, sure", "right, unsure", "wrong, unsure", "refused", "wrong, sure")


def pictures(drawings, each=EACH):
    """Yields (scene's name, place of the drawing, the JPEG's bytes)."""
    for number, name in enumerate(AROUND):
        for turn in range(each):
            seed = 100 * turn + number
            random = np.random.default_rng((seed, 5))
            place, quality = (
                int(random.integers(len(drawings))),
                random.integers(60, 92),
            )
            picture = photograph([drawings.strokes(place)], varied(name, seed), seed)
            yield name, place, as_jpeg(picture, int(quality))


def kind(memory, label, make, *given):
    """What comes of the drawing that `make` makes: one of KINDS."""
    try:
        verdict = read(digitize(make(*given)), memory).verdict
    except Problem:
        return "refused"
    right = "right" if verdict.first == label else "wrong"
    return f"{right}, {'sure' if verdict.kind == 'sure' else 'unsure'}"


def main():
    drawings, seconds = Drawings(), []
    memory = Memory(Network.load(NETWORKS / "draw.keras"), mnist.load())
    table = collections.defaultdict(collections.Counter)
    for name, place, content in pictures(drawings):
        label = drawings.labels[place]
        picture = read_picture(content)
        started = time.process_time()
        table[name][kind(memory, label, photo.drawing, picture)] += 1
        seconds.append(time.process_time() - started)
        canvas = drawings.canvas(place, "usual")
        table["(on the canvas)"][kind(memory, label, np.asarray, canvas)] += 1
    rows = pd.DataFrame(table).T.reindex(columns=KINDS).fillna(0).astype(int)
    total = rows.drop(index="(on the canvas)").sum()
    rows.loc["all photographs"] = total
    print(rows.to_string())
    count = total.sum()
    print(
        f"right, or said to be doubtful: {1 - total['wrong, sure'] / count:.1%} (goal: 95%); "
        f"wrong and sure: {total['wrong, sure'] / count:.1%} (goal: at most 1%)"
    )
    median, p95 = np.percentile(seconds, [50, 95]) * 1e3
    print(
        f"found, digitized and judged: median {median:.0f} ms, p95 {p95:.0f} ms (goal: 300)"
    )


if __name__ == "__main__":
    main()
