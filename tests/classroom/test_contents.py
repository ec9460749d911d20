import json

import pytest

from mnist_ann.classroom.contents import (
    KINDS,
    Answer,
    Asked,
    Experiment,
    SameDigit,
    StandIn,
    TenDigits,
    Trial,
    Vote,
    answer_of,
    kind_of,
    read_content,
)
from mnist_ann.classroom.experiment.plan import Plan
from mnist_ann.classroom.votes.prepared import QUESTIONS
from mnist_ann.classroom.votes.questions import own
from mnist_ann.errors import Problem
from mnist_ann.recipe.recipe import Recipe

PLAN = Plan("hidden", ((), (30,)), Recipe(epochs=2))
CHOICE = own("Which?", choices=["one", "two"])
CONTENTS = [
    SameDigit(4),
    TenDigits(),
    TenDigits(("abc", "def")),
    *map(Asked, QUESTIONS),
    Asked(CHOICE, told=1),
    Asked(QUESTIONS[0], run="abc"),
    Experiment(PLAN),
    Experiment(PLAN, (StandIn(None, 0, "abc"), StandIn(7, 1, "def"))),
]


@pytest.mark.parametrize("content", CONTENTS, ids=str)
def test_a_content_survives_a_trip_through_json(content):
    text = json.dumps(content.to_json())
    assert read_content(kind_of(type(content)), text) == content


@pytest.mark.parametrize("answer", [Vote(), Vote(97), Trial(share=0), Trial(0.5, 2, "abc")])  # fmt: skip
def test_an_answer_survives_a_trip_through_json(answer):
    assert type(answer).from_json(json.loads(json.dumps(answer.to_json()))) == answer


def test_the_database_keeps_the_names_that_it_has_always_had():
    asked = Asked(CHOICE, run="abc", told=1).to_json()
    assert asked | {"text": "Which?", "run": "abc", "told": 1} == asked
    planned = Experiment(PLAN, (StandIn(None, 0, "abc"),)).to_json()
    assert planned["choice"] == "hidden"
    assert planned["standing in"] == [[None, 0, "abc"]]
    assert SameDigit(4).to_json() == {"digit": 4} and TenDigits().to_json() == {}
    assert TenDigits(("abc",)).to_json() == {"runs": ["abc"]}
    assert Trial(0.5, 2, "abc").to_json() == {"guess": 0.5, "share": 2, "run": "abc"}
    assert set(KINDS) == {"same digit", "question", "experiment", "handwriting"}


def test_only_a_guess_is_hidden():
    assert Trial(0.5, 2, "abc").hidden() == Trial(None, 2, "abc")
    assert Vote(97).hidden() == Vote()


def test_each_kind_asks_for_drawings_or_for_an_answer():
    for content in CONTENTS:
        kind = kind_of(type(content))
        if content.digits:
            with pytest.raises(Problem, match="takes drawings"):
                answer_of(kind)
        else:
            assert issubclass(answer_of(kind), Answer)
    assert list(TenDigits().digits) == list(range(10)) and SameDigit(4).digits == (4,)
    assert Experiment(PLAN).shares == 2 and Asked(CHOICE).shares == 0


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: SameDigit(10), "0 to 9; 10 was given"),
        (lambda: Asked(CHOICE, told=2), "Choose one"),
        (lambda: Asked(CHOICE).check(Vote(2)), "Choose one"),
        (lambda: Vote(float("inf")), "A vote is a number"),
        (lambda: Trial(1.01), "from 0 to 100"),
        (lambda: Trial(share=-1), "-1 was given"),
    ],
)
def test_what_cannot_be_says_why(make, sentence):
    with pytest.raises(Problem, match=sentence):
        make()
