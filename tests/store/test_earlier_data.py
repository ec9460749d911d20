"""A data folder of an earlier version: every run, class, drawing and vote is there after the upgrade.

How it was made, `tests/data/README.md` says.
"""

import gzip
import json
import sqlite3
from pathlib import Path

import numpy as np
import pytest

from mnist_ann.classroom.classroom import Classroom
from mnist_ann.classroom.contents import (
    Asked,
    Experiment,
    SameDigit,
    TenDigits,
    Trial,
    Vote,
)
from mnist_ann.classroom.experiment.parts import parts
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.attempts import Attempts
from mnist_ann.store.engine import connect
from mnist_ann.store.experiments import Experiments
from mnist_ann.store.own.digits import OwnDigits
from mnist_ann.store.queue import Queue
from mnist_ann.store.rows import SHIPPED, Epoch, Insight
from mnist_ann.store.runs import Runs
from mnist_ann.store.start import prepare

FILE = Path(__file__).parents[1] / "data" / "earlier.db.gz"
QUICK = Recipe(hidden=(1,), epochs=1, images=100)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """The database file as it was."""
    path = tmp_path_factory.mktemp("earlier") / "mnist_ann.db"
    path.write_bytes(gzip.decompress(FILE.read_bytes()))
    return path


@pytest.fixture(scope="module")
def before(file):
    """{table: its rows} of the file, read before anything else opens it."""
    return rows(file)


@pytest.fixture(scope="module")
def engine(file, before):
    """Its engine, after the start of the app as it is now."""
    engine = connect(f"sqlite:///{file}")
    prepare(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def after(file, engine):
    """{table: its rows} after that start."""
    return rows(file)


@pytest.fixture(scope="module")
def runs(engine, after):
    """{name: Run} of those that weren't shipped; of several of one name, the first that was started."""
    found = [*Runs(engine).of_visitor("ada"), *Runs(engine).of_visitor("teacher")]
    found += Runs(engine).of_visitor("ada", archived=True)
    return {run.name: run for run in found[::-1] if not run.shipped}


def rows(file):
    database = sqlite3.connect(file)
    database.row_factory = sqlite3.Row
    found = "SELECT name FROM sqlite_master WHERE type = 'table'"
    names = {row["name"] for row in database.execute(found)} - {"alembic_version"}
    tables = {
        name: [dict(row) for row in database.execute(f"SELECT * FROM {name}")]
        for name in names
    }
    database.close()
    return tables


def test_every_row_is_as_it_was(before, after):
    shipped = {row["id"] for row in after["runs"] if row["visitor"] == SHIPPED}
    assert len(shipped) == 3  # they came back
    for name, old in before.items():
        kept = [
            {column: row[column] for column in old[0]}
            for row in after[name]
            if not {row.get("run"), row.get("id")} & shipped
        ]
        assert kept == old, name
    assert {name: len(old) for name, old in before.items()} == {
        "runs": 10, "epochs": 8, "snapshots": 14, "checkpoints": 6, "lessons": 2,
        "experiments": 1, "digits": 4, "cluster": 1, "classes": 1, "teachers": 1,
        "members": 4, "activities": 5, "answers": 8, "class_digits": 6,
    }  # fmt: skip


def test_a_run_that_ended_is_read_with_all_it_has(engine, runs):
    run, store = runs["Whole"], Runs(engine)
    assert (run.status, run.epoch, run.test_accuracy) == ("done", 2, 0.0979)
    assert run.note == "It was late.\nStill, it learned."
    assert run.recipe == Recipe(hidden=(1,), epochs=2, images=100)
    assert store.epochs(run.id)[1] == Epoch(
        epoch=2, loss=2.301119565963745, accuracy=0.1, val_loss=2.3035738468170166,
        val_accuracy=0.0924, seconds=0.14345328900026288,
        end_loss=2.3009870052337646, end_accuracy=0.11,
    )  # fmt: skip
    assert store.insights(run.id)[1] == Insight(
        2, (2.3009, 2.302, 2.3001, 2.3044), (0.078211, 0.004005), (0.0,)
    )
    assert store.snapshots(run.id) == [0, 1, 2]
    first, last = store.network(run.id, 0), store.network(run.id)
    assert first.fingerprint != last.fingerprint
    assert last.parameters == run.recipe.parameters == 784 + 1 + 10 + 10


def test_a_run_that_was_stopped_can_go_on(engine, runs):
    run = runs["Part"]
    assert (run.status, run.epoch, run.resumable) == ("stopped", 1, True)
    assert run.recipe.rates == ((2, 0.05),)
    assert Attempts(engine).checkpoint(run.id)
    Runs(engine).resume(run.id, "ada")
    assert Queue(engine).take(1) == (run.id, 2)
    assert Attempts(engine).beat(run.id, 2).recipe == run.recipe
    Attempts(engine).finish(run.id, 2, "stopped")


def test_a_run_that_went_on_from_another_keeps_what_it_learned(engine, runs, data):
    run = runs["Onward"]
    assert run.archived
    assert (run.parent, run.parent_epoch) == (runs["Whole"].id, 2)
    lesson = Runs(engine).lesson(run.id)
    whole = Runs(engine).network(runs["Whole"].id)
    assert lesson.network.fingerprint == whole.fingerprint
    own = OwnDigits(engine).of("ada")
    for digits in (lesson.digits, own):
        np.testing.assert_array_equal(digits.images, data.x_test[:4])
        assert digits.labels.tolist() == [7, 2, 1, 0]


def test_an_experiment_has_its_runs(engine):
    (found,) = Experiments(engine).of_visitor("ada")
    assert (found.name, found.choices) == ("Two rates", ("learning_rate",))
    _, members = Experiments(engine).get(found.id)
    assert [(run.name, run.status) for run in members] == [
        ("learning rate 0.01", "done"), ("learning rate 0.1", "stopped"),
    ]  # fmt: skip
    assert members[0].recipe == QUICK


@pytest.fixture
def classroom(engine):
    return Classroom(engine)


@pytest.fixture
def room(classroom):
    """The class."""
    return classroom.classes.taught("teacher")


def test_a_class_is_open_with_its_members(classroom, room, runs):
    assert not room.ended
    assert (room.lead.page, room.lead.query) == ("train", {"run": runs["Whole"].id})
    members = classroom.members.of_class(room.id, "teacher")
    assert [(each.number, each.visitor, each.name) for each in members] == [
        (1, "ada", "Ada"), (2, "ben", "Student 2"), (4, "dan", "Dan"),
    ]  # fmt: skip
    assert [each.help is not None for each in members] == [False, True, False]
    assert "removed you" in classroom.members.parted(room.code, "cleo")
    assert classroom.members.parted(room.code, "dan") is None  # who left
    key = "G-oS8k7q9-QXiZKyuPRG6qNW"
    found = classroom.teaching.recover(room.code, key, "another browser")
    assert found.id == room.id


def test_activities_ask_what_they_asked(classroom, room, runs):
    tried, number, choice, ten, same = classroom.activities.of_class(room.id)
    assert room.activity == tried.id
    assert same.content == SameDigit(4)
    assert ten.content == TenDigits((runs["Taught by class"].id,))
    assert isinstance(choice.content, Asked)
    assert choice.content.question.title == "Learning rate 10"
    assert choice.content.question.recipe == Recipe(learning_rate=10, epochs=10)
    assert (choice.content.run, choice.content.told) == (runs["Whole"].id, None)
    assert isinstance(number.content, Asked)
    assert number.content.question.unit == "images"
    assert (number.content.run, number.content.told) == (None, 57)
    assert isinstance(tried.content, Experiment)
    assert tried.content.plan.values == (0.01, 0.1, 1.0)
    every = (tried, number, choice, ten, same)
    assert [each.open for each in every] == [True, False, False, False, False]
    assert [each.revealed for each in every] == [False, True, True, False, False]


def test_activities_and_answers_are_written_as_they_were(classroom, room, before):
    found = {each.id: each for each in classroom.activities.of_class(room.id)}
    for row in before["activities"]:
        kept = json.dumps(found[row["id"]].content.to_json())
        assert json.loads(kept) == json.loads(row["content"])
    for row in before["answers"]:
        answer = Vote if found[row["activity"]].kind == "question" else Trial
        content = json.loads(row["content"])
        assert answer.from_json(content).to_json() == content


def test_votes_are_those_that_were_given(classroom, room):
    tried, number, choice, *_ = classroom.activities.of_class(room.id)
    for activity, votes in ((choice, {1: 1, 2: 2}), (number, {1: 61.5, 2: 40})):
        given = classroom.answers.of_activity(activity.id, Vote)
        assert {each.member: each.answer.guess for each in given} == votes
    own = classroom.answers.own(tried.id, "ada", Trial)
    assert (own.guess, own.share) == (0.25, 0)


def test_an_experiment_of_a_class_has_its_parts(engine, classroom, room):
    tried = classroom.activities.get(room.activity)
    given = classroom.answers.of_activity(tried.id, Trial)
    found = parts(tried, given, Runs(engine))
    shown = [
        (
            part.member,
            part.share,
            part.outcome and part.outcome.run.status,
            part.stands_in,
        )
        for part in found
    ]
    assert shown == [
        (1, 0, "done", False), (2, 1, "stopped", True), (4, 0, "stopped", True),
        (None, 2, None, False),
    ]  # fmt: skip


def test_drawings_are_as_they_were_vetted(classroom, room, data):
    found = classroom.drawings.of_class(room.id, "teacher")
    assert [
        (each.member, each.label, each.answer, each.verdict, each.accepted)
        for each in found
    ] == [
        (1, 4, 4, "sure", True), (2, 4, 9, "torn", None), (4, 4, 4, "unlike", False),
        (1, 7, 7, "sure", True), (1, 2, 2, "sure", None), (1, 9, 1, "sure", True),
    ]  # fmt: skip
    np.testing.assert_array_equal(found[0].image, data.x_test[4])
    assert classroom.drawings.digits(room.id, "teacher").labels.tolist() == [4, 7, 9]
