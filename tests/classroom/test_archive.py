import io
import zipfile

import numpy as np
import pandas as pd
import pytest

from mnist_ann.classroom.archive import class_file
from mnist_ann.classroom.contents import Answer, Asked, SameDigit
from mnist_ann.classroom.votes.questions import own
from mnist_ann.mnist import normalise
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.engine import connect
from mnist_ann.store.own.digits import Digits
from mnist_ann.store.runs import Runs


@pytest.fixture
def archive(url, classroom, data):
    """All of a class in which Ada, and one who gave a formula for a nickname, drew and voted."""
    runs = Runs(connect(url))
    id, _ = classroom.teaching.open("teacher")
    for visitor, name in (("v-ada", "Ada"), ("v-eve", "=HYPERLINK(1)")):
        classroom.members.join(classroom.classes.get(id).code, visitor, name)
    drawn = classroom.activities.start(id, "teacher", SameDigit(7))
    classroom.drawings.hand_in(
        drawn, "v-ada", 7, normalise(data.x_test[0]), 7, 0.99, "sure"
    )
    question = classroom.activities.start(id, "teacher", Asked(own("How many?")))
    classroom.answers.give(question, "v-ada", guess=31.4159)
    told = classroom.activities.start(id, "teacher", Asked(own("How sure?")))
    classroom.answers.give(told, "v-eve", guess=12.5)
    classroom.activities.reveal(told, "teacher")
    run = runs.create(Recipe(epochs=1), "v-ada")
    content = class_file(
        classroom.members.of_class(id, "teacher"),
        classroom.activities.of_class(id),
        {
            each.id: classroom.answers.of_activity(each.id, Answer)
            for each in classroom.activities.of_class(id)
        },
        classroom.drawings.of_class(id, "teacher"),
        runs.of_class(id),
        runs.epochs_of([run]),
    )
    return zipfile.ZipFile(io.BytesIO(content))


def read(archive, name):
    return pd.read_csv(io.BytesIO(archive.read(name)))


def test_everything_that_was_collected_is_in_the_file(archive, data):
    assert read(archive, "students.csv")["nickname"].tolist()[0] == "Ada"
    answers = read(archive, "answers.csv").dropna()
    assert answers[["student", "guess"]].values.tolist() == [[2, 12.5]]
    assert set(read(archive, "activities.csv")["kind"]) == {"same digit", "question"}
    assert read(archive, "drawings.csv")[["student", "label", "network_said"]].values.tolist() == [[1, 7, 7]]  # fmt: skip
    digits = Digits.from_npz(archive.read("drawings.npz"))
    np.testing.assert_array_equal(digits.images, data.x_test[:1])
    assert read(archive, "runs.csv")[["student", "status"]].values.tolist() == [[1, "queued"]]  # fmt: skip


def test_it_tells_no_hidden_vote_and_no_visitor(archive):
    text = b"".join(archive.read(name) for name in archive.namelist()).decode("latin-1")
    assert "31.4159" not in text and "v-ada" not in text


def test_a_spreadsheet_takes_the_tables_for_utf_8(archive):
    tables = [name for name in archive.namelist() if name.endswith(".csv")]
    assert all(archive.read(name).startswith(b"\xef\xbb\xbf") for name in tables)


def test_a_nickname_does_not_become_a_formula(archive):
    assert read(archive, "students.csv")["nickname"].tolist()[1] == "'=HYPERLINK(1)"
