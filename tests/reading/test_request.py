import json

import numpy as np
import pytest

from mnist_ann.digitize import digitize
from mnist_ann.errors import Problem
from mnist_ann.evaluation.verdict import Memory
from mnist_ann.network import Network
from mnist_ann.reading.request import answer, asked
from mnist_ann.store.files import NETWORKS
from tools.drawings import paint, pens
from tools.pens import strokes_of


@pytest.fixture(scope="module")
def memory(data):
    return Memory(Network.load(NETWORKS / "draw.keras"), data)


def body(strokes, **more):
    return json.dumps(
        {"strokes": [each.to_json() for each in pens(strokes)], **more}
    ).encode()


def test_the_answer_is_the_networks_to_the_digitized_drawing(memory):
    strokes = strokes_of(3)
    answered = json.loads(json.dumps(answer(asked(body(strokes)), memory)))
    image = digitize(paint(strokes)).image
    outputs = memory.network.activations([image])
    assert answered["digit"] == 3
    assert answered["verdict"] == "sure"
    assert answered["title"] == "This is a 3"
    np.testing.assert_array_equal(answered["image"], np.round(image * 255))
    np.testing.assert_allclose(answered["probabilities"], outputs[-1][0], atol=1e-6)
    for told, output in zip(answered["layers"], outputs[:-1], strict=True):
        np.testing.assert_allclose(told, output[0], atol=1e-4)
    assert [len(layer) for layer in answered["paths"]] == [28, 28, 28]
    assert {target for _, target, _ in answered["paths"][-1]} == {3}
    assert answered["nearest"] == []


def test_the_nearest_training_images_are_told_when_asked_for(memory, data):
    found = answer(asked(body(strokes_of(3), nearest=8)), memory)["nearest"]
    assert len(found) == 8
    for each in found:
        assert each["label"] == data.train.labels[each["place"]]
    assert [each["label"] for each in found].count(3) >= 7


def test_a_canvas_of_another_size_gets_the_same_answer(memory):
    small = answer(asked(body(strokes_of(3))), memory)
    twice = pens([2 * stroke for stroke in strokes_of(3)], pen=36)
    sent = {"side": 560, "strokes": [each.to_json() for each in twice]}
    assert answer(asked(json.dumps(sent).encode()), memory) == small


@pytest.mark.parametrize(
    "strokes, sentence",
    [
        ([], "Draw a digit first"),
        ([np.array([[140.0, 140.0]])], "only a dot"),
        ([np.array([[x, 60.0], [x, 220.0]]) for x in (90.0, 190.0)], "2 digits"),
    ],
)
def test_what_is_no_one_digit_gets_a_sentence_and_no_answer(memory, strokes, sentence):
    answered = answer(asked(body(strokes)), memory)
    assert answered["verdict"] == "none"
    assert sentence in answered["sentence"]
    assert answered["digit"] is answered["probabilities"] is answered["image"] is None


def test_a_number_has_an_answer_for_each_digit(memory):
    halves = [
        (stroke - 140) * 0.5 + [140 + shift, 140]
        for digit, shift in ((4, -70), (2, 70))
        for stroke in strokes_of(digit)
    ]
    answered = answer(asked(body(halves)), memory)
    assert answered["verdict"] == "none" and answered["digit"] is None
    assert answered["title"] == "42"
    assert [each["digit"] for each in answered["digits"]] == [4, 2]
    for each in answered["digits"]:
        image = np.array(each["image"]) / np.float32(255)
        expected = memory.network.forward([image])[0]
        np.testing.assert_allclose(each["probabilities"], expected, atol=1e-5)


@pytest.mark.parametrize(
    "sent, sentence",
    [
        (b"", "This is no drawing"),
        (b"{", "This is no drawing"),
        (b"[" * 60_000, "This is no drawing"),
        (b"{}", "strokes: Field required"),
        (b'{"strokes": 7}', "strokes: "),
        (b'{"strokes": [{"width": 18, "points": []}]}', "strokes.0.points: "),
        (b'{"strokes": [{"width": 18, "points": [[1]]}]}', "strokes.0.points.0."),
        (b'{"strokes": [{"width": 18, "points": [[1, NaN]]}]}', "points.0.1: "),
        (b'{"strokes": [{"width": 18, "points": [[1, 1e400]]}]}', "points.0.1: "),
        (b'{"strokes": [{"width": -1, "points": [[1, 2]]}]}', "strokes.0.width: "),
        (b'{"strokes": [], "side": 5}', "side: "),
        (b'{"strokes": [], "epoch": -1}', "epoch: "),
        (b'{"strokes": [], "network": ["draw"]}', "network: "),
        (b'{"strokes": [], "nearest": 60000}', "nearest: "),
        (body([np.ones((5_001, 2))]), "too long to follow"),
    ],
)
def test_what_is_no_question_is_said_in_a_sentence(sent, sentence):
    with pytest.raises(Problem) as refused:
        asked(sent)
    assert sentence in str(refused.value)
    assert str(refused.value).endswith(".")
