"""Charts of an answer show its ten probabilities."""

import numpy as np
import pytest

from mnist_ann.figures import answers
from tools.charts import rows


def test_probability_bars_show_ten_probabilities_and_one_winner():
    probabilities = np.full(10, 0.02, np.float32)
    probabilities[4] = 0.82
    shown = rows(answers.probability_bars(probabilities))
    assert [row["digit"] for row in shown] == list("0123456789")
    assert [row["probability"] for row in shown] == pytest.approx(list(probabilities))
    assert [row["digit"] for row in shown if row["wins"]] == ["4"]


def test_a_tie_has_one_winner():
    shown = rows(answers.probability_bars([0.5, 0.5, 0, 0, 0, 0, 0, 0, 0, 0]))
    assert sum(row["wins"] for row in shown) == 1


def test_answers_have_a_column_for_each_epoch():
    table = answers.answers_table({0: [0.1] * 10, 3: [0.0] * 9 + [1.0]})
    assert len(table) == 20
    assert table[table["probability"] == 1].values.tolist() == [[3, "9", 1.0]]
    assert answers.answers_spec()["encoding"]["x"]["field"] == "epoch"
