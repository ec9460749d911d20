"""How good is good: simple ways to read a digit, and published ones, to set a network beside."""

from dataclasses import dataclass

import numpy as np

from mnist_ann.browse import mean_images
from mnist_ann.evaluation.scores import chunks


@dataclass(frozen=True)
class Rung:
    """A way to read digits, and what share of the 10,000 test images it reads right, 0 to 1:
    from `low` to `high`, which differ where a range was published."""

    name: str
    low: float
    high: float
    source: str

    @property
    def text(self):
        """The share as a person writes it."""
        low, high = f"{self.low:.2%}", f"{self.high:.2%}"
        return low if low == high else f"{low} to {high}"


# LeCun, Bottou, Bengio and Haffner: Gradient-based learning applied to document recognition.
# Proceedings of the IEEE 86 (1998): 0.95% mistakes, 0.8% when it also trained on warped images.
CONVOLUTIONAL = Rung(
    "LeNet-5, convolutional",
    0.9905,
    0.992,
    "published: LeCun and others (1998)",
)


def without_a_network(train, test):
    """The Rungs that need no training, measured. train, test: Splits of MNIST."""
    most = np.bincount(train.labels, minlength=10).argmax()
    return [
        _measured("Guessing at random", 0.1, "one in ten"),
        _measured(f"Always {most}, the most frequent", np.mean(test.labels == most)),
        _measured(
            "Nearest of ten mean images",
            np.mean(nearest_mean(train, test.images) == test.labels),
        ),
    ]


def nearest_mean(train, images):
    """Each image's digit by the mean training image that is nearest, ints (n,).

    images: uint8 (n, 28, 28). Near is the least sum of squared differences of the pixels.
    """
    means = mean_images(train).reshape(10, -1).astype(np.float32)
    half = (means**2).sum(axis=1) / 2
    # |x - m|² = |x|² - 2 (x · m - |m|² / 2), and |x|² is the same for every digit.
    return np.concatenate(
        [
            (part.reshape(len(part), -1) @ means.T - half).argmax(axis=1)
            for part in chunks(images)
        ]
    )


def _measured(name, share, source="measured here"):
    return Rung(name, float(share), float(share), source)
