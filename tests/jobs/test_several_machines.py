"""The app as it runs on several machines: a database server, a scheduler and a worker of their own."""

import contextlib
import os
import subprocess
import sys
import time

import pytest

from mnist_ann.recipe.recipe import Recipe
from mnist_ann.settings import PROJECT
from mnist_ann.store.engine import connect
from mnist_ann.store.runs import Runs
from tools import served


@contextlib.contextmanager
def process(module, *arguments, **environment):
    """`python -m module` with arguments, until the block ends."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        env=os.environ | environment,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_run_is_trained_by_a_worker_elsewhere_on_a_database_elsewhere(url, tmp_path):
    file = tmp_path / "scheduler.json"
    quiet = ("--dashboard-address", "127.0.0.1:0")
    with contextlib.ExitStack() as stack:
        stack.enter_context(
            process(
                "distributed.cli.dask_scheduler",
                *("--host", "tcp://127.0.0.1:0", "--scheduler-file", str(file), *quiet),
            )
        )
        while not file.exists():
            time.sleep(0.1)
        stack.enter_context(
            process(
                "distributed.cli.dask_worker",
                *("--scheduler-file", str(file), "--nthreads", "1", *quiet),
                *("--host", "127.0.0.1", "--local-directory", str(tmp_path)),
                PYTHONPATH=str(PROJECT),
                MNIST_ANN_DATABASE=url,
            )
        )
        address = file.read_text().split('"address": "')[1].split('"')[0]
        stack.enter_context(
            served.app(MNIST_ANN_DATABASE=url, MNIST_ANN_CLUSTER=address)
        )
        runs = Runs(connect(url))
        recipe = Recipe(hidden=(8,), learning_rate=0.1, epochs=2, images=1_000)
        id = runs.create(recipe, "ada")
        end = time.monotonic() + 300
        while runs.get(id).status != "done" and time.monotonic() < end:
            time.sleep(0.2)
        assert runs.get(id).status == "done"
        assert runs.get(id).test_accuracy > 0.5
        assert [each.epoch for each in runs.epochs(id)] == [1, 2]
