"""The board, made to be projected: who is here, who trains, how well, who needs help."""

import streamlit as st

from mnist_ann.classroom.board import asking, curves, seats, waiting
from mnist_ann.figures.classroom import board_spec, board_table, board_text
from ui.classroom import activity
from ui.classroom.lobby import invitation
from ui.shown.chart import chart
from ui.shown.words import as_text
from ui.state import cached, visitor

WIDTH = 210  # pixels, of a student on the board


def header(room):
    """The code, large, and what must be at hand during a lesson."""
    left, right = st.columns([2, 3], vertical_alignment="center")
    left.title(f"Classroom · {room.code}", anchor=False)
    if room.ended:
        return
    with right, st.container(horizontal=True, horizontal_alignment="right"):
        with st.popover("QR code", icon=":material/qr_code_2:"):
            invitation.invitation_to(room, invitation.SIDE)
        for name, on, off, icon, values in SWITCHES:
            st.button(
                off if values(room) else on,
                icon=icon,
                key=f"class {name}",
                type="primary" if values(room) else "secondary",
                on_click=_switch,
                args=(name, room.id, values(room)),
            )
        st.button(
            "Bring everyone here",
            icon=":material/assistant_navigation:",
            help="Opens the class's page for all students, wherever they are.",
            on_click=lambda: cached.teaching().send(
                room.id, visitor.identity(), "classroom", {"class": room.code}
            ),
        )


# What one press changes: (name, its label, the label that takes it back, icon, whether it is so).
SWITCHES = (
    (
        "frozen",
        "Freeze input",
        "Take input again",
        ":material/pause_circle:",
        lambda room: room.frozen,
    ),
    (
        "locked",
        "Lock joining",
        "Let students join",
        ":material/lock:",
        lambda room: not room.joining,
    ),
    (
        "hidden",
        "Hide nicknames",
        "Show nicknames",
        ":material/visibility_off:",
        lambda room: not room.nicknames,
    ),
)


def _switch(name, id, on):
    teaching, me = cached.teaching(), visitor.identity()
    if name == "frozen":
        teaching.set_frozen(id, me, not on)
    elif name == "locked":
        teaching.set_joining(id, me, on)
    else:
        teaching.set_nicknames(id, me, on)


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
    _help(room, asking(found))
    with st.container(horizontal=True, gap="large"):
        here = sum(seat.member.here for seat in found)
        st.metric("Here", f"{here} of {len(found)}")
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
            "Project this page. Students point a phone at the code, or type the address, give a "
            "nickname if they like, and are in. They appear here by themselves."
        )
        st.markdown(f"## {reached}/classroom\n## {room.code}")


def _help(room, found):
    """Who asked for help, and a button for each who got it."""
    if not found:
        return
    with st.container(border=True):
        st.markdown("**Ask for help** · press a name when you have helped")
        with st.container(horizontal=True, vertical_alignment="center"):
            for seat in found:
                st.button(
                    f"{as_text(seat.name)}: helped",
                    icon=":material/check:",
                    key=f"helped {seat.member.id}",
                    on_click=cached.teaching().helped,
                    args=(room.id, visitor.identity(), seat.member.id),
                )


def _queue(found):
    if found:
        names = ", ".join(as_text(seat.name) for seat in found)
        st.markdown(f"**Queue of {len(cached.queue().ids())}**, next first: {names}")


def _students(found):
    """All students, large enough for the last row."""
    with st.container(horizontal=True, gap="medium"):
        for seat in found:
            best = "" if seat.best is None else f"best {seat.best:.2%} · "
            with st.container(width=WIDTH, gap=None):
                st.markdown(f"## {as_text(seat.name)}")
                st.markdown(f"{best}{seat.doing}")
