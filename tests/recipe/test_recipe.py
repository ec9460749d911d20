import math
from urllib.parse import parse_qs, urlencode

import numpy as np
import pytest

from mnist_ann.errors import Problem
from mnist_ann.recipe.choices import CHOICES
from mnist_ann.recipe.kinds import MAX_HIDDEN, MAX_UNITS, Number, Option
from mnist_ann.recipe.recipe import Recipe


def test_the_default_is_the_articles():
    recipe = Recipe()
    assert recipe.parameters == 266_610
    assert recipe.updates(55_000) == 1_719  # 1,718 batches of 32, and one of 24
    rows = [(row.layer, row.units, row.parameters) for row in recipe.summary()]
    assert rows == [
        ("Flatten", 784, 0),
        ("Dense, relu", 300, 235_500),
        ("Dense, relu", 100, 30_100),
        ("Dense, softmax", 10, 1_010),
    ]


@pytest.mark.parametrize(
    ("choice", "value", "sentence"),
    [
        ("learning_rate", -0.1, r"above 0 and at most 10; -0.1 was given.*uses 0.01"),
        ("learning_rate", 0, "above 0"),
        ("learning_rate", math.nan, "learning rate must be"),
        ("learning_rate", math.inf, "at most 10"),
        ("learning_rate", "fast", "'?fast'? was given"),
        ("epochs", 0, "whole number, at least 1 and at most 200; 0 was given"),
        ("epochs", 2.5, "whole number"),
        ("epochs", True, "whole number"),
        ("epochs", None, "nothing was given"),
        ("batch_size", 5_000, "at most 4,096; 5000 was given"),
        ("seed", -1, "at least 0"),
        ("seed", 2**31, "at most 2,147,483,647"),
        ("hidden", (300, 0), "1 to 1,024 units; 300, 0 was given"),
        ("hidden", (1,) * 5, "0 to 4 hidden layers"),
        ("hidden", "300", "hidden layers of"),
        ("hidden", None, "hidden layers of"),
        ("activation", "step", "one of relu, tanh, sigmoid; step was given"),
        ("optimizer", [], "optimizer must be one of"),
        ("turn", 90, "at most 45"),
    ],
)
def test_what_is_impossible_is_explained(choice, value, sentence):
    with pytest.raises(Problem, match=sentence):
        Recipe(**{choice: value})


def test_survives_json():
    recipe = Recipe(hidden=(64,), learning_rate=0.5, turn=10)
    assert Recipe.from_json(recipe.to_json()) == recipe


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "valid JSON"),
        ("[" * 100_000, "valid JSON"),
        ("[1]", "JSON object"),
        ('{"epoch": 3}', "no choice epoch; it has hidden"),
        ('{"epochs": "3"}', "whole number"),
        ('{"hidden": {"a": 1}}', "hidden layers"),
    ],
)
def test_what_is_no_recipe_is_explained(text, sentence):
    with pytest.raises(Problem, match=sentence):
        Recipe.from_json(text)


def test_cosine_falls_from_the_full_rate_to_almost_none():
    recipe = Recipe(learning_rate=0.2, schedule="cosine", epochs=10)
    assert recipe.learning_rate_at(1) == pytest.approx(0.2)
    assert recipe.learning_rate_at(6) == pytest.approx(0.1)  # cos(pi / 2) = 0
    assert 0 < recipe.learning_rate_at(10) < 0.01
    assert Recipe().learning_rate_at(30) == 0.01


def test_without_a_hidden_layer_no_units_are_told_of():
    assert "units" not in Recipe(hidden=()).in_words()
    assert "relu units" in Recipe().in_words()
    # What runs share that differ in their layers: some of them do have units.
    assert Recipe(hidden=()).in_words(["activation", "epochs"]).startswith("relu units")


def test_a_change_says_what_it_changes():
    words = Recipe(rates=((32, 0.03), (40, 0.01)), epochs=50).in_words()
    assert "then learning rate 0.03 from epoch 32, 0.01 from epoch 40" in words


def test_what_trains_further_leaves_the_changes_behind():
    changed = Recipe(rates=((20, 0.03), (28, 0.1)), dropout=0.2)
    assert changed.further(25) == Recipe(learning_rate=0.03, epochs=10, dropout=0.2)
    falling = Recipe(learning_rate=0.2, schedule="cosine")
    assert falling.further(30) == Recipe(
        learning_rate=0.2, schedule="cosine", epochs=10
    )


def random_recipe(random):
    """Any recipe of the table of choices."""
    values = {}
    for name, choice in CHOICES.items():
        if isinstance(choice, Number) and choice.whole:
            values[name] = int(random.integers(choice.least, choice.most + 1))
        elif isinstance(choice, Number):
            values[name] = float(random.uniform(choice.least + 1e-9, choice.most))
        elif isinstance(choice, Option):
            values[name] = str(random.choice(choice.options))
    depth = random.integers(0, MAX_HIDDEN + 1)
    values["hidden"] = tuple(map(int, random.integers(1, MAX_UNITS + 1, depth)))
    epochs = sorted(random.choice(np.arange(1, 201), random.integers(0, 4), False))
    values["rates"] = tuple((int(e), float(random.uniform(1e-9, 10))) for e in epochs)
    return Recipe(**values)


def test_any_recipe_survives_its_link_its_file_and_its_widgets():
    random = np.random.default_rng(0)
    for _ in range(300):
        recipe = random_recipe(random)
        (asked,) = parse_qs(urlencode({"recipe": recipe.to_query()}))["recipe"]
        assert Recipe.from_json(asked) == recipe
        assert Recipe.from_json(recipe.to_json()) == recipe
        held = {name: c.write(getattr(recipe, name)) for name, c in CHOICES.items()}
        read = {name: CHOICES[name].read(value) for name, value in held.items()}
        assert Recipe(**read) == recipe
        for name in recipe.differences:
            if name == "activation" and not recipe.hidden:
                continue
            assert CHOICES[name].say(getattr(recipe, name)) in recipe.in_words()


def test_the_articles_link_names_nothing():
    assert Recipe().to_query() == "{}"
    assert Recipe(epochs=5).to_query() == '{"epochs":5}'
