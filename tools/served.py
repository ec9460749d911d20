"""The real app on a port of its own, and a real Chromium in front of it."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

PROJECT = Path(__file__).parent.parent
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextlib.contextmanager
def app(data=None, **environment):
    """Serve the app; yields a Server. data: the data folder, a temporary one by default.

    environment: more variables, such as MNIST_ANN_WORKERS="1".
    """
    with contextlib.ExitStack() as stack:
        data = data or stack.enter_context(tempfile.TemporaryDirectory())
        server = Server(data, environment)
        server.start()
        stack.callback(server.stop)
        yield server


class Server:
    """The app's process. `url`: its address. `stop` and `start` again keep the data and the port."""

    def __init__(self, data, environment):
        self.data = Path(data)
        self.log = self.data / "server.log"
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self._environment = os.environ | {"MNIST_ANN_DATA": str(data)} | environment
        self._process = None

    def start(self, seconds=180):
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        with self.log.open("a") as log:
            self._process = subprocess.Popen(
                [*command, "--server.port", str(self.port)],
                cwd=PROJECT,
                env=self._environment,
                stdout=log,
                stderr=log,
            )
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            with contextlib.suppress(OSError, urllib.error.URLError):
                urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1)
                return
            time.sleep(0.1)
        raise RuntimeError(f"The app didn't start:\n{self.log.read_text()}")

    @property
    def process(self) -> subprocess.Popen:
        """Of the app, once it was started."""
        assert self._process, "not started"
        return self._process

    @property
    def pid(self) -> int:
        return self.process.pid

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self):
        """End it without a word, as a crash or a power cut would."""
        self.process.kill()
        self.process.wait()

    def engine(self):
        """The engine of the database that it writes."""
        from mnist_ann.store.engine import engine

        return engine(f"sqlite:///{self.data / 'mnist_ann.db'}")

    def runs(self):
        """The Runs that it has."""
        from mnist_ann.store.runs import Runs

        return Runs(self.engine())

    def queue(self):
        """Its Queue."""
        from mnist_ann.store.queue import Queue

        return Queue(self.engine())

    def wait_until_warm(self, seconds=300):
        """Wait until all its workers are ready."""
        workers = int(self._environment.get("MNIST_ANN_WORKERS") or os.cpu_count() or 1)
        end = time.monotonic() + seconds
        while self.queue().cluster().workers < workers:
            if time.monotonic() > end:
                raise RuntimeError(f"No workers came:\n{self.log.read_text()}")
            time.sleep(0.2)


@contextlib.contextmanager
def chromium():
    """A headless Chromium: the one on the PATH, else Playwright's own."""
    from playwright.sync_api import sync_playwright

    found = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
