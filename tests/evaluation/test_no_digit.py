from itertools import pairwise

import numpy as np
import pytest

from mnist_ann.digitize import digitize
from mnist_ann.evaluation import no_digit
from mnist_ann.evaluation.verdict import Memory
from mnist_ann.network import Dense, Network
from mnist_ann.store.files import NETWORKS
from tools.drawings import Drawings, fit, paint
from tools.hands.beside import judges


@pytest.fixture(scope="module")
def memory(data):
    return Memory(Network.load(NETWORKS / "draw.keras"), data)


def lines(*corners):
    """Straight from corner to corner, with as many points as a hand leaves: between two, the brush bends."""
    return np.concatenate([np.linspace(a, b, 15) for a, b in pairwise(corners)])


def verdict(memory, strokes, pen=18):
    image = digitize(
        paint([np.array(stroke, float) for stroke in strokes], pen=pen)
    ).image
    outputs = [layer[0] for layer in memory.network.activations([image])]
    return memory.verdict(image, outputs)


def ring(x, y, radius, start=0.0, end=6.4):
    angles = np.linspace(start, end, 40)
    return [(x + radius * np.cos(a), y + radius * np.sin(a)) for a in angles]


DRAWN = {
    "smiley": [
        ring(140, 140, 90),
        ring(110, 115, 4),
        ring(170, 115, 4),
        ring(140, 145, 45, 0.4, 2.7),
    ],
    "house": [
        lines((70, 230), (70, 130), (210, 130), (210, 230), (70, 230)),
        lines((60, 135), (140, 50), (220, 135)),
    ],
    "H": [
        lines((80, 50), (80, 230)),
        lines((200, 50), (200, 230)),
        lines((80, 140), (200, 140)),
    ],
    "square": [lines((66, 55), (56, 226), (214, 218), (222, 64), (60, 58))],
    "ruled square": [lines((60, 60), (60, 220), (220, 220), (220, 60), (60, 60))],
    "plus": [lines((140, 50), (140, 230)), lines((50, 140), (230, 140))],
}


@pytest.mark.parametrize("name", DRAWN)
def test_what_pupils_draw_first_is_no_digit(memory, name):
    assert verdict(memory, DRAWN[name]).kind == "unlike"


def test_digits_of_people_that_it_never_saw_stay_digits(memory):
    drawings = Drawings()
    kinds = [
        verdict(memory, fit(drawings.strokes(i), 170, 140)).kind
        for i in np.flatnonzero(judges(drawings))[::13]
    ]
    assert np.mean([kind == "sure" for kind in kinds]) > 0.96
    assert np.mean([kind == "unlike" for kind in kinds]) < 0.02


def test_a_thick_brush_writes_a_digit_too(memory):
    drawings = Drawings()
    kinds = [
        verdict(memory, fit(drawings.strokes(i), 120, 140), pen=28).kind
        for i in np.flatnonzero(judges(drawings))[::13]
    ]
    assert np.mean([kind == "unlike" for kind in kinds]) < 0.03


def test_it_belongs_to_the_drawing_network_alone(memory, data):
    assert no_digit.load(memory.network) is not None
    for other in ("article.keras", "linear.keras", "draw/30.keras"):
        assert no_digit.load(Network.load(NETWORKS / other)) is None


def test_what_is_saved_is_what_is_loaded(tmp_path, monkeypatch):
    monkeypatch.setattr(no_digit, "NETWORKS", tmp_path)
    no_digit._units.cache_clear()
    network = Network([Dense([[1.0]], [0], "linear")])
    unit = Network([Dense([[2], [3]], [0], "relu"), Dense([[1]], [-2], "sigmoid")])
    no_digit.save(tmp_path / "some.nodigit.npz", network, unit)
    loaded = no_digit.load(network)
    no_digit._units.cache_clear()
    # relu(2 · 1 + 3 · 0) − 2 = 0, and the sigmoid of 0 is a half.
    assert loaded is not None
    assert loaded.forward(np.array([[1.0, 0.0]])) == 0.5
