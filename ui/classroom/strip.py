"""The line above every page for who is in a class: back to the class, ask for help, lead and follow."""

import streamlit as st

from mnist_ann.store.rights import FROZEN
from ui.shown.words import as_text
from ui.state import address, cached, live, visitor

SIGN = 5  # looks after which a page says that it is still open
SEEN = (
    "class leads seen"  # how many of the teacher's sendings this session has followed
)
IN = "class code"  # of the class that this session is in
FILES = {"": "draw.py"}  # of the pages whose name is not their address


def file(page):
    """The file of a page of the menu: "inside" -> "inside.py"."""
    return FILES.get(page, f"{page}.py")


def show(page):
    """What the class that the visitor is in, if any, needs on every page. page: its address."""
    me = visitor.identity()
    joined = cached.members().joined(me)
    if joined:
        room, _ = joined
        st.session_state[IN] = room.code
        if SEEN in st.session_state:
            follow(page)
        else:  # who has just come back stays where they were
            st.session_state[SEEN] = room.lead.number if room.lead else 0
        live.part(
            "class",
            _student,
            room.id,
            page,
            # An activity began or ended, or the class did.
            look=lambda: cached.classes().version(room.id)[1:],
            seen=(room.stage,),
        )
        return
    before = st.session_state.pop(IN, None)
    gone = before and cached.members().parted(before, me)
    if gone and page != "classroom":  # which says it itself
        st.toast(gone, icon=":material/door_open:", duration="infinite")
    room = cached.classes().taught(me)
    if room and not room.ended and page != "classroom":
        live.part("class", _teacher, page)


def _student(id, page):
    """A student's line."""
    me, looks = visitor.identity(), st.session_state.get("class looks", 0)
    st.session_state["class looks"] = looks + 1
    if looks % SIGN == 0:
        cached.members().seen(id, me)
    joined = cached.members().joined(me)
    if joined is None:
        return
    room, member = joined
    with st.container(horizontal=True, vertical_alignment="center", key="strip"):
        name = as_text(member.name)
        st.markdown(f"**Class {room.code}** · {name}", width="content")
        if page != "classroom":
            st.page_link(
                "classroom.py",
                label="To the class",
                icon=":material/groups:",
                query_params={"class": room.code},
            )
        if room.lead and room.lead.page != "classroom" and _elsewhere(room.lead, page):
            st.page_link(
                file(room.lead.page),
                label="Where the teacher sent us",
                icon=":material/assistant_navigation:",
                query_params=room.lead.query,
            )
        label = "Help is coming" if member.help else "Ask for help"
        st.button(
            label,
            icon=":material/waving_hand:" if member.help else ":material/front_hand:",
            key="class help",
            help="Press again when you no longer need it." if member.help else None,
            type="primary" if member.help else "secondary",
            on_click=_ask,
            args=(room.id, not member.help),
        )
    if room.frozen:
        st.info(FROZEN, icon=":material/pause_circle:")


def _elsewhere(lead, page):
    """Whether the page, or its address, is not what the teacher sent everyone to."""
    now = address.query()
    return page != lead.page or any(
        now.get(name) != value for name, value in lead.query.items()
    )


def _ask(id, wanted):
    cached.members().ask_help(id, visitor.identity(), wanted)


def follow(page):
    """Go where the teacher has sent everyone since this session last looked. page: where it is."""
    joined = cached.members().joined(visitor.identity())
    lead = joined and joined[0].lead
    if lead and lead.number > st.session_state.get(SEEN, 0):
        st.session_state[SEEN] = lead.number
        if _elsewhere(lead, page):
            st.switch_page(file(lead.page), query_params=lead.query)


def _teacher(page):
    """The teacher's line on the pages to which a class can be brought."""
    room = cached.classes().taught(visitor.identity())
    if room is None or room.ended:
        return
    members = cached.members().of_class(room.id, visitor.identity())
    asking = sum(member.help is not None for member in members)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**Class {room.code}**", width="content")
        st.page_link(
            "classroom.py",
            label=f"To the board, {asking} ask for help" if asking else "To the board",
            icon=":material/front_hand:" if asking else ":material/groups:",
            query_params={"class": room.code},
        )
        if st.button(
            "Bring everyone here",
            icon=":material/assistant_navigation:",
            help="Opens this page, as you see it, for all students. They can wander off and come back.",
        ):
            query = address.query()
            query.pop("class", None)  # what this page shows doesn't depend on it
            cached.teaching().send(room.id, visitor.identity(), page, query)
            st.toast("The class is on its way here.")
