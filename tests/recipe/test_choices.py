import dataclasses

import pytest

from mnist_ann.errors import Problem
from mnist_ann.recipe.choices import CHOICES, GROUPS
from mnist_ann.recipe.recipe import Recipe


def test_every_choice_has_words_for_its_widget():
    assert set(CHOICES) == set(Recipe.__dataclass_fields__)
    assert all(
        choice.label and choice.help.endswith(".") for choice in CHOICES.values()
    )


def test_every_choice_belongs_to_a_group():
    assert [c.group for c in CHOICES.values() if c.group not in GROUPS] == []


@pytest.mark.parametrize(
    ("text", "hidden"),
    [("300, 100", (300, 100)), ("64", (64,)), ("", ()), (" 8 8,8 ", (8, 8, 8))],
)
def test_hidden_layers_as_people_type_them(text, hidden):
    assert CHOICES["hidden"].read(text) == hidden


def test_hidden_layers_that_cannot_be_read():
    with pytest.raises(Problem, match="such as 300, 100; many was given"):
        CHOICES["hidden"].read("many")


@pytest.mark.parametrize("text", ["300,,100", "300, ,100", ",300", "300,", ","])
def test_a_comma_without_a_number_beside_it_is_asked_about(text):
    with pytest.raises(Problem, match="between two numbers of units, as in 300, 100"):
        CHOICES["hidden"].read(text)


def test_a_number_of_a_widget_is_whole_where_it_must_be():
    assert CHOICES["epochs"].read(3.0) == 3
    assert type(CHOICES["epochs"].read(3.0)) is int
    assert CHOICES["epochs"].read(1.5) == 1.5
    with pytest.raises(Problem, match="whole number.*; 1.5 was given"):
        Recipe(epochs=CHOICES["epochs"].read(1.5))
    with pytest.raises(Problem, match=r"whole number.*; 1000\.0 was given"):
        Recipe.from_json('{"images": 1e3}')


def test_values_as_people_type_them():
    assert CHOICES["learning_rate"].read_several("0.01, 0.1 ,0.01,") == (0.01, 0.1)
    assert CHOICES["batch_size"].read_several("32,64") == (32, 64)
    assert CHOICES["hidden"].read_several("none; 300, 100; 30") == (
        (),
        (300, 100),
        (30,),
    )
    with pytest.raises(Problem, match="at most 10; 11 was given"):
        CHOICES["learning_rate"].read_several("0.1, 11")
    with pytest.raises(Problem, match="much was given"):
        CHOICES["learning_rate"].read_several("0.1, much")
    with pytest.raises(Problem, match="whole number"):
        CHOICES["epochs"].read_several("1.5, 2")


def test_brief_values():
    recipe = dataclasses.replace(Recipe(), rates=((5, 0.001),))
    assert [
        CHOICES[name].brief(getattr(recipe, name))
        for name in ("hidden", "learning_rate", "images", "optimizer", "rates")
    ] == ["300, 100", "0.01", "55,000", "sgd", "5: 0.001"]
    assert CHOICES["hidden"].brief(()) == "none"


def test_a_range_is_spread_by_magnitude_or_evenly():
    # Worked by hand: each ten times the one before; and steps of a quarter of 8.
    assert CHOICES["learning_rate"].ranged(0.001, 10, 5) == (0.001, 0.01, 0.1, 1, 10)
    assert CHOICES["epochs"].ranged(2, 10, 5) == (2, 4, 6, 8, 10)
    assert CHOICES["epochs"].ranged(1, 3, 12) == (1, 2, 3)  # no value twice
    assert CHOICES["images"].ranged(100, 55_000, 3) == (
        100,
        2300,
        55_000,
    )  # sqrt(100 * 55,000)
    for choice, ends in (("epochs", (5, 5)), ("hidden", (1, 2)), ("epochs", (0, 5))):
        with pytest.raises(Problem):
            CHOICES[choice].ranged(*ends, 3)
