"""Files with bytes changed at random: a network comes out, or a sentence, never anything else."""

import io
import zipfile

import numpy as np
import pytest

from mnist_ann.errors import Problem
from mnist_ann.keras_file import apart
from mnist_ann.keras_file.container import CONFIG, WEIGHTS
from mnist_ann.network import Dense, Network
from mnist_ann.settings import PROJECT

KERAS2 = PROJECT / "tests" / "data" / "keras2"
FILES = {
    "written here": Network([Dense(np.ones((4, 3)), np.zeros(3), "softmax")]).to_bytes,
    "Keras 2": (KERAS2 / "keras215_functional.keras").read_bytes,
}
TIMES = 1_670  # for each of both files and of three parts: 10,000 in all


def mutated(content, random):
    """One to sixteen bytes changed near each other, or a part cut out."""
    changed = bytearray(content)
    if random.random() < 0.1:
        start, length = random.integers(len(content)), random.integers(1, 400)
        del changed[start : start + length]
        return bytes(changed)
    around = random.integers(len(content))
    for _ in range(random.integers(1, 17)):
        place = (around + int(random.normal(0, 40))) % len(content)
        changed[place] = random.choice([0, 1, 255, random.integers(256)])
    return bytes(changed)


def with_part_mutated(content, part, random):
    """The zip packed anew, so that it says nothing of the change."""
    output = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(output, "w") as new,
    ):
        for name in old.namelist():
            inside = old.read(name)
            new.writestr(name, mutated(inside, random) if name == part else inside)
    return output.getvalue()


@pytest.mark.parametrize("part", [None, CONFIG, WEIGHTS], ids=["zip", "layers", "arrays"])  # fmt: skip
@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_a_network_or_a_problem(name, part):
    content, random, read = FILES[name](), np.random.default_rng(0), 0
    for _ in range(TIMES):
        if part:
            changed = with_part_mutated(content, part, random)
        else:
            changed = mutated(content, random)
        try:
            network = Network.load(changed)
        except Problem as problem:
            assert str(problem).endswith((".", ")."))
        else:
            assert all(np.isfinite(layer.kernel).all() for layer in network.layers)
            read += 1
    assert read < TIMES


def test_a_changed_h5_file_is_a_network_or_a_problem():
    """Few: each is read in a process of its own."""
    content, random = (KERAS2 / "keras215_nested.h5").read_bytes(), np.random.default_rng(0)  # fmt: skip
    for _ in range(12):
        try:
            Network.load(mutated(content, random))
        except Problem as problem:
            assert str(problem).endswith((".", ")."))


def test_an_h5_file_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 0.01)
    with pytest.raises(Problem, match="took too long"):
        Network.load((KERAS2 / "keras215_nested.h5").read_bytes())
