"""From 0 to 1, or from 0 to 255: which pixels a network from a file has learned from."""

import dataclasses

import numpy as np

from mnist_ann.evaluation.scores import accuracy
from mnist_ann.mnist import Mnist
from mnist_ann.network import Dense, Network

EVERY = 10  # of the validation images
# A share of the images: so many more are read with the other pixels. Networks that learned from 0 to 1
# hardly lose any, those that learned from 0 to 255 lose a third or more.
CLEAR = 0.05
MULTIPLIED = "It seems to have learned from pixels of 0 to 255: they are multiplied by 255 for it here."


def for_pixels_to_one(network: Network, data: Mnist) -> Network:
    """A Network that takes pixels from 0 to 1, as all here do.

    It is the same one, unless that reads images of 0 to 255 clearly better; then its first weights are
    multiplied by 255, and its notes say so.
    """
    images, labels = data.validation.images[::EVERY], data.validation.labels[::EVERY]
    first, *others = network.layers
    kernel = first.kernel * np.float32(255)
    if not np.isfinite(kernel).all():
        return network
    multiplied = dataclasses.replace(
        network,
        layers=[Dense(kernel, first.bias, first.activation), *others],
        notes=(*network.notes, MULTIPLIED),
    )
    gain = accuracy(multiplied, images, labels) - accuracy(network, images, labels)
    return multiplied if gain > CLEAR else network
