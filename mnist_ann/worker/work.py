"""One run, from the store to the store: read the recipe, train, write each epoch."""

import threading

import numpy as np

from mnist_ann import mnist
from mnist_ann.errors import Problem
from mnist_ann.lab import train_on
from mnist_ann.store.attempts import Attempts, GivenUp
from mnist_ann.store.engine import engine
from mnist_ann.store.rows import UnderWay, stretches
from mnist_ann.store.runs import Runs
from mnist_ann.worker import training
from mnist_ann.worker.checkpoint import Checkpoint
from mnist_ann.worker.keras_model import initial, to_network

BEAT = 0.5  # seconds between two heartbeats


def work(id: str, attempt: int) -> None:
    """Train a run that the dispatcher took for this attempt, from its latest checkpoint on.

    Everything it learns goes to the store; nothing is returned. It ends early, and leaves the rest
    to others, when the run is stopped or another attempt owns it.
    """
    attempts = Attempts(engine())
    ended, watched = threading.Event(), Watched()
    threading.Thread(
        target=_beat, args=(attempts, id, attempt, watched, ended), daemon=True
    ).start()
    try:
        _train(attempts, id, attempt, watched)
    except GivenUp:
        pass
    finally:
        ended.set()


class Watched:
    """What the epoch that runs has shown so far; the training leaves it here, the heartbeat tells it."""

    last: tuple[int, np.ndarray, int] | None = None

    def __call__(self, *told) -> None:
        self.last = told

    @property
    def under_way(self) -> UnderWay | None:
        """Means are made when they are told, not while the training waits."""
        if self.last is None:
            return None
        epoch, batch_loss, updates = self.last
        return UnderWay(epoch, stretches(batch_loss, updates))


def _train(attempts, id, attempt, watched):
    try:
        data = mnist.load()
        lesson = Runs(engine()).lesson(id)
        if lesson:
            data = train_on.beside(lesson.digits, data)
        saved, orders = attempts.checkpoint(id), attempts.beat(id, attempt)
        recipe = orders.recipe
        if saved:
            state = Checkpoint.from_bytes(saved)
        else:
            state = initial(recipe, lesson and lesson.network)
            network = to_network(recipe, state.weights)
            attempts.write_start(id, attempt, network)
        results, sent = training.train(recipe, data, state, watched), None
        # A generator computes the next epoch only when asked, so a stop costs one epoch at most.
        while not orders.leave:
            try:
                result = results.send(sent)
            except StopIteration:
                break
            orders = attempts.write_epoch(id, attempt, result)
            sent, state = orders.recipe, result.checkpoint
    except Problem as problem:
        attempts.finish(id, attempt, "failed", error=str(problem))
        return
    status = "done" if state.has_ended(recipe) else orders.leave
    if state.epoch and status in ("done", "stopped"):
        attempts.finish(id, attempt, status, *training.test(recipe, state, data))
    else:
        attempts.finish(id, attempt, status)


def _beat(attempts, id, attempt, watched, ended):
    while not ended.wait(BEAT):
        try:
            attempts.beat(id, attempt, watched.under_way)
        except GivenUp:
            return  # the next write of the training ends it
