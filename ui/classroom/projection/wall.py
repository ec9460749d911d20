"""Same digit: the wall, all of it."""

from html import escape

import streamlit as st

from mnist_ann.classroom.drawings import wall
from mnist_ann.words import a_digit, percent_in_words
from ui.classroom.drawings import wall_of
from ui.classroom.projection.frame import body, nothing_yet
from ui.components.drawing_wall.drawing_wall import tiles
from ui.state import cached


def show(stage, activity):
    """The drawings as they come in; when no more are taken, how many were read."""
    hand_ins = wall_of.as_read(
        activity, cached.projection().wall(activity.id, stage.token)
    )
    digit = a_digit(activity.content.digit)
    if activity.open:
        here = sum(each.here for each in stage.members)
        stage.head(f"Everyone draws {digit}", f"{len(hand_ins)} drawings · {here} here")
    else:
        stage.head(f"Our wall of {activity.content.digit}s", _came_out(hand_ins))
    with body():
        if not hand_ins:
            nothing_yet("Draw it on your own screen, then hand it in. It appears here.")
        else:
            tiles(hand_ins, key=f"projected wall {activity.id}", to_press=False)
            st.html(f"<p class='legend'>{escape(wall_of.legend(activity))}</p>")


def _came_out(hand_ins):
    score = wall.score(hand_ins)
    if score is None:
        return "Nobody has handed in a drawing."
    said = f"{score.right} of {score.count} read right."
    funniest = wall.funniest(hand_ins)
    if funniest is None:
        return said
    very = percent_in_words(funniest.probability)
    return (
        f"{said} Funniest mistake: {funniest.name} drew {a_digit(funniest.label)}; the network is {very} "
        f"sure that it is {a_digit(funniest.answer)}."
    )
