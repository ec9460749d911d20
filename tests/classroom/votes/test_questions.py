import pytest

from mnist_ann.classroom.votes.prepared import QUESTIONS
from mnist_ann.classroom.votes.questions import (
    MEASURES,
    Question,
    closest,
    own,
    summary,
)
from mnist_ann.errors import Problem
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.runs import Runs
from mnist_ann.store.start import database
from tests.runs import trained


@pytest.fixture
def runs():
    return Runs(database())


def by_title(title):
    return next(each for each in QUESTIONS if each.title == title)


def never():
    raise AssertionError("the network before training isn't asked for")


def test_every_prepared_question_has_a_run_and_survives_a_trip_through_json():
    assert len({each.title for each in QUESTIONS}) == len(QUESTIONS)
    for question in QUESTIONS:
        assert question.recipe and question.outcome
        assert question.measure in MEASURES
        assert Question.from_json(question.to_json() | {"run": "abc"}) == question
        assert len(question.bounds) == max(0, len(question.choices) - 1)


def test_the_shipped_run_without_a_hidden_layer_answers_its_question(runs):
    question = by_title("No hidden layer")
    run, epochs = runs.get("linear"), runs.epochs("linear")
    assert run.recipe == question.recipe
    value, stays = question.answer(run, epochs, never)
    assert stays
    assert value == round(100 * run.test_accuracy, 1)
    assert question.outcome.startswith(f"{value:.0f}. ")
    assert question.say(value) == f"{value:g} of 100 images"


@pytest.mark.parametrize(
    ("accuracy", "place"), [(0.0892, 0), (0.9699, 1), (0.97, 2), (0.5, 1)]
)
def test_a_choice_is_answered_by_where_the_accuracy_lies(runs, accuracy, place):
    question = by_title("Learning rate 10")
    run = vars(runs.get("linear")) | {"test_accuracy": accuracy}
    assert question.answer(type(runs.get("linear"))(**run), [], never) == (place, True)


def test_until_the_test_images_are_counted_the_answer_may_change(runs):
    question = by_title("After one epoch")
    run, epochs = runs.get("linear"), runs.epochs("linear")
    training = type(run)(**vars(run) | {"test_accuracy": None, "status": "running"})
    assert question.answer(training, [], never) is None
    value, stays = question.answer(training, epochs[:1], never)
    assert (value, stays) == (round(10_000 * epochs[0].val_accuracy, 1), False)


@pytest.mark.slow
def test_what_a_real_run_measures():
    recipe = Recipe(hidden=(16,), learning_rate=0.2, epochs=2, images=2_000)
    id = Runs(database()).create(recipe, "teacher")
    trained(id)
    run, epochs = Runs(database()).get(id), Runs(database()).epochs(id)
    ask = {
        name: own("How many?", measure=name, most=100, recipe=recipe)
        for name in MEASURES
    }
    found = {name: each.answer(run, epochs, lambda: 0.1) for name, each in ask.items()}
    assert all(stays for _, stays in found.values())
    assert found["test"][0] == round(100 * run.test_accuracy, 1)
    assert found["validation"][0] == round(100 * epochs[-1].val_accuracy, 1)
    assert found["learned"][0] == round(100 * epochs[-1].end_accuracy, 1)
    assert found["untrained"][0] == 10
    assert 0 <= found["seconds"][0] < 60  # not a share: nothing multiplies it
    assert found["learned"] != found["test"] != found["validation"]


def test_who_is_closest():
    number = own("How many?", most=10_000)
    assert closest(number, {"Ada": 9_500, "Ben": 9_700, "Cleo": 10}, 9_600) == [
        "Ada",
        "Ben",
    ]
    assert closest(number, {}, 9_600) == []
    choice = own("Which?", choices=["one", "two"])
    assert closest(choice, {"Ada": 1, "Ben": 0}, 0) == ["Ben"]


def test_a_summary_has_mean_and_median():
    number = own("How many?", unit="images", most=10_000)
    # Worked by hand: (1,000 + 2,000 + 9,000) / 3 = 4,000.
    assert summary(number, [1_000, 9_000, 2_000]) == (
        "Mean of 3 votes: 4,000 images. Median: 2,000 images."
    )


@pytest.mark.parametrize("guess", [None, -1, 101, float("nan")])
def test_an_impossible_number_is_no_vote(guess):
    with pytest.raises(Problem, match="a number from 0 to 100"):
        own("How many?").check(guess)


@pytest.mark.parametrize("guess", [None, -1, 2, 0.5])
def test_an_impossible_choice_is_no_vote(guess):
    with pytest.raises(Problem, match="Choose one"):
        own("Which?", choices=["one", "two"]).check(guess)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": " "}, "this one has 0"),
        ({"text": "x" * 201}, "1 to 200 characters; this one has 201"),
        ({"text": "Which?", "choices": ["one", " "]}, "2 to 6 answers"),
        ({"text": "Which?", "choices": []}, "0 were given"),
        ({"text": "Which?", "choices": list("abcdefg")}, "7 were given"),
        ({"text": "Which?", "choices": ["a ", "a"]}, "the same"),
        ({"text": "Which?", "choices": ["x" * 61, "a"]}, "at most 60"),
        ({"text": "How many?", "least": 5, "most": 5}, "smaller end first; 5 to 5 was"),
        ({"text": "How many?", "most": float("inf")}, "within ±1,000,000,000"),
        ({"text": "How many?", "unit": "x" * 21}, "at most 20"),
    ],
)
def test_a_question_that_cannot_be_asked_says_why(fields, sentence):
    with pytest.raises(Problem, match=sentence):
        own(**fields)
