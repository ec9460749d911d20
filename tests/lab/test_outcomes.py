import math

import pytest

from mnist_ann.lab import outcomes
from mnist_ann.network import Dense, Network
from mnist_ann.recipe.recipe import Recipe
from tests.runs import outcome


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
    return outcomes.groups(
        [outcome(Recipe(learning_rate=rate), [best], **more) for rate, best in pairs],
        ["learning_rate"],
    )


def test_the_best_is_chosen_by_validation_and_never_by_test():
    found = outcomes.groups(
        [
            outcome(Recipe(learning_rate=0.1), [0.98], test=0.90),
            outcome(Recipe(learning_rate=1), [0.97], test=0.99),
        ],
        ["learning_rate"],
    )
    assert outcomes.best(found).values == (0.1,)
    said = outcomes.verdict(found, ["learning_rate"])
    assert said.startswith("**Best by validation: learning rate 0.1**, 98.00% right.")
    assert "On the test images it reads 90.00% right." in said


def test_a_difference_that_may_be_chance_is_called_so():
    # 98% of 5,000: by the normal approximation 97.6% to 98.4%.
    found = rates((0.03, 0.978), (0.1, 0.980), (0.3, 0.979), (1, 0.90))
    assert outcomes.equals(found) == 2
    said = outcomes.verdict(found, ["learning_rate"])
    assert "2 others lie within 97.6% to 98.4%" in said
    assert "may be chance" in said
    clear = outcomes.verdict(rates((0.1, 0.98), (1, 0.9)), ["learning_rate"])
    assert "All others lie below 97.6%" in clear
    assert "chance" not in clear


def test_what_still_trains_is_best_so_far():
    found = rates((0.1, 0.98), (1, 0.9), status="running")
    assert "Best by validation so far:" in outcomes.verdict(found, ["learning_rate"])


def test_several_seeds_count_by_their_mean():
    lucky = [
        outcome(Recipe(l2=0.1, seed=seed), [best])
        for seed, best in enumerate((0.99, 0.90))
    ]
    steady = [
        outcome(Recipe(l2=0.2, seed=seed), [best])
        for seed, best in enumerate((0.96, 0.96))
    ]
    found = outcomes.groups([*lucky, *steady], ["l2"])
    assert [group.accuracy for group in found] == pytest.approx([0.945, 0.96])
    assert outcomes.best(found).values == (0.2,)
    assert "on average over 2 seeds" in outcomes.verdict(found, ["l2"])
    assert outcomes.best(outcomes.groups([outcome(Recipe(), [])], ["l2"])) is None


def test_a_band_over_seeds_worked_by_hand():
    bands = outcomes.bands(
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
    said = outcomes.spread([*measured, outcome(Recipe(), [0.5])])
    assert "Test accuracy of 3 runs: **97.00% ± 2.00%**" in said
    assert "from 95.00% to 99.00%" in said
    assert outcomes.spread(measured[:1]) == ""


def test_first_weights_are_the_same_or_not():
    one, same, other = (
        Network([Dense([[value]], [0], "linear")]) for value in (1, 1, 2)
    )
    assert outcomes.same_first_weights([one, same])
    assert not outcomes.same_first_weights([one, same, other])
