"""Charts of the data set count every image."""

import numpy as np

from mnist_ann.figures import dataset
from tools.charts import rows


def test_split_blocks_fill_the_whole_width():
    chart = dataset.split_blocks(
        {"Training": 55_000, "Validation": 5_000, "Test": 10_000}
    )
    scale = chart.to_dict()["encoding"]["x"]["scale"]
    assert scale == {"domain": [0, 70_000], "nice": False}  # no room beyond the last
    assert [row["images"] for row in rows(chart)] == [55_000, 5_000, 10_000]


def test_class_counts_show_each_digit_of_each_split():
    counts = {"Training": np.arange(10), "Test": np.arange(10, 20)}
    shown = rows(dataset.class_counts(counts))
    assert [row["images"] for row in shown] == list(range(20))
