"""The dispatcher: takes runs from the store's queue and has the cluster's workers train them.

The database owns the queue; Dask only executes. The cluster is always another process: one of our own
(`python -m mnist_ann cluster`, which ends when its standard input closes), or an existing one.
"""

import logging
import os
import subprocess
import sys
import threading
import time
from urllib.parse import urlsplit

import dask
from distributed import Client, LocalCluster, Security

from mnist_ann.errors import Problem
from mnist_ann.settings import PROJECT, settings
from mnist_ann.store.runs import open_store

TICK = 0.1  # seconds between two looks at the queue: well below what a person notices
REPORT = 2.0  # seconds between two looks at the workers
PATIENCE = 120  # seconds that a cluster may need to start

log = logging.getLogger(__name__)

# No HTTP server with Dask's dashboard, and no second try of its own: the store's queue does that.
DASK = {
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.scheduler.allowed-failures": 0,
    "distributed.admin.log-format": "%(message)s",
}


def check_address(address):
    """Raises Problem for a cluster address that strangers on the network could use."""
    parts = urlsplit(address)
    if parts.scheme not in ("tcp", "tls") or not parts.hostname or not parts.port:
        raise Problem(
            f"MNIST_ANN_CLUSTER must look like tls://scheduler:8786; {address!r} was given."
        )
    local = parts.hostname in ("127.0.0.1", "localhost", "::1")
    if parts.scheme == "tcp" and not local:
        raise Problem(
            f"The cluster at {address} isn't protected by TLS: whoever reaches its port can run "
            "code on it. Give it certificates and use tls://, or a scheduler on this machine."
        )


class Dispatcher:
    """A thread that keeps the workers busy while the app runs. Call `start`, then `close`."""

    def __init__(self):
        if settings().cluster:
            check_address(settings().cluster)
        self._store = open_store()
        self._closing = threading.Event()
        self._thread = threading.Thread(
            target=self._run, name="dispatcher", daemon=True
        )
        self._process = self._client = None
        self._futures, self._warming = {}, {}

    def start(self):
        self._thread.start()

    def close(self):
        """End the thread and the cluster of our own; runs that train go on at the next start."""
        self._closing.set()
        self._thread.join(timeout=15)

    def _run(self):
        while not self._closing.is_set():
            try:
                self._connect()
                self._serve()
            except Exception:
                # Whatever happened to the cluster, the queue is in the store: start anew.
                log.exception("The cluster was lost; starting again.")
                self._closing.wait(1)
            finally:
                self._disconnect()

    def _connect(self):
        address = settings().cluster or self._start_process()
        self._client = Client(address, security=Security(), timeout=PATIENCE)

    def _start_process(self):
        self._process = subprocess.Popen(
            [sys.executable, "-m", "mnist_ann", "cluster"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=PROJECT,
            start_new_session=True,  # Ctrl-C reaches the server alone, which then closes us
        )
        address = self._process.stdout.readline().strip()
        if not address:
            raise RuntimeError("the cluster process ended before it named its address")
        return address

    def _serve(self):
        reported, ready = 0.0, 0
        while not self._closing.wait(TICK):
            if self._process and self._process.poll() is not None:
                raise RuntimeError("the cluster process ended")
            if time.monotonic() - reported > REPORT:
                reported, ready = time.monotonic(), self._warm_workers()
                self._store.report(workers=ready)
                for id, attempt in self._store.lost():
                    self._store.requeue(id, attempt)
            while self._store.waiting() and (taken := self._store.take(ready)):
                self._submit(*taken)
            self._collect()

    def _warm_workers(self):
        """How many workers are warm. One that is new, at the start or in place of one that died,
        is warmed up first; workers without this project never get warm, and the log says why."""
        addresses = self._client.nthreads()
        for address in addresses:
            if address not in self._warming:
                self._warming[address] = self._client.submit(
                    _warm_up, key=f"warm-{address}", workers=[address], pure=False
                )
                self._warming[address].add_done_callback(_log_failure)
        self._warming = {address: self._warming[address] for address in addresses}
        return sum(future.status == "finished" for future in self._warming.values())

    def _submit(self, id, attempt):
        self._futures[id, attempt] = self._client.submit(
            _work, id, attempt, key=f"{id}-{attempt}", pure=False, retries=0
        )

    def _collect(self):
        """Let go of what ended. A worker that died gives its run back to the queue at once."""
        for (id, attempt), future in list(self._futures.items()):
            if future.done():
                del self._futures[id, attempt]
                if future.status != "finished":
                    log.error("Run %s, attempt %d: %r", id, attempt, future.exception())
                    self._store.requeue(id, attempt)

    def _disconnect(self):
        self._futures.clear()
        self._warming.clear()
        if self._client:
            self._client.close(timeout=2)
        if self._process:
            self._process.stdin.close()
            try:
                self._process.wait(timeout=12)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._client = self._process = None


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


def serve_cluster():
    """The cluster process: workers on this machine until standard input closes.

    Prints the scheduler's address, reachable from this machine only, as its one line.
    """
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(10)  # inherited by the workers: pages stay quick while they train
    dask.config.set(DASK)
    cluster = LocalCluster(
        n_workers=settings().workers,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        silence_logs=logging.ERROR,
        memory_limit=0,
    )
    print(cluster.scheduler_address, flush=True)
    sys.stdin.read()
    cluster.close(timeout=8)
