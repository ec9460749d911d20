import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mnist_ann.classroom.board import alphabetical, asking, curves, seats, waiting
from mnist_ann.classroom.classroom import Classroom
from mnist_ann.figures.classroom import board_spec, board_table, board_text
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.engine import connect
from mnist_ann.store.queue import Queue
from mnist_ann.store.rows import Epoch
from mnist_ann.store.runs import Runs


@pytest.fixture
def found(tmp_path, sqlite):
    """The seats of four students: Ada trains, Ben waits, Cem has no run, Dan left."""
    shutil.copy(sqlite, tmp_path / "store.db")
    engine = connect(f"sqlite:///{tmp_path / 'store.db'}")
    classroom, queue = Classroom(engine), Queue(engine)
    id, _ = classroom.teaching.open("teacher")
    for name in ("Ada", "Ben", "Cem", "Dan"):
        classroom.members.join(classroom.classes.get(id).code, name, name)
    classroom.members.leave(id, "Dan")
    for name in ("Ben", "Ada"):
        classroom.members.ask_help(id, name)
    for name in ("Ada", "Ben"):
        Runs(engine).create(Recipe(epochs=5), name)
    assert queue.take(1)
    members, runs = classroom.members.of_class(id, "teacher"), Runs(engine).of_class(id)
    epochs = {
        runs[0].id: [Epoch(1, 1, 0.5, 1, 0.91, 1), Epoch(2, 1, 0.5, 1, 0.89, 1)],
        runs[1].id: [],
    }
    names = {member.id: member.name for member in members}
    return seats(members, names, runs, epochs, queue.ids())


def test_each_student_is_where_they_are(found):
    assert [(seat.name, seat.doing, seat.best) for seat in found] == [
        ("Ada", "epoch 1 of 5", 0.91),
        ("Ben", "waits, number 1", None),
        ("Cem", "here", None),
        ("Dan", "away", None),
    ]
    assert [seat.training for seat in found] == [True, True, False, False]


def test_who_asked_first_comes_first(found):
    members = [seat.member for seat in found]
    assert [member.name for member in asking(members)] == ["Ben", "Ada"]
    assert [seat.name for seat in waiting(found)] == ["Ben"]
    assert all(member.help < datetime.now(UTC) for member in asking(members))


def test_names_stand_as_people_look_for_them(found):
    names = ["Zoe", "Student 10", "Élodie", "ben", "Student 9", "Ada"]
    mixed = [replace(seat, name=name) for seat, name in zip(found * 2, names)]
    assert [seat.name for seat in alphabetical(mixed)] == [
        "Ada", "ben", "Élodie", "Student 9", "Student 10", "Zoe",
    ]  # fmt: skip


def test_the_chart_has_every_epoch_of_every_newest_run(found):
    drawn = curves(found)
    table = board_table(drawn)[["who", "epoch", "accuracy", "mine", "last"]]
    assert table.to_numpy().tolist() == [
        ["Ada", 1, 0.91, False, False],
        ["Ada", 2, 0.89, False, True],
    ]
    for layer in board_spec(5)["layer"]:
        assert layer["encoding"]["x"]["scale"]["domain"] == [1, 5]
    assert "89.00%" in board_text(drawn)
    assert "No epoch" in board_text(curves(found[1:]))
