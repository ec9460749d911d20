import pytest

from mnist_ann.errors import Problem
from mnist_ann.lab import sweep
from mnist_ann.lab.sweep import SWEPT
from mnist_ann.recipe.choices import CHOICES
from mnist_ann.recipe.recipe import Recipe
from tests.runs import outcome


def test_what_is_suggested_can_be_trained_and_has_the_articles_way_in_it():
    typed = [name for name in SWEPT if CHOICES[name].several]
    assert len(typed) == 16
    for name in typed:
        values = CHOICES[name].read_several(CHOICES[name].several)
        assert len(sweep.sweep(Recipe(), {name: values})) == len(values)
        if name != "patience":  # off: another question than how long
            assert getattr(Recipe(), name) in values
    # The others are names, which a widget offers all.
    assert all(CHOICES[name].widget.options for name in set(SWEPT) - set(typed))


def test_a_sweep_has_each_pair_of_values_with_each_seed():
    base = Recipe(epochs=3, seed=7)
    recipes = sweep.sweep(
        base, {"learning_rate": (0.1, 0.2), "hidden": ((), (30,))}, seeds=2
    )
    assert [(r.learning_rate, r.hidden, r.seed) for r in recipes] == [
        (0.1, (), 7), (0.1, (), 8), (0.1, (30,), 7), (0.1, (30,), 8),
        (0.2, (), 7), (0.2, (), 8), (0.2, (30,), 7), (0.2, (30,), 8),
    ]  # fmt: skip
    assert {r.epochs for r in recipes} == {3}
    assert [r.seed for r in sweep.repeated(base)] == [7, 8, 9, 10, 11]


def test_a_sweep_has_at_most_25_runs_and_two_values_of_a_choice():
    rates = tuple(n / 10 for n in range(1, 10))
    assert len(sweep.sweep(Recipe(), {"learning_rate": rates}, 2)) == 18
    with pytest.raises(Problem, match="That would be 27 runs; .* at most 25"):
        sweep.sweep(Recipe(), {"learning_rate": rates}, 3)
    with pytest.raises(Problem, match="the learning rate does takes at least two"):
        sweep.sweep(Recipe(), {"learning_rate": (0.1,)})


def test_a_sweep_of_n_runs_on_two_workers_takes_half_as_long_as_n():
    one = sweep.seconds([Recipe()], 0.4, 2)
    assert sweep.seconds([Recipe()] * 8, 0.4, 2) == pytest.approx(4 * one)
    # A run can't be shared between workers: the longest one sets the least.
    long = Recipe(epochs=200)
    alone = sweep.seconds([long], 0.4, 2)
    assert sweep.seconds([long, Recipe(epochs=1)], 0.4, 2) == alone


def test_runs_of_one_shape_wait_for_its_compilation_once():
    # Measured one at a time: 0.17 s for such a run, 1.57 s for the first, which compiles.
    tiny = [
        Recipe(hidden=(16,), images=2_000, epochs=3, seed=seed) for seed in range(12)
    ]
    assert sweep.seconds(tiny, 0.43, 2) == pytest.approx(6 * 0.17 + 1.4, rel=0.25)
    one = sweep.seconds(tiny[:1], 0.43, 1)
    assert sweep.seconds(tiny, 0.43, 1) < 4 * one


def test_only_what_waits_or_trains_takes_time():
    half = outcome(Recipe(epochs=4), [0.5, 0.6], status="running").run
    done = outcome(Recipe(epochs=4), [0.5] * 4).run
    whole = sweep.seconds([Recipe(epochs=4)], 0.4, 1)
    assert sweep.seconds_left([half, done], 0.4, 1) == pytest.approx(whole / 2)
    assert sweep.seconds_left([done], 0.4, 1) == 0


def test_what_differs():
    recipes = [Recipe(seed=1), Recipe(seed=2, l2=0.1), Recipe(seed=3)]
    assert sweep.differing(recipes) == ["l2", "seed"]
    assert sweep.differing([Recipe(), Recipe()]) == []


def test_titles():
    values = {"learning_rate": (0.1, 0.2), "l2": (0, 0.1, 0.2)}
    assert sweep.title(values, 3) == "Learning rate × L2, 2 × 3 values, 3 seeds each"
    every = {
        name: (0,) * 25
        for name in sorted(SWEPT, key=lambda n: -len(CHOICES[n].label))[:2]
    }
    assert len(sweep.title(every, 5)) <= 80
