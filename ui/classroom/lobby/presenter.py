"""Above all of a teacher's views: the projection, what is on, what to expect, what comes next, who asks
for help."""

import streamlit as st

from mnist_ann.classroom import invitation as links
from mnist_ann.classroom.board import asking
from mnist_ann.classroom.lesson import order, papers
from ui.classroom.lobby import invitation
from ui.shown.words import as_text
from ui.state import cached, visitor

# All but a question, beside which stands what to expect of it.
EXPECTED = [stage for stage in order.STAGES if stage != order.PREDICT_FIRST]


def header(room, first):
    """The code, and what must be at hand during a lesson. first: whether to project is what to do first."""
    invitation.say_if_moved()
    left, right = st.columns([1, 1], vertical_alignment="center")
    left.title(f"Classroom · {room.code}", anchor=False)
    with right, st.container(horizontal=True, horizontal_alignment="right"):
        st.link_button(
            "Open the projection",
            projection_link(room),
            icon=":material/cast:",
            type="primary" if first else "secondary",
            help="A window of its own for the projector. It shows what the class does, and nothing of "
            "this page.",
        )
        _switch_button(room, SWITCHES[0])
        with st.popover("More", icon=":material/more_horiz:"):
            for switch in SWITCHES[1:]:
                _switch_button(room, switch)
            st.button(
                "Bring everyone here",
                icon=":material/assistant_navigation:",
                help="Opens the class's page for all students, wherever they are.",
                on_click=lambda: cached.teaching().send(
                    room.id, visitor.identity(), "classroom", {"class": room.code}
                ),
            )
            invitation.invitation_to(room, invitation.SIDE)


def projection_link(room, address=None):
    """The link of the window that only shows. address: of the app, by default as this browser knows it."""
    token = cached.projection().token(room.id, visitor.identity())
    return links.projection_link(address or invitation.here(), room.code, token)


def now(room, activities, view, go):
    """What is on, what to expect of it, and the way to what comes next. view: the one that is shown.
    go: a function that shows another."""
    stage = None
    if room.activity is not None:
        stage = order.stage_of(cached.activities().get(room.activity))
    following = order.next_stage(activities)
    _help(room)
    with st.container(horizontal=True, vertical_alignment="center", key="now"):
        with st.container(gap=None):
            if stage:
                st.markdown(f"**Now: {stage.name}.**")
            elif not activities:
                st.markdown(
                    "**Now: arrive.** Everyone joins, finds their name on the projection, and draws a "
                    "digit on Draw."
                )
            else:
                st.markdown("**Now: nothing is on.** The projection shows the class.")
        if stage in EXPECTED:
            # Folded: whoever projects this page would tell what is to be found out.
            with st.popover("What to expect", icon=":material/lightbulb:"):
                st.markdown(papers.expected()[stage.step])
        if stage and view != stage.view:
            _way("Back to", stage, go, ":material/undo:")
        if following and following.view != view:
            _way("Next:", following, go, ":material/arrow_forward:")


def _way(word, stage, go, icon):
    st.button(
        f"{word} {stage.name}",
        key=f"go, {word}",
        icon=icon,
        on_click=go,
        args=(stage.view,),
    )


def _help(room):
    """Who asks for help, and a button for each who got it."""
    me = visitor.identity()
    found = asking(cached.members().of_class(room.id, me))
    if not found:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown("**Ask for help** · press a name when you have helped")
        for member in found:
            st.button(
                f"{as_text(member.for_all)}: helped",
                icon=":material/check:",
                key=f"helped {member.id}",
                on_click=cached.teaching().helped,
                args=(room.id, me, member.id),
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


def _switch_button(room, switch):
    name, on, off, icon, values = switch
    st.button(
        off if values(room) else on,
        icon=icon,
        key=f"class {name}",
        type="primary" if values(room) else "secondary",
        on_click=_switch,
        args=(name, room.id, values(room)),
    )


def _switch(name, id, on):
    teaching, me = cached.teaching(), visitor.identity()
    if name == "frozen":
        teaching.set_frozen(id, me, not on)
    elif name == "locked":
        teaching.set_joining(id, me, on)
    else:
        teaching.set_nicknames(id, me, on)
