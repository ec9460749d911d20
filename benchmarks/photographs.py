"""How many photographs of a digit on paper are read right, by what else they show.

The digits are drawn by people (`tools/drawings.py`), the photographs painted by `tools/photographs.py`,
which shares no step with what reads them. Refused: a sentence says why there is no answer. Beside them,
what the network makes of the same drawings on the canvas: what it misreads there, no photograph mends.
No network learned from the people who drew them. At last, how long it takes until a sentence refuses a
white picture, from the file's bytes on.
"""

import collections
import io
import time

import numpy as np
import pandas as pd
from PIL import Image

from mnist_ann import mnist
from mnist_ann.digitize import digitize, photo
from mnist_ann.digitize.picture_file import read_picture
from mnist_ann.errors import Problem
from mnist_ann.evaluation.verdict import Memory
from mnist_ann.network import Network
from mnist_ann.reading.reading import read
from mnist_ann.store.files import NETWORKS
from tools.drawings import Drawings
from tools.hands.beside import judges
from tools.photographs import AROUND, as_jpeg, photograph, varied

EACH = 20  # photographs of a scene
WHITE = (
    ("PNG", 2_000, 2_000),
    ("PNG", 3_000_000, 1),
    ("PNG", 5_000, 5_000),
    ("PNG", 20_000, 20_000),
    ("JPEG", 4_000, 3_000),
    ("JPEG", 9_000, 9_000),
)
ROUNDS = 10
KINDS = ("right, sure", "right, unsure", "wrong, unsure", "refused", "wrong, sure")


def pictures(drawings):
    """Yields (scene's name, place of the drawing, the JPEG's bytes)."""
    places = np.flatnonzero(judges(drawings))
    for number, name in enumerate(AROUND):
        for turn in range(EACH):
            seed = 100 * turn + number
            random = np.random.default_rng((seed, 5))
            place, quality = (
                int(random.choice(places)),
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


def refused(content):
    """Seconds of work until a picture is refused."""
    started = time.process_time()
    try:
        photo.drawing(read_picture(content))
    except Problem:
        return time.process_time() - started
    raise AssertionError("a digit was found in a white picture")


def white():
    for form, width, height in WHITE:
        file = io.BytesIO()
        Image.new("RGB", (width, height), "white").save(file, form)
        seconds = [refused(file.getvalue()) for _ in range(ROUNDS)]
        size = f"{form}, {width:,} x {height:,}"
        print(f"{size:24s} median {np.median(seconds) * 1e3:4.0f} ms   (goal: 100 ms)")


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
    white()


if __name__ == "__main__":
    main()
