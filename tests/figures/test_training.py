"""Charts of a run show its numbers, in place, from its first epoch on."""

import pytest

from mnist_ann.figures import base
from mnist_ann.figures import training as charts
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.rows import Epoch
from tools.charts import rows, scales


def run_of(epochs, measured=True):
    return [
        Epoch(n, 1 / n, 1 - 0.5 / n, 1.1 / n, 1 - 0.6 / n, 0.7)
        if not measured
        else Epoch(n, 1 / n, 1 - 0.5 / n, 1.1 / n, 1 - 0.6 / n, 0.7, 0.9 / n, 1 - 0.4 / n)
        for n in range(1, epochs + 1)
    ]  # fmt: skip


def test_every_series_can_be_told_without_colour():
    for column in zip(*charts.STYLES.values()):
        assert len(set(map(str, column))) == len(charts.STYLES)


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


def test_training_and_validation_keep_their_epochs():
    series = {charts.RUNNING: [(1, 0.8), (2, 0.9)], charts.VALIDATION: [(2, 0.95)]}
    chart = charts.training_and_validation(series)
    assert [(r["measured"], r["epoch"], r["accuracy"]) for r in rows(chart)] == [
        (charts.RUNNING, 1, 0.8),
        (charts.RUNNING, 2, 0.9),
        (charts.VALIDATION, 2, 0.95),
    ]
    # The colours that the same curves have while a run trains.
    (colours,) = scales(chart.to_dict(), "color")
    assert colours["range"] == [base.BLUE, base.VERMILION]
