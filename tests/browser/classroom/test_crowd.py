"""A class of thirty at once, as clients that speak the real protocol: nothing goes wrong or gets lost.

How long it takes, `python -m benchmarks classroom` measures.
"""

import pytest

from mnist_ann.classroom.classroom import Classroom
from mnist_ann.classroom.contents import Vote
from mnist_ann.recipe.recipe import Recipe
from tools.crowd.pupils import Crowd

THIRTY = 30
QUICK = Recipe(hidden=(), images=500, epochs=2)


@pytest.fixture
def crowd(server):
    crowd = Crowd(server.url, 1 + THIRTY)  # the teacher, too
    yield crowd
    crowd.close()
    print(server.log.read_text()[-5_000:])  # pytest shows it if the test failed


async def open_class(teacher):
    await teacher.open("classroom")
    await teacher.press("Open a class")
    await teacher.until(lambda: "class=" in teacher.query, "class")


async def draw(pupil):
    await pupil.visit("")
    await pupil.draw(4)
    assert pupil.answer["digit"] == 4


async def let_all_draw_a_four(teacher):
    await teacher.open("classroom", view="Same digit")
    await teacher.give("button_group", "Which digit?", ["4"])
    await teacher.press("Let everyone draw a 4")


async def hand_in_a_four(pupil):
    await pupil.visit("classroom")
    await pupil.hand_in(4)


async def ask_for_a_number(teacher):
    await teacher.open("classroom", view="Predict first")
    await teacher.press("Ask the class")


def seen(pupil):
    heading = next(pupil.all("heading"), None)
    return pupil.page, pupil.query, heading and heading.text


async def train(pupil, loses_the_network):
    """Start a run, and see its end; or lose the network for five seconds, and come back to it."""
    id = await pupil.start_training(QUICK)
    if loses_the_network:
        before = seen(pupil)
        await pupil.lose_network(5)
        await pupil.until(
            lambda: seen(pupil) == before and "**Class" in pupil.text(),
            "page as it was, in the class",
        )
    await pupil.until_text("Done: 2 epochs", 300)
    return id


def test_thirty_join_draw_vote_lose_the_network_and_train(crowd, server):
    teacher, *students = crowd.pupils
    crowd.all(open_class, pupils=[teacher])
    code = teacher.query.removeprefix("class=")
    crowd.all(lambda each: each.join(code), within=3, pupils=students)
    classroom = Classroom(server.engine())
    room = classroom.classes.taught(teacher.visitor)
    joined = classroom.members.of_class(room.id, teacher.visitor)
    names = {student.visitor: student.name for student in students}
    assert {each.visitor: each.name for each in joined} == names
    # Each sees the answer to the last stroke, though the page looks after the class meanwhile.
    crowd.all(draw, within=3, pupils=students)
    crowd.all(let_all_draw_a_four, pupils=[teacher])
    crowd.all(hand_in_a_four, within=3, pupils=students)
    wall = classroom.drawings.of_activity(
        classroom.classes.get(room.id).activity, teacher.visitor
    )
    assert sorted(each.name for each in wall) == sorted(names.values())
    crowd.all(ask_for_a_number, pupils=[teacher])
    guesses = {each.visitor: place for place, each in enumerate(students)}
    crowd.all(lambda each: each.vote(guesses[each.visitor]), within=3, pupils=students)
    crowd.all(lambda each: each.press("Reveal the votes"), pupils=[teacher])
    asked = classroom.classes.get(room.id).activity
    votes = {
        each.member: each.answer.guess
        for each in classroom.answers.of_activity(asked, Vote)
    }
    assert votes == {each.id: guesses[each.visitor] for each in joined}
    crowd.all(lambda each: each.until_text("You said"), pupils=students)
    lost = students[:5]
    started = crowd.all(lambda each: train(each, each in lost), 3, students)
    runs = server.runs().of_class(room.id)
    assert sorted(run.id for run in runs) == sorted(started)
    assert sorted(run.visitor for run in runs) == sorted(names)
    assert {run.status for run in runs} == {"done"}
    assert crowd.wrong() == set()
