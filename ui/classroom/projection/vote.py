"""Predict first: the question; when they are revealed, the votes, and the answer among them."""

from html import escape

import streamlit as st

from mnist_ann.classroom.board import Curve
from mnist_ann.classroom.votes import questions
from mnist_ann.figures import training
from mnist_ann.figures.classroom import board_spec, board_table
from mnist_ann.words import counted
from ui.classroom.projection.frame import body, filling
from ui.classroom.votes import answer
from ui.classroom.votes.ask import bounds
from ui.lab.run import watch
from ui.state import cached, live


def show(stage, activity):
    """How many have voted, and nothing of what, until the teacher reveals it."""
    question = activity.content.question
    if not activity.revealed:
        here = sum(each.here for each in stage.members)
        stage.head(question.text, "" if activity.open else "The vote is closed.")
        with body():
            _asked(question, cached.answers().guessed(activity.id), here)
        return
    votes = answer.votes_of(activity)
    if not votes:
        stage.head(question.text, "Nobody has voted.")
        return
    if answer.trains(activity):
        live.watch("run of a class, teacher", lambda: _progress(activity))
    _revealed(stage, activity, question, votes)


def _progress(activity):
    looked = answer.look(activity)
    return looked and (looked[0].status, looked[0].epoch)


def _asked(question, voted, here):
    choices = "".join(f"<li>{escape(each)}</li>" for each in question.choices)
    what = (
        f"<ol class='choices'>{choices}</ol>"
        if choices
        else f"<p>{escape(bounds(question))}</p>"
    )
    st.html(
        f"<div class='asked'>{what}<p class='large' role='status'><b>{voted}</b> of {max(here, voted)} "
        "have voted</p></div>"
    )


def _revealed(stage, activity, question, votes):
    looked = answer.look(activity)
    found = answer.found(activity, question, looked)
    stage.head(question.text, _came_out(stage.who, question, votes, found, looked))
    with body(horizontal=True):
        with st.container(height="stretch", width="stretch"):
            numbers = list(votes.values())
            answer.votes_chart(question, numbers, found, large=True, show=filling)
        if looked and looked[0].recipe.epochs > 1:
            with st.container(height="stretch", width="stretch"):
                run, epochs = looked
                filling(
                    board_table([Curve(run.id, "The run", epochs)] if epochs else []),
                    board_spec(run.recipe.epochs),
                    alt=training.curve_text("accuracy", epochs),
                )


def _came_out(who, question, votes, found, looked):
    """What there is to say, in a line."""
    if found and found[1]:
        said = answer.closest(who, question, votes, found[0], written=str)
        return f"The answer: {question.say(found[0])}. {said}"
    if looked:
        return watch.state(*looked)
    if question.choices:
        return counted(len(votes), "vote")
    return questions.summary(question, list(votes.values()))
