"""The dispatcher and a real cluster: workers in processes of their own, on a store of their own."""

import dataclasses
import os
import signal
import subprocess
import sys
import time

import numpy as np
import psutil
import pytest

from mnist_ann.errors import Problem
from mnist_ann.jobs.cluster import check_address
from mnist_ann.jobs.dispatcher import Dispatcher
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.settings import settings
from mnist_ann.store.queue import Queue
from mnist_ann.store.runs import Runs
from mnist_ann.store.start import database

TINY = Recipe(hidden=(8,), epochs=200, batch_size=256)


def wait_for(condition, seconds=120):
    """Wait until something is so, and return what it gave."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.05)
    raise AssertionError(f"not so after {seconds} s")


@pytest.fixture(scope="module")
def dispatcher():
    """A dispatcher that serves the store of the settings."""
    dispatcher = Dispatcher()
    dispatcher.start()
    queue = Queue(database())
    try:
        wait_for(lambda: queue.cluster().workers == settings().workers, 300)
        yield dispatcher
    finally:
        processes = cluster(dispatcher)
        dispatcher.close()
    wait_for(lambda: not any(map(alive, processes)), 20)  # nothing is left behind


@pytest.fixture
def runs(dispatcher):
    """The runs of the settings' database, while the dispatcher serves it."""
    return Runs(database())


def cluster(dispatcher):
    """The dispatcher's cluster process and all below it."""
    process = psutil.Process(dispatcher.cluster.process.pid)
    return [process, *process.children(recursive=True)]


def alive(process):
    """Whether a process still runs; one that ended and wasn't asked for its result doesn't."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def workers(dispatcher):
    """The worker processes of the dispatcher's cluster."""
    return [
        process
        for process in cluster(dispatcher)
        if "spawn_main" in " ".join(process.cmdline())
    ]


def test_workers_are_warm_and_step_back(dispatcher):
    queue = Queue(database())
    assert queue.cluster().workers == settings().workers
    assert queue.cluster().epoch_seconds > 0
    for worker in workers(dispatcher):
        assert worker.nice() == 10
        loaded = "\n".join(part.path for part in worker.memory_maps())
        assert "tensorflow" in loaded
        assert "streamlit" not in loaded


def test_a_run_is_trained_and_measured(runs):
    id = runs.create(Recipe(hidden=(8,), epochs=2, batch_size=256), "ada")
    wait_for(lambda: runs.get(id).status == "done")
    run = runs.get(id)
    assert [epoch.epoch for epoch in runs.epochs(id)] == [1, 2]
    assert run.test_accuracy > 0.5
    assert runs.snapshots(id) == [0, 1, 2]


def test_a_stopped_run_resumes_to_the_bits_of_an_uninterrupted_one(runs):
    recipe = Recipe(hidden=(8,), epochs=12, batch_size=256)
    whole = runs.create(recipe, "ada")
    wait_for(lambda: runs.get(whole).status == "done")
    parts = runs.create(recipe, "ada")
    wait_for(lambda: runs.get(parts).epoch >= 3)
    runs.stop(parts, "ada")
    wait_for(lambda: runs.get(parts).status in ("stopped", "done"))
    if runs.get(parts).status == "stopped":
        runs.resume(parts, "ada")
    wait_for(lambda: runs.get(parts).status == "done")
    assert [epoch.epoch for epoch in runs.epochs(parts)] == list(range(1, 13))
    assert same_bits(runs.network(parts), runs.network(whole))


def same_bits(one, other):
    return all(
        np.array_equal(a.kernel, b.kernel) and np.array_equal(a.bias, b.bias)
        for a, b in zip(one.layers, other.layers, strict=True)
    )


def test_a_changed_rate_gives_the_bits_of_a_run_that_had_it_in_its_recipe(runs):
    recipe = Recipe(hidden=(8,), optimizer="adam", images=20_000, epochs=12)
    changed = runs.create(recipe, "ada")
    wait_for(lambda: runs.get(changed).epoch >= 2)
    first = runs.change_rate(changed, "ada", 0.001)
    wait_for(lambda: runs.get(changed).status == "done")
    result = runs.get(changed).recipe
    assert result == dataclasses.replace(recipe, rates=((first, 0.001),))
    whole, without = [runs.create(each, "ada") for each in (result, recipe)]
    wait_for(lambda: runs.get(without).status == "done")
    wait_for(lambda: runs.get(whole).status == "done")
    assert same_bits(runs.network(changed), runs.network(whole))
    assert not same_bits(runs.network(changed), runs.network(without))


def test_a_paused_run_resumes_to_the_bits_of_an_uninterrupted_one(runs):
    recipe = Recipe(
        hidden=(8,), optimizer="momentum", dropout=0.1, shift=1, images=5_000,
        epochs=30, batch_size=64,
    )  # fmt: skip
    parts = runs.create(recipe, "ada")
    wait_for(lambda: runs.get(parts).epoch >= 3)
    runs.pause(parts, "ada")
    wait_for(lambda: runs.get(parts).status == "paused")
    runs.resume(parts, "ada")
    whole = runs.create(recipe, "ada")
    wait_for(lambda: runs.get(parts).status == "done")
    wait_for(lambda: runs.get(whole).status == "done")
    assert runs.get(parts).attempt == 2
    assert same_bits(runs.network(parts), runs.network(whole))


def test_a_killed_worker_loses_nothing(dispatcher, runs):
    id = runs.create(TINY, "ada")
    wait_for(lambda: runs.get(id).epoch >= 2)
    for worker in workers(dispatcher):
        worker.kill()
    reached = runs.get(id).epoch
    wait_for(lambda: runs.get(id).epoch > reached, 300)
    numbers = [epoch.epoch for epoch in runs.epochs(id)]
    assert numbers == list(range(1, len(numbers) + 1))
    runs.stop(id, "ada")
    wait_for(lambda: runs.get(id).status == "stopped")


def test_a_recipe_that_diverges_fails_with_its_sentence(runs):
    id = runs.create(Recipe(hidden=(64,) * 4, learning_rate=10, epochs=3), "ada")
    wait_for(lambda: runs.get(id).status == "failed")
    assert "Lower the learning rate, now 10" in runs.get(id).error


def test_a_killed_server_takes_its_cluster_along(tmp_path):
    environment = os.environ | {"MNIST_ANN_DATA": str(tmp_path)}
    code = "import time; from mnist_ann.jobs.dispatcher import Dispatcher; Dispatcher().start(); time.sleep(600)"
    server = subprocess.Popen([sys.executable, "-c", code], env=environment)
    try:
        below = psutil.Process(server.pid)
        wait_for(lambda: len(below.children(recursive=True)) >= 2)
        children = below.children(recursive=True)
    finally:
        os.kill(server.pid, signal.SIGKILL)
        server.wait()
    wait_for(lambda: not any(map(alive, children)), 30)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("scheduler", "must look like tls://scheduler:8786; 'scheduler' was given"),
        ("tcp://10.0.0.5:8786", "isn't protected by TLS"),
        ("http://127.0.0.1:8786", "must look like"),
    ],
)
def test_a_cluster_that_strangers_could_use_is_refused(address, sentence):
    with pytest.raises(Problem, match=sentence):
        check_address(address)


def test_clusters_on_this_machine_or_with_tls_are_fine():
    check_address("tcp://127.0.0.1:8786")
    check_address("tls://scheduler:8786")
