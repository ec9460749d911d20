"""What charts share can be seen and told apart."""

import pytest

from mnist_ann.figures import base
from tools.charts import DARK, LIGHT, contrast


def test_contrast_as_wcag_gives_it():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("ground", [LIGHT, DARK])
def test_marks_stand_out_from_both_grounds(ground):
    for colour in (*base.COLOURS, base.GREY):
        assert contrast(colour, ground) >= 3


def test_seven_series_can_be_told_without_colour():
    # A network has up to four hidden layers and the output; up to six runs are compared.
    for looks in (base.COLOURS, base.SHAPES, base.DASHES):
        assert len(set(map(str, looks))) == 7


@pytest.mark.parametrize("total", [1, 2, 3, 7, 30, 31, 200])
def test_the_axis_of_epochs_has_all_of_them_and_few_numbers(total):
    axis = base.epochs_axis(total).to_dict()
    low, high = axis["scale"]["domain"]
    assert low <= 1 and high >= total
    shown = axis["axis"]["values"]
    assert shown[0] == 1 and shown[-1] <= total and len(shown) <= 7
