"""The cluster whose workers train: a process of our own beside the app, or one that exists already.

Never the web process itself: its workers would run `app.py` again, each with all of Streamlit.
"""

import logging
import os
import signal
import subprocess
import sys
from urllib.parse import urlsplit

import dask.config
from distributed import Client, LocalCluster, Security

from mnist_ann.errors import Problem
from mnist_ann.settings import PROJECT, settings

PATIENCE = 120  # seconds that a cluster may need to start

# No HTTP server with Dask's dashboard, and no second try of its own: the store's queue does that.
DASK = {
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.scheduler.allowed-failures": 0,
    "distributed.admin.log-format": "%(message)s",
}


def check_address(address: str) -> None:
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


class Cluster:
    """A connection to the cluster of the settings, or to a process of our own. Call `connect`, then
    `close`; both any number of times. client: Dask's. process: our own, or None.

    Raises Problem if the settings name an address that strangers could use.
    """

    def __init__(self) -> None:
        if settings().cluster:
            check_address(settings().cluster)
        self.process: subprocess.Popen | None = None
        self.client: Client | None = None

    def connect(self) -> Client:
        """Connect, and start the process first if it is to be our own."""
        address = settings().cluster or self._start()
        self.client = Client(address, security=Security(), timeout=PATIENCE)
        return self.client

    def check(self) -> None:
        """Raises RuntimeError if our own process has ended."""
        if self.process and self.process.poll() is not None:
            raise RuntimeError("the cluster process ended")

    def close(self) -> None:
        """Disconnect, and end the process if it is our own."""
        if self.client:
            self.client.close(timeout=2)
        if self.process:
            assert self.process.stdin
            self.process.stdin.close()
            try:
                self.process.wait(timeout=12)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.client = self.process = None

    def _start(self):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mnist_ann", "cluster"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=PROJECT,
            # The folder may have been named as seen from where the app was started.
            env=os.environ | {"MNIST_ANN_DATA": str(settings().folder.resolve())},
            start_new_session=True,  # Ctrl-C reaches the server alone, which then closes us
        )
        assert self.process.stdout
        address = self.process.stdout.readline().strip()
        if not address:
            raise RuntimeError("the cluster process ended before it named its address")
        return address


def serve() -> None:
    """The process itself: workers on this machine until standard input closes.

    Prints the scheduler's address, reachable from this machine only, as its one line.
    """
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
