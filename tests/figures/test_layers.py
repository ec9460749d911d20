"""Maps and units' charts show what they were given."""

import numpy as np
import pytest

from mnist_ann.explain.maps import fit
from mnist_ann.figures import layers
from tools.charts import DARK, LIGHT, contrast, rows

POINTS = np.random.default_rng(1).normal(size=(40, 5)).astype(np.float32)
AXES = fit(POINTS)
REACH = np.array([[-3.0, 3.0], [-2.0, 2.0]])


def test_each_image_is_written_as_its_label_at_its_place():
    labels = np.arange(40) % 10
    places = AXES.place(POINTS)
    shown = rows(layers.layer_map(places, labels, AXES, REACH))
    assert [row["digit"] for row in shown] == [str(label) for label in labels]
    np.testing.assert_allclose([row["x"] for row in shown], places[:, 0], atol=0.006)


def test_the_axes_show_the_same_whatever_the_epoch():
    def domains(places):
        chart = layers.layer_map(places, np.zeros(40, int), AXES, REACH).to_dict()
        return [chart["encoding"][axis]["scale"]["domain"] for axis in "xy"]

    early, late = 0.1 * AXES.place(POINTS), AXES.place(POINTS)
    assert domains(early) == domains(late) == REACH.tolist()


def test_a_drawing_is_marked_at_its_place():
    chart = layers.layer_map(
        AXES.place(POINTS), np.zeros(40, int), AXES, REACH, drawing=(1.5, -0.5)
    )
    marked = [row for row in rows(chart) if "digit" not in row]
    assert (1.5, -0.5) in [(row["x"], row["y"]) for row in marked]


def test_a_unit_has_a_bar_for_each_digit():
    shown = rows(layers.on_by_digit(np.linspace(0, 0.9, 10)))
    assert [row["digit"] for row in shown] == list("0123456789")
    assert shown[3]["share"] == pytest.approx(0.3)


@pytest.mark.parametrize("ground", [LIGHT, DARK])
def test_the_ten_colours_stand_out_from_both_grounds(ground):
    for colour in layers.PALETTE:
        assert contrast(colour, ground) >= 3
    assert len(set(layers.PALETTE)) == 10
