from mnist_ann.figures import runs as charts
from mnist_ann.lab.outcomes import Band
from mnist_ann.recipe.recipe import Recipe
from tests.runs import outcome
from tools.charts import valid_without_data


def test_each_specification_is_valid_and_has_no_data_of_its_own():
    for spec in (
        charts.curves_spec(("A", "B"), 30, "Validation accuracy"),
        charts.curves_spec(("A",), 1, "Training loss"),
        charts.band_spec(30),
    ):
        assert valid_without_data(spec)


def test_curves_of_runs_that_diverge_stay_on_the_chart():
    found = outcome(Recipe(), [0.5, 0.6])
    table = charts.curves_table(["A"], [found], "Validation accuracy")
    assert table[["epoch", "value"]].values.tolist() == [[1, 0.5], [2, 0.6]]
    assert "A: 60.00% after epoch 2" in charts.curves_text(
        ["A"], [found], "Validation accuracy"
    )
    assert "No epoch has ended" in charts.curves_text(
        ["A"], [outcome(Recipe(), [])], "Validation loss"
    )


def test_the_runs_of_a_chart_differ_in_colour_shape_and_dashes():
    spec = charts.curves_spec(tuple("ABCDEF"), 30, "Validation accuracy")
    for channel in ("color", "shape", "strokeDash"):
        values = spec["encoding"][channel]["scale"]["range"]
        assert len({str(value) for value in values}) == 6


def test_a_band_in_words():
    text = charts.band_text([Band(1, 0.5, 0.6, 0.7, 5)])
    assert "After epoch 1, 5 runs lie between 50.00% and 70.00%" in text
    assert "No epoch has ended" in charts.band_text([])
