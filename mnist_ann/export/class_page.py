"""What a student takes home from a class, a page: their digits, the curve of their network, what the class found out.

One HTML file that needs nothing but itself. It tells the student's own things and the class's results,
and no other student's name.
"""

import math

from jinja2 import Environment, PackageLoader, StrictUndefined

from mnist_ann.classroom.classes import Class
from mnist_ann.classroom.classroom import Classroom
from mnist_ann.classroom.contents import Asked, Experiment, SameDigit, Trial, Vote
from mnist_ann.classroom.drawings import wall
from mnist_ann.classroom.experiment import parts
from mnist_ann.classroom.votes.questions import summary
from mnist_ann.export.curves import curves
from mnist_ann.figures.base import BLUE, VERMILION
from mnist_ann.figures.pictures import data_url, picture
from mnist_ann.store.runs import Runs
from mnist_ann.words import a_digit, percent

PAGE = Environment(
    loader=PackageLoader("mnist_ann.export"),
    autoescape=True,
    undefined=StrictUndefined,
).get_template("class_page.html")


def to_page(classroom: Classroom, runs: Runs, room: Class, visitor: str) -> bytes:
    """An .html file for a member of a class. runs: of the same database. Raises Problem for anyone
    else."""
    member = classroom.members.own(room.id, visitor)
    activities = classroom.activities.of_class(room.id)[::-1]
    drawn = [
        each
        for activity in activities
        if activity.content.digits
        for each in classroom.drawings.own(activity.id, visitor).values()
    ]
    page = PAGE.render(
        room=room,
        member=member,
        digits=[(data_url(picture(each.image, 28)), each) for each in drawn],
        network=_network(runs, room, visitor),
        found=[
            said
            for activity in activities
            if (said := _found(classroom, runs, activity, visitor))
        ],
        a_digit=a_digit,
        percent=percent,
        right=BLUE,
        wrong=VERMILION,
    )
    return page.encode()


def _network(runs, room, visitor):
    """(the member's newest Run that ended an epoch, its best validation accuracy, its curve as <svg>); None
    without one."""
    own = [run for run in runs.of_class(room.id) if run.visitor == visitor]
    for run in reversed(own):
        epochs = [each for each in runs.epochs(run.id) if math.isfinite(each.loss)]
        if epochs:
            best = max(epoch.val_accuracy for epoch in epochs)
            series = {
                "training": [epoch.accuracy for epoch in epochs],
                "validation": [epoch.val_accuracy for epoch in epochs],
            }
            label = f"Accuracy after each epoch: at best {best:.1%} of the validation images"
            svg = curves(
                "accuracy",
                series,
                epochs[0].epoch,
                label,
                lambda value: f"{100 * value:.4g}%",
            )
            return run, best, svg
    return None


def _found(classroom, runs, activity, visitor):
    """What the class found out by an activity, in a sentence or more; "" while it still goes on."""
    match activity.content:
        case SameDigit(digit) if not activity.open:
            drawings = classroom.drawings.of_activity(activity.id, visitor)
            score = wall.score(drawings)
            return (
                f"Everyone drew {a_digit(digit)}: the network read {score.right} of {score.count} right."
                if score
                else ""
            )
        case Asked(question, _, told) if activity.revealed:
            own = classroom.answers.own(activity.id, visitor, Vote).guess
            answers = classroom.answers.of_activity(activity.id, Vote)
            votes = [each.answer.guess for each in answers]
            given = [vote for vote in votes if vote is not None]
            said = [question.text]
            if own is not None:
                said.append(f"You voted: {question.say(own)}.")
            if given and not question.choices:
                said.append(summary(question, given))
            if told is not None:
                said.append(f"The answer: {question.say(told)}.")
            return " ".join(said)
        case Experiment(plan) if plan.seed_alone or activity.revealed:
            answers = classroom.answers.of_activity(activity.id, Trial)
            said = parts.came_out(plan, parts.parts(activity, answers, runs))
            colon = "" if plan.question.endswith("?") else ":"
            return f"{plan.question}{colon} {said}".replace("**", "") if said else ""
    return ""
