import pytest

from mnist_ann.classroom.experiment.parts import Part, groups
from mnist_ann.classroom.experiment.plan import Plan
from mnist_ann.figures import classroom as charts
from mnist_ann.lab.outcomes import Outcome
from mnist_ann.store.runs import Runs
from mnist_ann.store.start import database


@pytest.fixture
def outcome():
    """Of a run that has ended."""
    runs = Runs(database())
    return Outcome(runs.get("linear"), runs.epochs("linear"))


def test_results_and_predictions_of_a_class(outcome):
    plan = Plan("learning_rate", (0.01, 0.3))
    found = [
        Part(7, 0, 0.5, outcome, stands_in=False),
        Part(8, 1, 0.8, None, stands_in=False),
        Part(None, 1, None, None, stands_in=False),
    ]
    by_value = groups(plan, found)
    table = charts.experiment_table(plan, by_value, found, {7: "Ada", 8: "Ben"}, True)
    assert charts.experiment_kinds(table) == ("Result", "Prediction")
    rows = set(zip(table["kind"], table["who"], table["value"], table["accuracy"]))
    assert rows == {
        ("Prediction", "Ada", 0.01, 0.5),
        ("Result", "Ada", 0.01, outcome.best.val_accuracy),
        ("Prediction", "Ben", 0.3, 0.8),
    }
    hidden = charts.experiment_table(plan, by_value, found, {7: "Ada"}, False)
    assert charts.experiment_kinds(hidden) == ("Result",)
    assert f"0.01: {outcome.best.val_accuracy:.2%}" in charts.experiment_text(
        plan, by_value
    )


def test_before_any_result_the_axis_is_there_already():
    spec = charts.experiment_spec("hidden", ((), (30,)), (), large=True)
    scales = [
        layer["encoding"]["y"].get("scale", {}).get("domain") for layer in spec["layer"]
    ]
    assert [0, 1] in scales
    assert charts.experiment_text(Plan("hidden", ((), (30,))), []).endswith(
        "No run has ended an epoch yet."
    )
