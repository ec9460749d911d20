import pytest

from mnist_ann.classroom.experiment.plan import OWN, TRIED, Plan
from mnist_ann.errors import Problem
from mnist_ann.recipe.choices import CHOICES
from mnist_ann.recipe.recipe import Recipe

PLAN = Plan("learning_rate", (0.01, 0.1, 1.0))


def test_a_plan_survives_a_trip_through_json():
    plan = Plan("hidden", ((), (30,), (300, 100)), Recipe(epochs=2))
    assert Plan.from_json(plan.to_json() | {"standing in": []}) == plan


@pytest.mark.parametrize(
    ("choice", "values", "sentence"),
    [
        ("seed", (1, 2), "a seed of their own"),
        ("loss", ("a", "b"), "can't try"),
        ("epochs", (1,), "2 to 12 values; 1 was given"),
        ("epochs", tuple(range(1, 14)), "13 were given"),
        ("epochs", (1, 0), "at least 1"),
    ],
)
def test_what_cannot_be_tried_says_why(choice, values, sentence):
    with pytest.raises(Problem, match=sentence):
        Plan(choice, values)


def test_every_suggestion_can_be_tried():
    for choice, tried in TRIED.items():
        Plan(choice, CHOICES[choice].read_several(tried.values))


def test_equal_values_differ_in_their_seeds_alone():
    one, two = PLAN.recipe(1, 3), PLAN.recipe(1, 4)
    assert (one.learning_rate, one.seed, two.seed) == (0.1, 45, 46)
    assert Recipe(**vars(one) | {"seed": 46}) == two


def test_train_your_own_gives_each_student_one_recipe_and_another_seed():
    assert Plan.from_json(OWN.to_json()) == OWN
    one, two = OWN.recipe(0, 1), OWN.recipe(0, 2)
    assert (one.seed, two.seed) == (43, 44)
    assert Recipe(**vars(one) | {"seed": 44}) == two
