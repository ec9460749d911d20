from mnist_ann.lab.shelf import entries
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.rows import Experiment
from tests.runs import outcome


def run(id, name="", experiment=None, note="", **choices):
    made = outcome(Recipe(**choices), [0.9]).run
    values = {"id": id, "name": name, "experiment": experiment, "note": note}
    return type(made)(**(vars(made) | values))


SWEEP = Experiment("e", "Learning rate, 2 values", "ada", None, ("learning_rate",))
RUNS = [
    run("a", "Wide", hidden=(900,)),
    run("b", "learning rate 0.1", "e", learning_rate=0.1),
    run("c", "Mine", note="the crossed seven"),
    run("d", "learning rate 0.2", "e", learning_rate=0.2),
]


def ids(found):
    return [[each.id for each in entry.runs] for entry in found]


def test_an_experiment_is_one_entry_where_its_newest_run_stands():
    found = entries(RUNS, [SWEEP])
    assert ids(found) == [["a"], ["b", "d"], ["c"]]
    assert [entry.experiment for entry in found] == [None, SWEEP, None]
    assert found[1].ended == 2
    assert ids(entries(RUNS, [])) == [["a"], ["b"], ["c"], ["d"]]


def test_words_find_names_notes_and_recipes():
    def found(search):
        return ids(entries(RUNS, [SWEEP], search))

    assert found("wide") == [["a"]]
    assert found("CROSSED seven") == [["c"]]
    assert found("900") == [["a"]]
    assert found("0.2") == [["b", "d"]]  # one of its runs says so
    assert found("2 values") == [["b", "d"]]
    assert found("wide seven") == []
    assert found("  ") == [["a"], ["b", "d"], ["c"]]


def test_a_search_through_many_runs():
    many = [run(str(n), f"Run {n}", note="words " * 50) for n in range(200)]
    assert len(entries(many, [], "run 19")) == 12  # 19, 119 and 190 to 199
