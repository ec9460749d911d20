import io
from dataclasses import fields

import pandas as pd

from mnist_ann.export.epochs_csv import to_csv
from mnist_ann.store.rows import Epoch
from mnist_ann.store.runs import Runs
from mnist_ann.store.start import database


def test_pandas_reads_the_very_numbers_of_the_run():
    epochs = Runs(database()).epochs("article")
    table = pd.read_csv(io.BytesIO(to_csv(epochs)))
    assert list(table) == [field.name for field in fields(Epoch)]
    assert table["epoch"].tolist() == list(range(1, 31))
    for name in ("loss", "accuracy", "val_loss", "val_accuracy", "seconds"):
        assert table[name].tolist() == [getattr(epoch, name) for epoch in epochs]
