"""The matrix's colours: strong enough to be told apart, weak enough to read numbers on."""

import numpy as np
import pytest

from mnist_ann.figures.base import BLUE, VERMILION
from tools.charts import contrast
from ui.components.confusion_matrix.confusion_matrix import STRONGEST


def mixed(colour, share, ground):
    """So much of a colour over a ground, as CSS mixes them."""
    parts = [[int(each[i : i + 2], 16) for i in (1, 3, 5)] for each in (colour, ground)]
    found = np.round(np.average(parts, axis=0, weights=[share, 1 - share])).astype(int)
    return "#" + "".join(f"{part:02x}" for part in found)


@pytest.mark.parametrize("colour", [BLUE, VERMILION])
@pytest.mark.parametrize(
    ("ground", "ink"), [("#ffffff", "#000000"), ("#171614", "#ffffff")]
)
def test_numbers_can_be_read_on_every_strength(colour, ground, ink):
    for share in np.linspace(0, STRONGEST, 20):
        assert contrast(mixed(colour, share, ground), ink) >= 4.5
    # More is farther from the page's ground.
    assert contrast(mixed(colour, STRONGEST, ground), ground) >= 2.5
