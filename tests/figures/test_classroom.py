import pytest

from mnist_ann.classroom.experiment import Part, Plan, groups
from mnist_ann.classroom.questions import own
from mnist_ann.figures import classroom as charts
from mnist_ann.lab.outcomes import Outcome
from mnist_ann.store.runs import Runs
from mnist_ann.store.start import database

QUESTION = own("How many?", unit="of 100")


@pytest.fixture
def outcome():
    """Of a run that has ended."""
    runs = Runs(database())
    return Outcome(runs.get("linear"), runs.epochs("linear"))


def test_every_vote_is_a_dot_and_equal_ones_stand_above_each_other():
    rules = charts.dots_rules(QUESTION, [50, 50, 90], 75, stays=False)
    ends = charts.dots_ends(QUESTION, [50, 90, 75])
    table, tallest = charts.dots_table([50, 90, 50], ends, rules, large=True)
    votes = table[table["kind"] == "vote"]
    assert votes["place"].tolist() == [50, 50, 90]
    assert votes["height"].tolist() == [0.5, 1.5, 0.5]
    assert tallest == 2
    marks = table[table["kind"] != "vote"].set_index("kind")["value"].to_dict()
    assert marks == {"Median": 50, "So far": 75}


def test_the_axis_holds_the_answer_wherever_the_votes_are():
    low, high = charts.dots_ends(QUESTION, [97, 98, 99, 0.3])
    assert 0 <= low <= 0.3 and 99 <= high <= 100
    low, high = charts.dots_ends(QUESTION, [50])  # a single vote
    assert low < 50 < high
    low, high = charts.dots_ends(QUESTION, [130])  # an answer outside the range
    assert low < 130 <= high


def test_the_right_choice_is_marked_and_counted():
    table = charts.bars_table(("yes", "no"), [1, 1, 0], right=1)
    assert table["votes"].tolist() == [1, 2]
    assert table["right"].tolist() == [False, True]
    assert charts.bars_text(("yes", "no"), [1, 1, 0], 1) == (
        "Votes. yes: 1. no: 2 (right)"
    )


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
