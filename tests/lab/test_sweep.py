import dataclasses
import math

import pytest

from mnist_ann.errors import Problem
from mnist_ann.lab import sweep
from mnist_ann.lab.sweep import SUGGESTIONS, SWEPT, groups, read_values
from mnist_ann.network import Dense, Network
from mnist_ann.recipe.recipe import CHOICES, Recipe
from tests.runs import outcome


def test_values_as_people_type_them():
    assert read_values("learning_rate", "0.01, 0.1 ,0.01,") == (0.01, 0.1)
    assert read_values("batch_size", "32,64") == (32, 64)
    assert read_values("hidden", "none; 300, 100; 30") == ((), (300, 100), (30,))
    with pytest.raises(Problem, match="at most 10; 11 was given"):
        read_values("learning_rate", "0.1, 11")
    with pytest.raises(Problem, match="much was given"):
        read_values("learning_rate", "0.1, much")
    with pytest.raises(Problem, match="whole number"):
        read_values("epochs", "1.5, 2")


def test_what_is_suggested_can_be_trained_and_has_the_articles_way_in_it():
    assert set(SUGGESTIONS) <= set(SWEPT) <= set(CHOICES)
    for name, text in SUGGESTIONS.items():
        values = read_values(name, text)
        assert len(sweep.sweep(Recipe(), {name: values})) == len(values)
        if name != "patience":  # off: another question than how long
            assert getattr(Recipe(), name) in values


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


def test_what_came_out_of_a_run():
    found = outcome(Recipe(), [0.90, 0.95, 0.95, 0.94], test=0.9774)
    assert (found.best.epoch, found.best.val_accuracy) == (2, 0.95)
    # The median of 0.2, 0.3, 0.4: the first one compiles.
    assert found.seconds == pytest.approx(0.3)
    low, high = found.interval
    # Wilson's interval hardly differs from the normal one for so many images.
    half = 1.96 * math.sqrt(0.9774 * 0.0226 / 10_000)
    assert low == pytest.approx(0.9774 - half, abs=3e-4)
    assert high == pytest.approx(0.9774 + half, abs=3e-4)
    assert outcome(Recipe(), []).best is None
    assert outcome(Recipe(), []).seconds is None


def rates(*pairs, **more):
    """Groups of one run each, by the learning rate. pairs: (rate, best validation accuracy)."""
    return groups(
        [outcome(Recipe(learning_rate=rate), [best], **more) for rate, best in pairs],
        ["learning_rate"],
    )


def test_the_best_is_chosen_by_validation_and_never_by_test():
    found = groups(
        [
            outcome(Recipe(learning_rate=0.1), [0.98], test=0.90),
            outcome(Recipe(learning_rate=1), [0.97], test=0.99),
        ],
        ["learning_rate"],
    )
    assert sweep.best(found).values == (0.1,)
    said = sweep.verdict(found, ["learning_rate"])
    assert said.startswith("**Best by validation: learning rate 0.1**, 98.00% right.")
    assert "On the test images it reads 90.00% right." in said


def test_a_difference_that_may_be_chance_is_called_so():
    # 98% of 5,000: by the normal approximation 97.6% to 98.4%.
    found = rates((0.03, 0.978), (0.1, 0.980), (0.3, 0.979), (1, 0.90))
    assert sweep.equals(found) == 2
    said = sweep.verdict(found, ["learning_rate"])
    assert "2 others lie within 97.6% to 98.4%" in said
    assert "may be chance" in said
    clear = sweep.verdict(rates((0.1, 0.98), (1, 0.9)), ["learning_rate"])
    assert "All others lie below 97.6%" in clear
    assert "chance" not in clear


def test_what_still_trains_is_best_so_far():
    found = rates((0.1, 0.98), (1, 0.9), status="running")
    assert "Best by validation so far:" in sweep.verdict(found, ["learning_rate"])


def test_several_seeds_count_by_their_mean():
    lucky = [
        outcome(Recipe(l2=0.1, seed=seed), [best])
        for seed, best in enumerate((0.99, 0.90))
    ]
    steady = [
        outcome(Recipe(l2=0.2, seed=seed), [best])
        for seed, best in enumerate((0.96, 0.96))
    ]
    found = groups([*lucky, *steady], ["l2"])
    assert [group.accuracy for group in found] == pytest.approx([0.945, 0.96])
    assert sweep.best(found).values == (0.2,)
    assert "on average over 2 seeds" in sweep.verdict(found, ["l2"])
    assert sweep.best(groups([outcome(Recipe(), [])], ["l2"])) is None


def test_a_band_over_seeds_worked_by_hand():
    bands = sweep.bands(
        [
            outcome(Recipe(seed=1), [0.5, 0.8, 0.9]),
            outcome(Recipe(seed=2), [0.7, 0.6]),
            outcome(Recipe(seed=3), []),
        ]
    )
    assert [(b.epoch, b.low, b.high, b.runs) for b in bands] == [
        (1, 0.5, 0.7, 2), (2, 0.6, 0.8, 2), (3, 0.9, 0.9, 1),
    ]  # fmt: skip
    assert [b.mean for b in bands] == pytest.approx([0.6, 0.7, 0.9])


def test_mean_and_standard_deviation_worked_by_hand():
    # Mean 0.97; squared distances 4, 0 and 4 times 1e-4, over 3 - 1: a deviation of 0.02.
    measured = [outcome(Recipe(), [0.5], test=t) for t in (0.95, 0.97, 0.99)]
    said = sweep.spread([*measured, outcome(Recipe(), [0.5])])
    assert "Test accuracy of 3 runs: **97.00% ± 2.00%**" in said
    assert "from 95.00% to 99.00%" in said
    assert sweep.spread(measured[:1]) == ""


def test_first_weights_are_the_same_or_not():
    one, same, other = (
        Network([Dense([[value]], [0], "linear")]) for value in (1, 1, 2)
    )
    assert sweep.same_first_weights([one, same])
    assert not sweep.same_first_weights([one, same, other])


def test_titles():
    values = {"learning_rate": (0.1, 0.2), "l2": (0, 0.1, 0.2)}
    assert sweep.title(values, 3) == "Learning rate × L2, 2 × 3 values, 3 seeds each"
    every = {
        name: (0,) * 25
        for name in sorted(SWEPT, key=lambda n: -len(CHOICES[n].label))[:2]
    }
    assert len(sweep.title(every, 5)) <= 80


def test_brief_values():
    recipe = dataclasses.replace(Recipe(), rates=((5, 0.001),))
    assert [
        sweep.brief(name, getattr(recipe, name))
        for name in ("hidden", "learning_rate", "images", "optimizer", "rates")
    ] == ["300, 100", "0.01", "55,000", "sgd", "5: 0.001"]
    assert sweep.brief("hidden", ()) == "none"
