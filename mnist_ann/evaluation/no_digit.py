"""An eleventh unit: how surely the drawing network looks at no digit.

The network has ten outputs, and one of them must be large, whatever it is shown. This small network beside
it reads the pixels, the last hidden layer and how like a digit they are, and has one output, "no digit". It
learned from digits, and from letters, shapes and doodles (`tools/hands/no_digit.py`), while the network
itself stayed as it was.
"""

import functools
from pathlib import Path

import numpy as np

from mnist_ann.network import Dense, Network

NETWORKS = Path(__file__).parents[1] / "networks"
ENDING = ".nodigit.npz"


def load(network: Network) -> Network | None:
    """The eleventh unit of a network, or None: each belongs to the one whose fingerprint it names.

    Its inputs are those of `seen`, its output the probability that the image is no digit.
    """
    return _units().get(network.fingerprint)


def seen(images: np.ndarray, hidden: np.ndarray, measures: np.ndarray) -> np.ndarray:
    """What the eleventh unit reads, float32 (n, pixels + units + measures).

    images: floats (n, 28, 28), 0 to 1. hidden: what the network's last layer reads, (n, units). measures:
    how like a digit the images are, (n, measures), as `verdict.Memory` takes them.
    """
    pixels = np.reshape(images, (len(images), -1))
    return np.hstack([pixels, hidden, measures]).astype(np.float32)


def save(path: Path, network: Network, unit: Network) -> None:
    """Write the eleventh unit of a network beside it."""
    arrays = {
        f"{name}_{number}": getattr(layer, name)
        for number, layer in enumerate(unit.layers)
        for name in ("kernel", "bias", "activation")
    }
    np.savez_compressed(path, fingerprint=network.fingerprint, **arrays)


@functools.cache
def _units():
    """{fingerprint: the eleventh unit} of all networks that have one."""
    found = {}
    for path in NETWORKS.glob(f"*{ENDING}"):
        with np.load(path, allow_pickle=False) as file:
            layers = [
                Dense(
                    file[f"kernel_{number}"],
                    file[f"bias_{number}"],
                    str(file[f"activation_{number}"]),
                )
                for number in range(sum(name.startswith("kernel") for name in file))
            ]
            found[str(file["fingerprint"])] = Network(layers)
    return found
