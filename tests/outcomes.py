"""Runs with numbers that a test chose."""

from datetime import UTC, datetime

from mnist_ann.lab.sweep import Outcome
from mnist_ann.store.runs import Epoch, Run


def outcome(recipe, accuracies, test=None, status="done"):
    """An Outcome with these validation accuracies, an epoch each."""
    run = Run(
        id="x", name="", note="", recipe=recipe, visitor="ada", experiment=None, parent=None,
        parent_epoch=None, archived=False, created=datetime.now(UTC), status=status,
        epoch=len(accuracies), attempt=1, leave="", test_loss=None, test_accuracy=test, error=None,
    )  # fmt: skip
    epochs = [
        Epoch(number, 0.5, 0.5, 0.5, accuracy, 0.1 * number)
        for number, accuracy in enumerate(accuracies, 1)
    ]
    return Outcome(run, epochs)
