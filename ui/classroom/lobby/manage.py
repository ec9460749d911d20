"""What a teacher decides: who is in, what is kept, when it ends. It shows nicknames: don't project it."""

from datetime import timedelta

import streamlit as st

from mnist_ann.classroom.archive import class_file
from mnist_ann.classroom.contents import Answer
from mnist_ann.classroom.moderation.nicknames import LONGEST, STEM
from mnist_ann.classroom.moderation.shown import ALL, DOUBTFUL, NOTHING, unnamed
from mnist_ann.classroom.teaching import LONGEST as LONGEST_CLASS
from mnist_ann.words import counted
from ui.classroom.lobby import presenter
from ui.classroom.lobby.invitation import reached
from ui.shown import problem
from ui.shown.words import as_text
from ui.state import address, cached, visitor
from ui.state.address import CLASS

CHOSEN = "student to manage"  # a member's id
WAITS = {
    NOTHING: "All of it, at once",
    DOUBTFUL: "At once, except drawings that are like no digit",
    ALL: "Only what I show",
}


def manage(room):
    """The controls of a class."""
    left, right = st.columns(2, gap="large")
    with left:
        st.header("Students", anchor=False)
        _students(room)
        _removed(room)
    with right:
        st.header("What all see", anchor=False)
        _what_all_see(room)
        st.header("The class", anchor=False)
        if not room.ended:
            _end(room)
            _recovery_and_end(room)
            _projection(room)
        keep(room)


def _end(room):
    """When the class ends: today, or after several lessons."""
    ends = visitor.at_home(room.ends)
    today = visitor.now().date()
    key = f"end of {room.code}"
    st.session_state[key] = ends.date()  # another screen of the teacher's may change it
    st.date_input(
        "Goes on until",
        min_value=min(today, ends.date()),
        max_value=today + timedelta(seconds=LONGEST_CLASS) - timedelta(days=1),
        key=key,
        on_change=_go_on,
        args=(room.id, key),
        width=200,
        help="For several lessons, choose the day of the last one. Students stay in, with all they gave.",
    )
    st.caption(
        f"It ends by itself on {ends.day} {ends:%B at %H:%M}. What it collected can then be downloaded "
        "for a week."
    )


def _go_on(id, key):
    with problem.shown(problem.toast):
        ends = visitor.end_of_day(st.session_state[key])
        cached.teaching().set_end(id, visitor.identity(), ends)


def _students(room):
    members = {
        each.id: each for each in cached.members().of_class(room.id, visitor.identity())
    }
    if not members:
        st.write("Nobody has joined yet.")
        return
    st.caption("Nicknames stand here even while they are hidden: don't project this.")
    _waiting(room, [each for each in members.values() if each.waits])
    id = st.selectbox(
        "Student",
        list(members),
        format_func=lambda id: f"{members[id].number}. {members[id].name}",
        key=CHOSEN,
    )
    member, me = members[id], visitor.identity()
    with st.form("rename", border=False):
        st.text_input(
            "Nickname",
            member.name,
            help=f"At most {LONGEST} characters.",
            key=f"nickname {id}",
        )
        st.form_submit_button(
            "Rename", icon=":material/edit:", on_click=_rename, args=(room.id, id)
        )
    runs = [
        run
        for run in cached.runs().of_class(room.id)
        if run.visitor == member.visitor and run.live
    ]
    with st.container(horizontal=True):
        if member.for_all != unnamed(member.number):
            _show_name(room, "Don't show the nickname", id, False)
        elif member.named is False:
            _show_name(room, "Show the nickname", id, True)
        if runs and st.button(
            f"Stop {counted(len(runs), 'run')}", icon=":material/stop:"
        ):
            for run in runs:
                cached.runs().stop(run.id, me)
            st.rerun()
        # One for each student: it closes with the one who was removed.
        with st.popover(
            "Remove from the class",
            icon=":material/person_remove:",
            key=f"removing {id}",
        ):
            name = as_text(member.name)
            st.write(
                f"{name} can't come in again until you bring {name} back. Until then nothing that "
                f"{name} gave is shown, and others may take the nickname."
            )
            if st.button(f"Remove {name}", type="primary", key=f"remove {id}"):
                cached.teaching().remove(room.id, me, id)
                st.toast(f"{name} was removed.")
                st.rerun()


def _show_name(room, label, id, shown):
    icon = f":material/visibility{'' if shown else '_off'}:"
    st.button(
        label,
        icon=icon,
        key=f"show {id}: {shown}",
        on_click=cached.teaching().show_name,
        args=(room.id, visitor.identity(), id, shown),
    )


def _waiting(room, members):
    """Nicknames that nobody sees before the teacher shows them."""
    if not members:
        return
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown("**New nicknames** · press one to show it to all")
            if len(members) > 1:
                st.button(
                    f"Show all {len(members)}",
                    icon=":material/visibility:",
                    on_click=_show_names,
                    args=(room.id, [each.id for each in members]),
                )
        with st.container(horizontal=True):
            for each in members:
                _show_name(room, as_text(each.name), each.id, True)


def _show_names(room_id, ids):
    for id in ids:
        cached.teaching().show_name(room_id, visitor.identity(), id, True)


def _removed(room):
    """Who was removed, and the way back."""
    gone = cached.members().removed(room.id, visitor.identity())
    if not gone:
        return
    with st.container(border=True):
        st.markdown("**Removed** · press one to bring the student back")
        with st.container(horizontal=True):
            for each in gone:
                st.button(
                    as_text(each.name),
                    icon=":material/undo:",
                    key=f"bring back {each.id}",
                    on_click=_bring_back,
                    args=(room.id, each.id),
                )


def _bring_back(room_id, id):
    with problem.shown(problem.toast):
        cached.teaching().bring_back(room_id, visitor.identity(), id)


def _what_all_see(room):
    """What waits for the teacher, and what no nickname may be."""
    # Not its own memory: another screen of the teacher's may have changed it.
    st.session_state["waits"] = room.waits
    st.radio(
        "Nicknames and drawings that others see",
        list(WAITS),
        format_func=WAITS.get,
        key="waits",
        on_change=_set_waits,
        args=(room.id,),
        help="What waits, you alone see: drawings above their wall, nicknames here. One press shows them.",
    )
    with st.expander("Words that no nickname may have"):
        words = cached.teaching().words(room.id, visitor.identity())
        with st.form("words", border=False):
            text = st.text_area(
                "Beside the usual ones, one a line",
                "\n".join(words),
                help="A word is found however it is written. With a star behind it, it is found within "
                f"other words, too: rude{STEM}. Who is called so already becomes a number.",
            )
            if st.form_submit_button("Keep the words", icon=":material/check:"):
                with problem.shown(problem.quoted):
                    cached.teaching().set_words(room.id, visitor.identity(), text)
                    st.rerun()


def _set_waits(room_id):
    cached.teaching().set_waits(room_id, visitor.identity(), st.session_state["waits"])


def _rename(room_id, id):
    name = st.session_state[f"nickname {id}"]
    with problem.shown(problem.toast):
        cached.teaching().rename(room_id, visitor.identity(), id, name)
    # An option that is called otherwise is another one: without this, the first is chosen.
    st.session_state[CHOSEN] = id


def _recovery_and_end(room):
    me = visitor.identity()
    with st.container(horizontal=True):
        if st.button(
            "New recovery link",
            icon=":material/key:",
            help="The one before opens nothing any more.",
        ):
            visitor.keep_recovery(cached.teaching().new_key(room.id, me))
            st.rerun()
        with st.popover("End the class", icon=":material/stop_circle:"):
            st.write(
                "Students can no longer join, draw or vote, and it can't be opened again. Nothing is "
                "deleted."
            )
            if st.button("End it now", type="primary", key="end class"):
                cached.teaching().end(room.id, me)
                CLASS.drop()
                st.rerun()


def _projection(room):
    """The projector's link, for another computer."""
    st.write("The projection on another computer: open this link there. It only shows.")
    st.code(presenter.projection_link(room, reached()), language=None, wrap_lines=True)
    st.button(
        "New projection link",
        icon=":material/cast:",
        help="Windows with the one before show nothing any more.",
        on_click=cached.projection().renew,
        args=(room.id, visitor.identity()),
    )


def keep(room):
    """Download all that was collected, or delete it."""
    me = visitor.identity()  # the download is made outside of the session
    with st.container(horizontal=True):
        st.download_button(
            "Download everything",
            lambda: _file(room, me),
            f"class-{room.code}.zip",
            icon=":material/download:",
            on_click="ignore",
            help="Tables of students, answers, drawings and runs, and the drawings themselves.",
        )
        with st.popover("Delete everything", icon=":material/delete:"):
            st.write(
                "The class, its students, drawings and answers are deleted at once and can't come back. "
                "Runs stay with those who started them."
            )
            if st.button("Delete it for good", type="primary", key="delete class"):
                cached.teaching().delete(room.id, me)
                address.only({})
                st.rerun()


def _file(room, me):
    activities = cached.activities().of_class(room.id)
    runs = cached.runs().of_class(room.id)
    return class_file(
        cached.members().of_class(room.id, me),
        activities,
        {each.id: cached.answers().of_activity(each.id, Answer) for each in activities},
        cached.drawings().of_class(room.id, me),
        runs,
        cached.runs().epochs_of([run.id for run in runs]),
    )
