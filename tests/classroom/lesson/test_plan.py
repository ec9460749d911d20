"""Plans of 20, 45 and 90 minutes hold together: their minutes, steps and goals."""

import re

import pytest

from mnist_ann.classroom.lesson import papers
from mnist_ann.classroom.lesson.order import STAGES
from mnist_ann.classroom.lesson.plan import GOALS, PLANS
from mnist_ann.settings import PROJECT

VIEWS = (PROJECT / "ui" / "classroom" / "teacher.py").read_text()
# Steps that are no view of the teacher's.
OTHERS = ("Arrive", "What it sees", "Train your own", "Our own hand", "Exit ticket", "Air")  # fmt: skip
# Of AI4K12's progression for Big Idea 3.
CODES = re.compile(r"3-(A-(i|ii|iii|iv|v|vi)|B-(i|ii)|C-(i|ii|iii)) [A-Z]")


@pytest.mark.parametrize("minutes", PLANS)
def test_a_plan_fills_its_minutes_without_a_gap_and_leaves_air(minutes):
    steps = papers.steps(minutes)
    assert [step.start for step in steps] == [
        sum(before.minutes for before in steps[:at]) for at in range(len(steps))
    ]
    assert sum(step.minutes for step in steps) == minutes
    assert steps[-1].name == "Air"
    assert steps[-1].minutes >= minutes / 20


def test_a_longer_plan_has_every_step_of_a_shorter_one():
    short, usual, long = ([step.name for step in papers.steps(m)] for m in PLANS)
    assert set(short) < set(usual) < set(long)


def test_every_step_is_an_activity_of_the_classroom_or_told_in_full():
    for step in papers.steps(90):
        assert step.name in OTHERS or f'"{step.name}":' in VIEWS
        assert len(step.text.split()) > 15


def test_each_activity_is_a_step_of_which_the_teacher_knows_what_to_expect():
    names = [step.name for step in papers.steps(90)]
    places = [names.index(stage.step) for stage in STAGES]
    assert places == sorted(places)
    for stage in STAGES:
        assert f'"{stage.view}":' in VIEWS
        said = papers.expected()[stage.step]
        assert said and "*" not in said


def test_every_goal_has_its_step_and_a_code_and_the_longest_plan_reaches_all():
    names = {step.name for step in papers.steps(90)}
    for goal in GOALS:
        assert goal.by in names
        for code in goal.codes.split(", "):
            assert CODES.match(code), code
        assert goal.can in papers.guide(90).text
