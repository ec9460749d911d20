"""What the projector shows: by a link with a token, whatever the class does now, and nothing to press."""

from collections.abc import Callable

import streamlit as st

from mnist_ann.classroom.contents import (
    Asked,
    Content,
    Experiment,
    SameDigit,
    TenDigits,
)
from mnist_ann.errors import Problem
from ui.classroom.projection import board, curve, digits, lobby, vote, wall
from ui.classroom.projection.frame import LOOK, Stage
from ui.classroom.watch import watch
from ui.shown import menu
from ui.state import cached
from ui.state.address import CLASS, SHOW

# By what the activity asks; any other shows the board, with everyone's curve.
VIEWS: dict[type[Content], Callable] = {
    SameDigit: wall.show,
    TenDigits: digits.show,
    Asked: vote.show,
    Experiment: curve.show,
}


def show() -> None:
    """The class that the address names."""
    st.html(menu.LOOK + LOOK)
    token = SHOW.said("")
    try:
        room = cached.projection().room(CLASS.said(""), token)
    except Problem as problem:
        st.title(str(problem), anchor=False)
        return
    watch("class, projected", room)
    stage = Stage(room, token, cached.projection().members(room.id, token))
    if room.activity is not None:
        activity = cached.activities().get(room.activity)
        VIEWS.get(type(activity.content), board.show)(stage, activity)
    elif cached.activities().of_class(room.id) or cached.runs().of_class(room.id):
        board.show(stage)
    else:
        lobby.show(stage)
