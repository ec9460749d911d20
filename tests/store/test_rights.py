import pytest

from mnist_ann.classroom.classroom import Classroom
from mnist_ann.errors import Problem
from mnist_ann.recipe.recipe import Recipe


def test_a_class_whose_input_is_frozen_starts_no_run(runs, experiments, engine):
    classroom = Classroom(engine)
    id, _ = classroom.teaching.open("teacher")
    classroom.members.join(classroom.classes.get(id).code, "ada", "Ada")
    stopped = runs.create(Recipe(), "ada")
    runs.stop(stopped, "ada")
    classroom.teaching.set_frozen(id, "teacher", True)
    for start in (
        lambda: runs.create(Recipe(), "ada"),
        lambda: experiments.create([Recipe(), Recipe(seed=1)], "ada", "", []),
        lambda: runs.resume(stopped, "ada"),
    ):
        with pytest.raises(Problem, match="frozen all input"):
            start()
    runs.create(Recipe(), "teacher")
    runs.create(Recipe(), "somebody else")
    classroom.teaching.set_frozen(id, "teacher", False)
    runs.resume(stopped, "ada")


@pytest.mark.usefixtures("shipped")
def test_only_its_owner_changes_a_run_or_an_experiment(runs, experiments):
    id = runs.create(Recipe(), "ada")
    experiment = experiments.create(
        [Recipe(seed=1), Recipe(seed=2)], "ada", "Seeds", ["seed"]
    )
    calls = [
        (runs.stop, id),
        (runs.pause, id),
        (runs.resume, id),
        (runs.change_rate, id, 0.1),
        (runs.describe, id, "Mine", ""),
        (runs.archive, id),
        (runs.delete, id),
        (runs.restore, id),
        (experiments.stop, experiment),
        (experiments.archive, experiment),
        (experiments.delete, experiment),
        (experiments.restore, experiment),
    ]
    before = runs.of_visitor("ada")
    for call, what, *arguments in calls:
        with pytest.raises(Problem, match="Only the one who started"):
            call(what, "bob", *arguments)
        if what == id:
            with pytest.raises(Problem, match="Only the one who started"):
                # The shipped runs belong to nobody.
                call("article", "", *arguments)
    assert runs.of_visitor("ada") == before
