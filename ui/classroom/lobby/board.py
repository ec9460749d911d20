"""The board: who is here, who trains, and how well."""

import streamlit as st

from mnist_ann.classroom.board import alphabetical, curves, seats, waiting
from mnist_ann.figures.classroom import board_spec, board_table, board_text
from ui.classroom import activity
from ui.classroom.lobby import invitation
from ui.shown.chart import chart
from ui.shown.words import as_text
from ui.state import cached, visitor

WIDTH = 210  # pixels, of a student on the board


def board(room):
    """Who is here and what they do."""
    members = cached.members().of_class(room.id, visitor.identity())
    if not members:
        _nobody_yet(room)
        return
    runs = cached.runs().of_class(room.id)
    found = seats(
        members,
        activity.names(room),
        runs,
        cached.runs().epochs_of([run.id for run in runs]),
        cached.queue().ids(),
    )
    with st.container(horizontal=True, gap="large"):
        st.metric("Here", sum(seat.member.here for seat in found))
        st.metric("Training", sum(seat.training for seat in found))
        best = max((seat.best for seat in found if seat.best is not None), default=None)
        st.metric("Best validation accuracy", "–" if best is None else f"{best:.2%}")
    drawn = curves(found)
    if drawn:
        chart(
            board_table(drawn),
            board_spec(
                max(
                    seat.run.recipe.epochs for seat in found if seat.run and seat.epochs
                )
            ),
            alt=board_text(drawn),
        )
        st.caption(
            "A line for each student's newest run. Point at one to see whose it is."
        )
    _queue(waiting(found))
    _students(found)


def _nobody_yet(room):
    left, right = st.columns([2, 3], gap="large", vertical_alignment="center")
    with left:
        reached = invitation.picture(room, invitation.LARGE)
    with right:
        st.header("Nobody has joined yet", anchor=False)
        st.write(
            "Open the projection: it shows this code, large. Students point a phone at it, or type the "
            "address, give a nickname if they like, and are in. They appear here by themselves."
        )
        st.markdown(f"## {reached}/classroom\n## {room.code}")


def _queue(found):
    if found:
        names = ", ".join(as_text(seat.name) for seat in found)
        st.markdown(f"**Queue of {len(cached.queue().ids())}**, next first: {names}")


def _students(found):
    """All students, in alphabetical order; apart from them who is away."""
    found = alphabetical(found)
    with st.container(horizontal=True, gap="medium"):
        for seat in found:
            if not seat.member.here:
                continue
            best = "" if seat.best is None else f"best {seat.best:.2%} · "
            with st.container(width=WIDTH, gap=None):
                st.markdown(f"## {as_text(seat.name)}")
                st.markdown(f"{best}{seat.doing}")
    away = [as_text(seat.name) for seat in found if not seat.member.here]
    if away:
        st.write(f"Away: {', '.join(away)}")
