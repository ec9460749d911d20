"""Colours of maps, and units' charts show what they were given."""

import numpy as np
import pytest

from mnist_ann.figures import layers
from tools.charts import DARK, LIGHT, contrast, rows


def test_a_unit_has_a_bar_for_each_digit():
    shown = rows(layers.on_by_digit(np.linspace(0, 0.9, 10)))
    assert [row["digit"] for row in shown] == list("0123456789")
    assert shown[3]["share"] == pytest.approx(0.3)


@pytest.mark.parametrize("ground", [LIGHT, DARK])
def test_the_ten_colours_stand_out_from_both_grounds(ground):
    for colour in layers.PALETTE:
        assert contrast(colour, ground) >= 3
    assert len(set(layers.PALETTE)) == 10
