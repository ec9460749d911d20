"""Runs for tests: with numbers that a test chose, and trained here and now."""

import gc
from dataclasses import dataclass
from datetime import UTC, datetime

from mnist_ann.lab.outcomes import Outcome
from mnist_ann.network import Dense, Network
from mnist_ann.store.queue import Queue
from mnist_ann.store.rows import Epoch, Run
from mnist_ann.store.start import database


def outcome(recipe, accuracies, test=None, status="done"):
    """An Outcome with these validation accuracies, an epoch each."""
    run = Run(
        id="x", name="", note="", recipe=recipe, visitor="ada", experiment=None, parent=None,
        parent_epoch=None, archived=False, created=datetime.now(UTC), status=status,
        epoch=len(accuracies), attempt=1, leave="", under_way=None, test_loss=None, test_accuracy=test, error=None,
    )  # fmt: skip
    epochs = [
        Epoch(number, 0.5, 0.5, 0.5, accuracy, 0.1 * number)
        for number, accuracy in enumerate(accuracies, 1)
    ]
    return Outcome(run, epochs)


@dataclass(frozen=True)
class State:
    content: bytes

    def to_bytes(self):
        return self.content


@dataclass(frozen=True)
class Result:
    """What training yields, with a network whose single weight is the epoch's number."""

    epoch: int
    loss: float = 0.5
    accuracy: float = 0.8
    val_loss: float = 0.4
    val_accuracy: float = 0.9
    end_loss: float = 0.3
    end_accuracy: float = 0.85
    seconds: float = 0.1
    batch_loss: tuple = (2.0, 1.0, 0.5)
    gradients: tuple = (0.1, 0.2)
    dead: tuple = (0.0,)

    @property
    def network(self):
        return Network([Dense([[self.epoch]], [0], "linear")])

    @property
    def checkpoint(self):
        return State(f"after {self.epoch}".encode())


def weight(network):
    """The number that a network of `Result` holds."""
    return float(network.layers[0].kernel[0, 0])


def trained(id):
    """Train a run of the settings' store here and now, as a worker would."""
    from mnist_ann.worker.work import work  # TensorFlow, which few tests need

    # Where Keras is loaded, Streamlit clears its session after each script, and that looks for garbage: among
    # TensorFlow's half a million objects, which stay, ten times as long as most pages take.
    gc.freeze()
    taken = attempt = None
    while taken != id:  # other tests may have left runs that wait
        taken, attempt = Queue(database()).take(workers=1_000)
    work(id, attempt)
