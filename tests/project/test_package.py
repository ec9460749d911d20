"""The package as someone has it who knows nothing of the checkout: from a wheel, run elsewhere."""

import contextlib
import json
import os
import re
import subprocess
import sys
import sysconfig
import time
import urllib.request
import venv

import pytest
from PIL import Image

from mnist_ann.settings import PROJECT
from mnist_ann.store.engine import engine
from mnist_ann.store.queue import Queue
from tools import served

FROM_WHERE = """
import json, sys
from mnist_ann.settings import PROJECT

sys.path.insert(0, str(PROJECT))
from streamlit.testing.v1 import AppTest

at = AppTest.from_file(str(PROJECT / "pages" / "navigation.py"), default_timeout=1200).run()
assert not at.exception
files = {name: getattr(module, "__file__", None) for name, module in sys.modules.items()}
ours = ("mnist_ann", "ui", "server")
print(json.dumps([[title.value for title in at.title],
    [file for name, file in files.items() if file and name.split(".")[0] in ours]]))
"""


class Installed:
    """An environment with the package in it, and a folder and a home of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.home = folder / "home"
        self.home.mkdir()
        self.bin = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
        ours = ("MNIST_ANN_", "PYTHON", "XDG_", "OPENBLAS")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
        self.environment = kept | {"HOME": str(self.home), "MNIST_ANN_WORKERS": "1"}

    def start(self, command, *words, **options):
        return subprocess.Popen(
            [str(self.bin / command), *map(str, words)],
            cwd=self.home,
            env=self.environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            **options,
        )

    def run(self, command, *words):
        """What it printed. Fails if it failed."""
        process = self.start(command, *words)
        printed, _ = process.communicate(timeout=300)
        assert process.returncode == 0, printed
        return printed


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The package, built as a wheel and installed into an environment that has its dependencies only."""
    installed = Installed(tmp_path_factory.mktemp("installed"))
    wheels, environment = installed.folder / "wheels", installed.folder / "env"
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", wheels]
    subprocess.run(build, cwd=PROJECT, check=True, capture_output=True)
    venv.create(environment)
    paths = {"base": str(environment), "platbase": str(environment)}
    packages = sysconfig.get_path("purelib", "venv", paths)
    (wheel,) = wheels.iterdir()
    python = ["--python", installed.bin / "python"]
    install = [
        sys.executable,
        "-m",
        "pip",
        *python,
        "install",
        "--no-deps",
        "--no-index",
    ]
    subprocess.run([*install, wheel], check=True, capture_output=True)
    # The dependencies are those of the tests: to install them anew takes minutes.
    dependencies = sysconfig.get_path("purelib")
    with open(os.path.join(packages, "dependencies.pth"), "w") as file:
        file.write(dependencies)
    return installed


def test_it_brings_a_command_that_says_what_it_can_do(installed):
    printed = installed.run("mnist-ann", "--help")
    for command in ("serve", "train", "evaluate", "predict", "export"):
        assert re.search(rf"\b{command}\b", printed)
    assert "cluster" not in printed


def test_it_reads_a_digit(installed, data):
    picture = installed.home / "digit.png"
    Image.fromarray(data.x_test[0]).resize((280, 280)).save(picture)
    answer = json.loads(installed.run("mnist-ann", "predict", picture, "--json"))
    assert answer["digit"] == 7


def test_its_pages_are_its_own(installed):
    printed = installed.run("python", "-c", FROM_WHERE)
    titles, files = json.loads(printed.splitlines()[-1])
    assert titles == ["Draw a digit"]
    assert files
    for file in files:
        assert file.startswith(str(installed.folder)), file


def test_it_serves_the_app_and_keeps_its_data_where_a_user_has_data(installed):
    port = served.free_port()
    with _served(installed, port) as process:
        page = _answer(f"http://localhost:{port}/", process)
        (script,) = re.findall(r'src="\./(static/js/index\.[^"]+\.js)"', page)
        assert _answer(f"http://localhost:{port}/{script}", process)
        assert _answer(f"http://localhost:{port}/_stcore/health", process) == "ok"
        (database,) = installed.home.rglob("mnist_ann.db")
        queue = Queue(engine(f"sqlite:///{database}"))
        end = time.monotonic() + 300
        while not queue.cluster().workers:  # a worker loads TensorFlow first
            assert time.monotonic() < end
            time.sleep(0.2)
    printed = process.stdout.read()
    assert f"MNIST ANN: http://localhost:{port}" in printed
    assert "Traceback" not in printed
    # With the settings that lie beside the app.
    assert "usage statistics" not in printed


@contextlib.contextmanager
def _served(installed, port):
    process = installed.start("mnist-ann", "serve", "--port", port)
    yield process
    process.terminate()
    process.wait(60)


def _answer(url, process, seconds=120):
    """What is served at an address, with status 200, as soon as somebody answers."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(url, timeout=5) as response,
        ):
            return response.read().decode()
        time.sleep(0.1)
    raise AssertionError(f"Nobody answers at {url}.")
