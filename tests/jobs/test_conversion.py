"""TFLite for the pages: made by another process, kept, and said when it fails."""

import sys
import time

import numpy as np
import pytest

from mnist_ann.errors import Problem
from mnist_ann.jobs import conversion
from mnist_ann.network import Dense, Network


def network(seed):
    random = np.random.default_rng(seed)
    return Network(
        [Dense(random.normal(size=(784, 10)) / 9, random.normal(size=10), "softmax")]
    )


def waited(given, seconds=120):
    """The Conversion of a network when nothing works at it any more."""
    end = time.monotonic() + seconds
    while (found := conversion.look(given)).making:
        assert time.monotonic() < end
        time.sleep(0.05)
    return found


def test_a_file_is_made_once_predicts_the_same_and_takes_the_place_of_the_oldest(
    monkeypatch,
):
    import tensorflow as tf

    monkeypatch.setattr(conversion, "KEPT", 1)
    folder = conversion._folder()
    (folder / "old.tflite").write_bytes(b"")
    given = network(1)
    assert conversion.look(given) == conversion.Conversion()
    conversion.start(given)
    assert conversion.look(given).making
    file = waited(given).file
    interpreter = tf.lite.Interpreter(model_path=str(file))
    image = np.random.default_rng(0).random((1, 28, 28), np.float32)
    interpreter.allocate_tensors()
    interpreter.set_tensor(interpreter.get_input_details()[0]["index"], image)
    interpreter.invoke()
    answer = interpreter.get_tensor(interpreter.get_output_details()[0]["index"])
    assert np.abs(answer - given.forward(image)).max() < 1e-5
    made = file.stat().st_mtime_ns
    conversion.start(given)
    assert not conversion.look(given).making
    assert file.stat().st_mtime_ns == made
    assert list(folder.iterdir()) == [
        file
    ]  # the old one is gone, and no half a file is left


def test_a_process_that_fails_is_said_in_a_sentence_and_can_be_tried_again(monkeypatch):
    given = network(2)
    monkeypatch.setattr(sys, "executable", "/bin/false")
    conversion.start(given)
    assert "could not be converted" in waited(given).error
    conversion.start(given)
    assert waited(given).file is None


def test_too_many_at_once_are_refused(monkeypatch):
    monkeypatch.setattr(conversion, "MOST_WAITING", 0)
    with pytest.raises(Problem, match="Try again in a minute"):
        conversion.start(network(3))
