"""What training goes on from, and what each epoch gave: plain arrays and numbers, without TensorFlow."""

import io
import math
from dataclasses import dataclass

import numpy as np

from mnist_ann.network import Network


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """Everything that the next epoch starts from: all variables of the model and the optimizer, and
    for early stopping the best validation loss and for how many epochs it has not been beaten."""

    epoch: int
    weights: list
    optimizer: list
    best: float = math.inf
    waited: int = 0

    def to_bytes(self):
        arrays = {f"weights_{i}": array for i, array in enumerate(self.weights)}
        arrays |= {f"optimizer_{i}": array for i, array in enumerate(self.optimizer)}
        output = io.BytesIO()
        numbers = {"epoch": self.epoch, "best": self.best, "waited": self.waited}
        np.savez(output, **numbers, **arrays)
        return output.getvalue()

    @classmethod
    def from_bytes(cls, content):
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            weights = [file[f"weights_{i}"] for i in range(_count(file, "weights"))]
            optimizer = [
                file[f"optimizer_{i}"] for i in range(_count(file, "optimizer"))
            ]
            numbers = int(file["epoch"]), float(file["best"]), int(file["waited"])
        return cls(numbers[0], weights, optimizer, *numbers[1:])

    def has_ended(self, recipe):
        """Whether a recipe trains no further: after its last epoch, or early."""
        early = recipe.patience and self.waited >= recipe.patience
        return self.epoch >= recipe.epochs or bool(early)


def _count(file, prefix):
    return sum(name.startswith(prefix) for name in file.files)


@dataclass(frozen=True, eq=False)
class EpochResult:
    """What one epoch gave. Losses in nats, with the L2 penalty as in Keras; accuracies 0 to 1;
    seconds of training without what is measured at the epoch's end.

    `loss` and `accuracy` are means over the epoch, taken while the weights moved, as Keras shows
    them. Measured at its end are `val_loss` and `val_accuracy`, and on the first 5,000 training
    images, as they are and without dropout, `end_loss`, `end_accuracy`, `gradients`: the Euclidean
    length of the loss's gradient by each layer's kernel, and `dead`: the share of units of each
    hidden layer that give the same output for every image. `batch_loss`: float32 (updates,), the mean
    loss of each batch.
    """

    epoch: int
    loss: float
    accuracy: float
    val_loss: float
    val_accuracy: float
    end_loss: float
    end_accuracy: float
    seconds: float
    batch_loss: np.ndarray
    gradients: tuple
    dead: tuple
    network: Network
    checkpoint: Checkpoint
