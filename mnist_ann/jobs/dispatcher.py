"""The dispatcher: takes runs from the store's queue and has the cluster's workers train them.

The database owns the queue; Dask only executes, always in other processes (see `cluster`).
"""

import logging
import threading
import time

from mnist_ann.jobs.cluster import Cluster
from mnist_ann.store.queue import Queue
from mnist_ann.store.start import database

TICK = 0.1  # seconds between two looks at the queue: well below what a person notices
REPORT = 2.0  # seconds between two looks at the workers

log = logging.getLogger(__name__)


class Dispatcher:
    """A thread that keeps the workers busy while the app runs. Call `start`, then `close`.

    Raises Problem if the database can't be used, or strangers could use the cluster.
    """

    def __init__(self) -> None:
        self.cluster = Cluster()
        self._queue = Queue(database())
        self._closing = threading.Event()
        self._thread = threading.Thread(
            target=self._run, name="dispatcher", daemon=True
        )
        self._futures, self._warming = {}, {}

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """End the thread and the cluster of our own; runs that train go on at the next start."""
        self._closing.set()
        self._thread.join(timeout=15)

    def _run(self):
        while not self._closing.is_set():
            try:
                self._serve(self.cluster.connect())
            except Exception:
                # Whatever happened to the cluster, the queue is in the store: start anew.
                log.exception("The cluster was lost; starting again.")
                self._closing.wait(1)
            finally:
                self._futures.clear()
                self._warming.clear()
                self.cluster.close()

    def _serve(self, client):
        reported, ready = 0.0, 0
        while not self._closing.wait(TICK):
            self.cluster.check()
            if time.monotonic() - reported > REPORT:
                reported, ready = time.monotonic(), self._warm_workers(client)
                self._queue.report(workers=ready)
                for id, attempt in self._queue.lost():
                    self._queue.requeue(id, attempt)
            while self._queue.waiting() and (taken := self._queue.take(ready)):
                self._submit(client, *taken)
            self._collect()

    def _warm_workers(self, client):
        """How many workers are warm. One that is new, at the start or in place of one that died,
        is warmed up first; workers without this project never get warm, and the log says why."""
        addresses = client.nthreads()
        for address in addresses:
            if address not in self._warming:
                self._warming[address] = client.submit(
                    _warm_up, key=f"warm-{address}", workers=[address], pure=False
                )
                self._warming[address].add_done_callback(_log_failure)
        self._warming = {address: self._warming[address] for address in addresses}
        return sum(future.status == "finished" for future in self._warming.values())

    def _submit(self, client, id, attempt):
        self._futures[id, attempt] = client.submit(
            _work, id, attempt, key=f"{id}-{attempt}", pure=False, retries=0
        )

    def _collect(self):
        """Let go of what ended. A worker that died gives its run back to the queue at once."""
        for (id, attempt), future in list(self._futures.items()):
            if future.done():
                del self._futures[id, attempt]
                if future.status != "finished":
                    log.error("Run %s, attempt %d: %r", id, attempt, future.exception())
                    self._queue.requeue(id, attempt)


def _warm_up():
    """`warm_up`, imported by the worker that runs it: here it would load TensorFlow."""
    from mnist_ann.worker.warm import warm_up

    warm_up()


def _log_failure(future):
    if future.status == "error":
        log.error("A worker can't be used: %r", future.exception())


def _work(id, attempt):
    """`work`, imported by the worker that runs it: here it would load TensorFlow."""
    from mnist_ann.worker.work import work

    work(id, attempt)
