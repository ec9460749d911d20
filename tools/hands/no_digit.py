"""Train the eleventh unit of the drawing network: `python -m tools.hands.no_digit`, some minutes.

Digits are MNIST's, and those that the drawing network learned beside them. What is no digit is written by
`others`, and drawn by people: the doodles of `tests/data/doodles_dev.npz`. The drawing network stays as it
is. A judge may leave kinds of doodles out, to see what the unit makes of those.
"""

import contextlib

import numpy as np

from mnist_ann import mnist
from mnist_ann.errors import Problem
from mnist_ann.evaluation import no_digit
from mnist_ann.evaluation.verdict import Memory
from mnist_ann.mnist import normalise
from mnist_ann.network import Dense, Network
from mnist_ann.store.files import NETWORKS
from tools.drawings import CONDITIONS, DOODLES, Drawings
from tools.hands import beside
from tools.hands.others import other
from tools.hands.pen import image_of, written

SEED = 42
WRITTEN = 9_000  # by the program
BRUSHES = 0.1  # of those: much of what is no digit is a blot when written with a brush
RULED = 0.2  # of those, as with a ruler: a square that is one is nearest to a zero
PAINTED = 3  # conditions that each doodle is painted under
UNITS, RATE, EPOCHS, BATCH = 32, 0.15, 15, 64
LOST = 0.015  # so many of MNIST's validation images may be called no digit


def digits(data):
    """Images of digits, uint8 (n, 28, 28): none of those that a Memory compares with for a verdict."""
    return np.concatenate(
        [data.train.images[1::4], beside.people()[0], beside.program()[0]]
    )


def others():
    """Images of what is no digit, by the program: uint8 (n, 28, 28)."""
    random, images = np.random.default_rng((SEED, 2)), []
    while len(images) < WRITTEN:
        try:
            images.append(written(other(random), random, BRUSHES, RULED))
        except Problem:  # only a dot is left of it
            continue
    return np.array(images)


def doodles(without=()):
    """Images of people's doodles, uint8 (n, 28, 28), but for some kinds."""
    drawings, names = Drawings(DOODLES, letters=True), list(CONDITIONS)
    images = []
    for i in range(len(drawings)):
        for turn in range(PAINTED if drawings.labels[i] not in without else 0):
            canvas = drawings.canvas(i, names[(i + turn) % len(names)])
            with contextlib.suppress(Problem):  # some a thick pen fills
                images.append(image_of(canvas))
    return np.array(images)


def train(memory, digits, others, validation):
    """The eleventh unit of a Memory's network: a Network of one hidden layer, by gradient descent.

    digits, others, validation: uint8 (n, 28, 28); the last are digits, too, and set the border.
    """
    images = np.concatenate([digits, others])
    labels = np.repeat([0, 1], [len(digits), len(others)])
    inputs = _seen(memory, images)
    mean, scale = inputs.mean(axis=0), np.maximum(inputs.std(axis=0), 1e-6)
    inputs = (inputs - mean) / scale
    random = np.random.default_rng((SEED, 3))
    unit = Network(
        [
            _layer(random, inputs.shape[1], UNITS, "relu"),
            _layer(random, UNITS, 1, "sigmoid"),
        ]
    )
    for epoch in range(EPOCHS):
        rate = RATE * (1 + np.cos(np.pi * epoch / EPOCHS)) / 2
        order = random.permutation(len(images))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            unit = unit.stepped(inputs[batch], labels[batch], rate)
    first, last = unit.layers
    # The scaling moves into the first layer, and the border to 0 of the last one's sum.
    kernel = first.kernel / scale[:, None]
    first = Dense(kernel, first.bias - mean @ kernel, "relu")
    border = np.quantile(
        Network([first, last]).logits(_seen(memory, validation)), 1 - LOST
    )
    return Network([first, Dense(last.kernel, last.bias - border, "sigmoid")])


def _seen(memory, images):
    images = normalise(images)
    outputs = memory.network.activations(images)
    return no_digit.seen(images, outputs[-2], memory.measures(images, outputs))


def _layer(random, inputs, units, activation):
    """After Glorot and Bengio (2010)."""
    most = np.sqrt(6 / (inputs + units))
    return Dense(
        random.uniform(-most, most, (inputs, units)), np.zeros(units), activation
    )


def trained(memory, data, without=()):
    """The eleventh unit of a Memory's network. without: kinds of doodles that it does not learn."""
    no = np.concatenate([others(), doodles(without)])
    return train(memory, digits(data), no, data.validation.images)


def main():
    data, network = mnist.load(), Network.load(NETWORKS / "draw.keras")
    unit = trained(Memory(network, data), data)
    no_digit.save(NETWORKS / f"draw{no_digit.ENDING}", network, unit)
    print(f"{unit.parameters:,} parameters, for the network {network.fingerprint[:8]}")


if __name__ == "__main__":
    main()
