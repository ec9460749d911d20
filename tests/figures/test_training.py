"""Charts of a run show its numbers, in place, from its first epoch on."""

import math

import pytest

from mnist_ann.figures import training as charts
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.rows import Epoch, Insight
from tests.figures.seen import DARK, LIGHT, contrast


def run_of(epochs, measured=True):
    return [
        Epoch(n, 1 / n, 1 - 0.5 / n, 1.1 / n, 1 - 0.6 / n, 0.7)
        if not measured
        else Epoch(n, 1 / n, 1 - 0.5 / n, 1.1 / n, 1 - 0.6 / n, 0.7, 0.9 / n, 1 - 0.4 / n)
        for n in range(1, epochs + 1)
    ]  # fmt: skip


def scales(spec, channel):
    """The scale of a channel in each layer of a chart that has one."""
    layers = spec.get("layer", [spec])
    return [part["encoding"][channel]["scale"] for part in layers if channel in part["encoding"]]  # fmt: skip


@pytest.mark.parametrize("ground", [LIGHT, DARK])
def test_lines_stand_out_from_both_grounds(ground):
    for colour in charts.LAYERS:
        assert contrast(colour, ground) >= 3


def test_every_series_and_layer_can_be_told_without_colour():
    for column in zip(*charts.STYLES.values()):
        assert len(set(map(str, column))) == len(charts.STYLES)
    # A network has up to four hidden layers and the output.
    for kinds in (charts.LAYERS, charts.SHAPES, charts.DASHES):
        assert len(set(map(str, kinds[:5]))) == 5


@pytest.mark.parametrize("total", [1, 2, 30, 200])
@pytest.mark.parametrize("measure", ["accuracy", "loss"])
def test_curves_have_the_whole_runs_axis_from_the_first_epoch(measure, total):
    for scale in scales(charts.curve_spec(measure, total, True), "x"):
        low, high = scale["domain"]
        assert low <= 1 and high >= total


def test_curves_show_every_number_once():
    (epoch,) = run_of(1)
    table = charts.curve_table("accuracy", [epoch])
    assert sorted(table["value"]) == sorted(
        [epoch.accuracy, epoch.end_accuracy, epoch.val_accuracy]
    )
    table = charts.curve_table("loss", [epoch])
    assert sorted(table["value"]) == sorted([epoch.loss, epoch.end_loss, epoch.val_loss])  # fmt: skip


def test_what_was_not_measured_is_neither_drawn_nor_promised():
    epochs = run_of(3, measured=False)
    assert set(charts.curve_table("loss", epochs)["images"]) == {
        charts.RUNNING,
        charts.VALIDATION,
    }
    (colours,) = scales(charts.curve_spec("loss", 3, False), "color")
    assert colours["domain"] == [charts.RUNNING, charts.VALIDATION]
    assert "at the end" not in charts.curve_text("loss", epochs)


def test_a_growing_run_changes_the_data_and_not_the_chart():
    # A browser builds a chart anew, and flickers, when anything but its data differs.
    recipe, epochs = Recipe(rates=((2, 0.1),)), run_of(5)
    assert charts.curve_spec("loss", 30, True) is charts.curve_spec("loss", 30, True)
    before = charts.curve_table("loss", epochs[:4], recipe.rates)
    after = charts.curve_table("loss", epochs, recipe.rates)
    assert after[: len(before)].equals(before)


def test_a_loss_beyond_all_bounds_leaves_the_others_visible():
    epoch = Epoch(1, 2.7e25, 0.1, 2.3, 0.1, 1.0, 2.3, 0.1)
    table = charts.curve_table("loss", [epoch]).set_index("images")
    assert table["value"][charts.RUNNING] == 2.7e25
    assert table["drawn"].max() == 10


def test_a_change_of_the_learning_rate_is_a_rule_at_its_epoch():
    table = charts.curve_table("accuracy", run_of(6), ((4, 0.001),))
    rules = table[table["rate"].notna()]
    assert rules[["epoch", "rate"]].values.tolist() == [[4, 0.001]]
    assert len(table) - len(rules) == 18


def test_the_longest_run_stays_below_2000_marks():
    # Above that, Streamlit draws on a canvas that a screen reader can't see.
    assert len(charts.curve_table("accuracy", run_of(200))) == 600


INSIGHT = Insight(2, (0.5, 0.3, 0.4, 0.2), (0.0, 0.02, 0.3), (0.25, 0.5))


def test_batches_stand_at_their_updates_beside_the_two_numbers_of_the_epoch():
    epoch = Epoch(2, 0.35, 0.9, 0.3, 0.9, 1.0, 0.25, 0.92)
    first = Insight(1, (2.3, 1.0), (0.1,) * 3, (0.0, 0.0))
    table = charts.batches_table(INSIGHT, first, epoch, updates=100)
    shown = table[(table["kind"] == "batch") & (table["epoch"] == charts.NEWEST)]
    # Four points, each the mean of 25 updates, at the middle of its stretch.
    assert shown["update"].tolist() == [12.5, 37.5, 62.5, 87.5]
    assert shown["loss"].tolist() == [0.5, 0.3, 0.4, 0.2]
    kinds = table.set_index("kind")["loss"]
    assert (kinds["mean"], kinds["end"]) == (0.35, 0.25)
    text = charts.batches_text(INSIGHT, epoch)
    assert "0.500 at its start, 0.200 at its end" in text


def test_gradients_of_zero_can_be_drawn_on_a_logarithmic_axis():
    table = charts.gradients_table([INSIGHT]).set_index("layer")
    assert table["value"].to_dict() == {"Layer 1": 0, "Layer 2": 0.02, "Output": 0.3}
    assert all(math.isfinite(math.log(value)) for value in table["drawn"])
    assert "Layer 1 0, Layer 2 0.02, Output 0.3" in charts.gradients_text([INSIGHT])


def test_dead_units_have_no_output_layer():
    table = charts.dead_table([INSIGHT]).set_index("layer")
    assert table["value"].to_dict() == {"Layer 1": 0.25, "Layer 2": 0.5}
    (colours,) = scales(charts.dead_spec(30, 2), "color")
    assert colours["domain"] == ["Layer 1", "Layer 2"]
    assert "Layer 1 25.0%, Layer 2 50.0%" in charts.dead_text([INSIGHT])


def test_answers_have_a_column_for_each_epoch():
    table = charts.answers_table({0: [0.1] * 10, 3: [0.0] * 9 + [1.0]})
    assert len(table) == 20
    assert table[table["probability"] == 1].values.tolist() == [[3, "9", 1.0]]
    assert charts.answers_spec()["encoding"]["x"]["field"] == "epoch"
