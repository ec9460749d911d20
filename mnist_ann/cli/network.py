"""The network that a command is told to use."""

import sys
from pathlib import Path

from mnist_ann import mnist
from mnist_ann.evaluation.pixels import for_pixels_to_one
from mnist_ann.evaluation.scores import check_reads_digits
from mnist_ann.network import Network


def read_network(path: Path) -> Network:
    """The Network of a file. What was changed to read it is said on stderr. Raises Problem if it can't be
    read, or reads no digits."""
    network = Network.load(path)
    check_reads_digits(network)
    network = for_pixels_to_one(network, mnist.load())
    for note in network.notes:
        print(note, file=sys.stderr)
    return network
