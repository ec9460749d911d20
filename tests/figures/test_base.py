"""Charts show the numbers they were given, in colours that can be seen."""

import numpy as np
import pytest

from mnist_ann.figures import base
from tests.figures.seen import DARK, LIGHT, contrast, rows


def test_contrast_as_wcag_gives_it():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("ground", [LIGHT, DARK])
def test_marks_stand_out_from_both_grounds(ground):
    for colour in (base.BLUE, base.VERMILION, base.GREEN, base.GREY):
        assert contrast(colour, ground) >= 3


def test_probability_bars_show_ten_probabilities_and_one_winner():
    probabilities = np.full(10, 0.02, np.float32)
    probabilities[4] = 0.82
    shown = rows(base.probability_bars(probabilities))
    assert [row["digit"] for row in shown] == list("0123456789")
    assert [row["probability"] for row in shown] == pytest.approx(list(probabilities))
    assert [row["digit"] for row in shown if row["wins"]] == ["4"]


def test_a_tie_has_one_winner():
    shown = rows(base.probability_bars([0.5, 0.5, 0, 0, 0, 0, 0, 0, 0, 0]))
    assert sum(row["wins"] for row in shown) == 1


def test_split_blocks_fill_the_whole_width():
    chart = base.split_blocks({"Training": 55_000, "Validation": 5_000, "Test": 10_000})
    scale = chart.to_dict()["encoding"]["x"]["scale"]
    assert scale == {"domain": [0, 70_000], "nice": False}  # no room beyond the last
    assert [row["images"] for row in rows(chart)] == [55_000, 5_000, 10_000]


def test_class_counts_show_each_digit_of_each_split():
    counts = {"Training": np.arange(10), "Test": np.arange(10, 20)}
    shown = rows(base.class_counts(counts))
    assert [row["images"] for row in shown] == list(range(20))
