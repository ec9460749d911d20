"""What is looked at anew after each epoch of a run: twelve test images, the first layer's weights."""

import numpy as np

from mnist_ann.figures.heat import heat

# Places of test images, in the order of their digits. The article's run reads three of them right from
# its first epoch on, seven only later, two never: a 4 that looks like a 2, a 6 that looks like a 0.
TWELVE = (3, 2, 362, 1062, 33, 247, 8, 445, 0, 898, 233, 193)

MOST_TILES = 24
COLUMNS = 8
GAP = 1  # weights' width between two tiles


def read(network, images):
    """(digits, ints (n,); how sure the network is of each, floats (n,), 0 to 1)."""
    probabilities = network.forward(images)
    return probabilities.argmax(axis=1), probabilities.max(axis=1)


def since(answers, digit):
    """The first of the last epochs that all gave this digit, or None if the last one didn't.

    answers: {epoch: ten probabilities}, in order.

    >>> since({0: [0.9, 0.1], 1: [0.2, 0.8], 2: [0.1, 0.9]}, 1)
    1
    """
    first = None
    for epoch in reversed(answers):
        if int(np.argmax(answers[epoch])) != digit:
            break
        first = epoch
    return first


def weight_tiles(kernel, width=704):
    """The weights of a first layer's first units as one picture, a tile of 28 × 28 for each, in rows of
    COLUMNS; and how far from 0 full strength is.

    kernel: float32 (784, units), or how one changed. width: of the picture, in pixels, about. All
    tiles have the same scale: full strength is what 1% of the numbers shown exceed. The picture has
    64 colours, which a browser gets in 35 kB, not 130.
    """
    tiles = kernel[:, :MOST_TILES].T.reshape(-1, 28, 28)
    most = float(np.quantile(np.abs(tiles), 0.99)) or 1.0
    side = 28 + GAP
    columns = min(COLUMNS, len(tiles))
    rows = -(-len(tiles) // columns)
    wall = np.zeros((rows * side - GAP, columns * side - GAP), np.float32)
    for place, tile in enumerate(tiles):
        row, column = divmod(place, columns)
        wall[row * side :, column * side :][:28, :28] = tile
    return heat(wall, width * columns // COLUMNS, most).quantize(64), most
