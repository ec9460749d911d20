import pytest

from mnist_ann.figures import sweeps as charts
from mnist_ann.lab.outcomes import groups
from mnist_ann.recipe.recipe import Recipe
from tests.runs import outcome
from tools.charts import valid_without_data


def swept(name, *pairs):
    """Groups by a choice. pairs: (value, validation accuracies)."""
    return groups(
        [outcome(Recipe(**{name: value}), each) for value, each in pairs], [name]
    )


def x_of(spec):
    return spec["layer"][-1]["encoding"]["x"]


def test_each_specification_is_valid_and_has_no_data_of_its_own():
    for spec in (
        charts.sweep_spec("learning_rate", (0.001, 0.01, 0.1), True),
        charts.sweep_spec("optimizer", ("sgd", "adam"), False),
        charts.grid_spec(("learning_rate", "hidden"), (0.01, 0.1), ((), (300,))),
    ):
        assert valid_without_data(spec)


@pytest.mark.parametrize(
    ("name", "values", "kind"),
    [
        ("learning_rate", (0.1, 0.001, 1.0), "log"),
        ("l2", (0.0001, 0.01), "log"),
        ("batch_size", (8, 512), "log"),
        ("images", (100, 55_000), "log"),
        ("dropout", (0.0, 0.5), "linear"),
    ],
)
def test_orders_of_magnitude_stand_on_a_logarithmic_axis(name, values, kind):
    x = x_of(charts.sweep_spec(name, values, False))
    assert x["scale"]["type"] == kind
    assert x["axis"]["values"] == sorted(values)


def test_a_zero_has_a_place_beside_orders_of_magnitude():
    x = x_of(charts.sweep_spec("l2", (0.01, 0.0, 0.001), False))
    assert x["type"] == "nominal"
    assert x["scale"]["domain"] == ["0", "0.001", "0.01"]


def test_names_keep_the_order_in_which_they_were_chosen():
    x = x_of(charts.sweep_spec("optimizer", ("sgd", "adam"), False))
    assert x["scale"]["domain"] == ["sgd", "adam"]


def test_a_sweep_has_a_point_for_each_run_with_an_epoch():
    found = swept("learning_rate", (0.1, [0.9, 0.95]), (0.2, [0.8]), (0.3, []))
    table = charts.sweep_table("learning_rate", found)
    assert table["value"].tolist() == [0.1, 0.2]
    assert table["accuracy"].tolist() == [0.95, 0.8]
    text = charts.sweep_text("learning_rate", found)
    assert text.endswith("learning rate: 0.1: 95.00%, 0.2: 80.00%")


def test_a_grid_names_each_cell_and_keeps_its_number_readable():
    outcomes = [
        outcome(Recipe(learning_rate=rate, hidden=hidden), [accuracy])
        for rate, hidden, accuracy in (
            (0.1, (), 0.90), (0.1, (30,), 0.95), (0.2, (), 0.91), (0.2, (30,), 0.97),
        )
    ]  # fmt: skip
    names = ["learning_rate", "hidden"]
    table = charts.grid_table(names, groups(outcomes, names))
    assert table[["across", "down"]].values.tolist() == [
        ["0.1", "none"], ["0.1", "30"], ["0.2", "none"], ["0.2", "30"],
    ]  # fmt: skip
    assert table["dark"].tolist() == [False, True, False, True]
    assert "0.2 and 30: 97.00%" in charts.grid_text(names, groups(outcomes, names))
