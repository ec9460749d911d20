"""The log read back with TensorFlow, which checks each record's checksums."""

import io
import zipfile

import pytest
import tensorflow as tf
from tensorflow.core.util import event_pb2

from mnist_ann.export.event_file import to_event_files
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.rows import Epoch

# More than 127 epochs, so that a step takes two bytes.
EPOCHS = [Epoch(n, 1 / n, 1 - 1 / n, 2 / n, 1 - 2 / n, 0.5) for n in range(1, 151)]
RECIPE = Recipe(epochs=150, learning_rate=0.1, schedule="cosine")


def read(path):
    """{(tag, step): (value, time)} of an event file."""
    found = {}
    for record in tf.data.TFRecordDataset(str(path)):
        event = event_pb2.Event.FromString(record.numpy())
        for value in event.summary.value:
            found[value.tag, event.step] = value.simple_value, event.wall_time
    return found


@pytest.fixture(scope="module")
def logs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("logs")
    archive = zipfile.ZipFile(io.BytesIO(to_event_files(RECIPE, EPOCHS)))
    archive.extractall(folder)
    return folder


def test_every_number_of_every_epoch_is_there(logs):
    for folder, prefix in (("train", ""), ("validation", "val_")):
        (path,) = (logs / folder).glob("*tfevents*")
        found = read(path)
        for epoch in EPOCHS:
            for measure in ("loss", "accuracy"):
                value, time = found[f"epoch_{measure}", epoch.epoch]
                assert value == pytest.approx(getattr(epoch, prefix + measure))
                assert time == pytest.approx(0.5 * epoch.epoch)


def test_the_learning_rate_is_that_of_each_epoch(logs):
    (path,) = (logs / "train").glob("*tfevents*")
    found = read(path)
    assert found["epoch_learning_rate", 1][0] == pytest.approx(0.1)
    # Half way down the cosine.
    assert found["epoch_learning_rate", 76][0] == pytest.approx(0.05)


def test_it_begins_as_tensorboard_expects(logs):
    (path,) = (logs / "validation").glob("*tfevents*")
    first = next(iter(tf.data.TFRecordDataset(str(path))))
    assert event_pb2.Event.FromString(first.numpy()).file_version == "brain.Event:2"
