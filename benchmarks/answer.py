"""What one answer to a drawing costs the server: the processor's time of each part, on one thread."""

import json
import time
from collections import defaultdict

import numpy as np
from threadpoolctl import threadpool_limits

from mnist_ann import mnist
from mnist_ann.digitize import digitize, photo
from mnist_ann.digitize.ink import ink_of
from mnist_ann.digitize.painter import SIDE, paint
from mnist_ann.errors import Problem
from mnist_ann.evaluation.verdict import Memory
from mnist_ann.network import Network
from mnist_ann.reading.at_work import at_work
from mnist_ann.store.files import NETWORKS
from tools.drawings import CONDITIONS, Drawings, pens

EVERY = 20  # drawings


def main():
    drawings, names = Drawings(), list(CONDITIONS)
    network = Network.load(NETWORKS / "draw.keras")
    memory, spent = Memory(network, mnist.load()), defaultdict(list)

    def timed(part, function, *arguments):
        started = time.thread_time()
        result = function(*arguments)
        spent[part].append(time.thread_time() - started)
        return result

    with threadpool_limits(1):
        for turn, i in enumerate(range(0, len(drawings), EVERY)):
            strokes, side, pen = drawings.placed(i, names[turn % len(names)])
            strokes = pens(strokes, pen)
            try:
                photo.check_one(ink_of(paint(strokes, SIDE, SIDE / side)))
            except Problem:  # a five whose bar stands apart gets no answer
                continue
            canvas = timed("paint", paint, strokes, SIDE, SIDE / side)
            ink = timed("ink", ink_of, canvas)
            timed("check for one digit", photo.check_one, ink)
            image = timed("digitize", digitize, ink).image
            outputs = [
                layer[0] for layer in timed("forward", network.activations, [image])
            ]
            timed("verdict", memory.verdict, image, outputs)
            told = timed("paths", at_work, network, image, outputs)
            timed("JSON", json.dumps, told)
    total = np.sum(list(spent.values()), axis=0)
    for part, seconds in [*spent.items(), ("all (goal: 6 ms)", total)]:
        median, p95 = np.percentile(seconds, [50, 95]) * 1e3
        print(f"{part:22s} median {median:5.2f} ms   p95 {p95:5.2f} ms")


if __name__ == "__main__":
    main()
