"""What the units of a network respond to, over many images."""

from dataclasses import dataclass

import numpy as np

from mnist_ann.evaluation.scores import chunks

TOP = 12  # images kept for each unit

# A unit counts as on above the middle of what its activation can give; a softmax unit gives a
# probability, and is on where its digit is the more probable half.
ON_ABOVE = {"relu": 0.0, "tanh": 0.0, "linear": 0.0, "sigmoid": 0.5, "softmax": 0.5}


@dataclass(frozen=True, eq=False)
class Survey:
    """What one layer's units did over many images.

    on: float (units, 10), the share of each digit's images that a unit is on for, 0 to 1.
    share: float (units,), the same over all images. top: ints (units, TOP), the images that drive a
    unit most, the strongest first. drive: float32 (units, TOP), its activation for each of them.
    """

    on: np.ndarray
    share: np.ndarray
    top: np.ndarray
    drive: np.ndarray

    @property
    def dead(self):
        """The units that are never on, ints. Whatever they learned, nobody hears of it."""
        return np.flatnonzero(self.share == 0)


def survey(network, images, labels):
    """A Survey for each layer. images: uint8 (n, 28, 28), n at least TOP. labels: (n,), 0 to 9."""
    found = [_Counting(layer) for layer in network.layers]
    start = 0
    for part in chunks(images):
        for counting, outputs in zip(found, network.activations(part)):
            counting.add(outputs, labels[start : start + len(part)], start)
        start += len(part)
    counts = np.bincount(labels, minlength=10)
    return [counting.survey(counts) for counting in found]


class _Counting:
    """What is known of a layer so far, the top images in no order; the activations themselves would take 16 MB and more."""

    def __init__(self, layer):
        units = len(layer.bias)
        self.border = ON_ABOVE[layer.activation]
        self.on = np.zeros((units, 10))
        self.top = np.empty((units, 0), int)
        self.drive = np.empty((units, 0), np.float32)

    def add(self, outputs, labels, start):
        """outputs: float32 (n, units) of the images from `start` on."""
        self.on += (outputs > self.border).T.astype(np.float32) @ np.eye(10)[labels]
        places = np.broadcast_to(start + np.arange(len(outputs)), outputs.T.shape)
        drive = np.hstack([self.drive, outputs.T])
        places = np.hstack([self.top, places])
        most = min(TOP, drive.shape[1]) - 1
        order = np.argpartition(-drive, most, axis=1)[:, :TOP]
        self.drive = np.take_along_axis(drive, order, axis=1)
        self.top = np.take_along_axis(places, order, axis=1)

    def survey(self, counts):
        order = np.argsort(-self.drive, axis=1, kind="stable")
        top = np.take_along_axis(self.top, order, axis=1)
        drive = np.take_along_axis(self.drive, order, axis=1)
        share = self.on.sum(axis=1) / counts.sum()
        on = self.on / np.maximum(counts, 1)
        return Survey(on, share, top, drive)
