"""Predict first: a question to all, votes hidden until revealed, then the answer by really running it."""

import streamlit as st

from mnist_ann.classroom.contents import Asked, Vote
from ui.classroom.activity import current, earlier, names
from ui.classroom.votes import ask
from ui.classroom.votes.answer import come_in, look, votes_of
from ui.shown import problem
from ui.shown.words import as_text
from ui.state import cached, visitor


def teach(room):
    """For the teacher."""
    activity = current(room, Asked)
    if activity is None:
        ask.ask(room)
        earlier(room, Asked, "Earlier questions", lambda each: each.question.text)
        return
    question = activity.content.question
    st.header(as_text(question.text), anchor=False)
    if activity.revealed:
        votes = votes_of(activity)
        if votes:
            _controls(room, activity, question, look(activity))
            come_in(names(room), activity, question, votes, large=True)
        else:
            st.write("Nobody has voted.")
    else:
        _collect(room, activity, question)


def _collect(room, activity, question):
    """While votes come in: how many, and nothing of what they are."""
    if question.choices:
        for choice in question.choices:
            st.subheader(as_text(choice), anchor=False)
    else:
        st.subheader(ask.span(question), anchor=False)
    votes, members = cached.answers().guessed(activity.id), len(names(room))
    st.header(f"{votes} of {members} have voted", anchor=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        me = visitor.identity()
        if st.button(
            "Reveal the votes",
            type="primary",
            icon=":material/visibility:",
            disabled=not votes,
        ):
            cached.activities().reveal(activity.id, me)
            st.rerun()
        label, icon = (
            ("Close the vote", "lock")
            if activity.open
            else ("Open it again", "lock_open")
        )
        if st.button(label, icon=f":material/{icon}:", key="take votes"):
            cached.activities().set_open(activity.id, me, not activity.open)
            st.rerun()
        _another(room)
    if not activity.open:
        st.caption("Closed: no vote can be changed any more.")


def _another(room):
    if st.button("Ask another", icon=":material/undo:"):
        cached.activities().finish(room.id, visitor.identity())
        st.rerun()


def _controls(room, activity, question, looked):
    """What a teacher does once the votes are there: run it, or tell the answer."""
    me = visitor.identity()
    over = looked is None or looked[0].status in ("failed", "stopped")
    if not question.measure and activity.content.told is None:
        _tell(activity, question, me)
    with st.container(horizontal=True, vertical_alignment="center"):
        if (
            question.recipe
            and over
            and st.button("Run it", type="primary", icon=":material/play_arrow:")
        ):
            _run(activity, question, me)
        if looked:
            st.page_link(
                "train.py",
                label="Its run",
                icon=":material/show_chart:",
                query_params={"run": looked[0].id},
            )
        _another(room)


def _run(activity, question, me):
    name = f"Predict first: {question.title or question.text}"[:80]
    with problem.shown(problem.toast):
        id = cached.runs().create(question.recipe, me, name)
        cached.activities().change(activity.id, me, run=id)
        st.rerun()


def _tell(activity, question, me):
    """A teacher's own question, answered by the teacher."""
    with st.form(f"tell {activity.id}", border=False, enter_to_submit=False):
        value = _field(question, None, f"told {activity.id}", "The answer")
        if st.form_submit_button("Show the answer", icon=":material/check:"):
            with problem.shown(problem.quoted):
                question.check(value)
                cached.activities().change(activity.id, me, told=value)
                st.rerun()


# A student


def learn(room, activity):
    """For a student, while this activity is on."""
    question = activity.content.question
    with st.container(key="question"):
        st.title(as_text(question.text), anchor=False)
    if not activity.revealed:
        _vote(room, activity, question)
        return
    _say_if_late(activity, question)
    votes = votes_of(activity)
    if not votes:
        st.write("Nobody has voted.")
        return
    member = cached.members().own(room.id, visitor.identity())
    come_in(names(room), activity, question, votes, large=False, me=member.id)


def _vote(room, activity, question):
    me = visitor.identity()
    own = cached.answers().own(activity.id, me, Vote).guess
    off = room.frozen or not activity.open
    with st.form(f"vote {activity.id}", border=False):
        guess = _field(question, own, f"guess {activity.id}", "Your vote", off)
        label = "Vote" if own is None else "Change my vote"
        if st.form_submit_button(
            label, type="primary", icon=":material/how_to_vote:", disabled=off
        ):
            with problem.shown(problem.quoted):
                cached.answers().give(activity.id, me, guess=guess)
                st.rerun()
    if own is not None:
        st.success(
            f"You voted: {as_text(question.say(own))}", icon=":material/how_to_vote:"
        )
    if not activity.open:
        st.write("The vote is closed. Look to the front.")
    elif own is not None:
        st.caption(
            "Nobody sees it until all votes are revealed. Until then it can be changed."
        )


def _say_if_late(activity, question):
    """Tell whose vote came when all were revealed already: a form tells its page only what was sent."""
    sent = st.session_state.get(f"guess {activity.id}")
    own = cached.answers().own(activity.id, visitor.identity(), Vote).guess
    if sent is not None and sent != own:
        st.toast(
            f"All votes were revealed before yours came: {as_text(question.say(sent))} does not count.",
            icon=":material/timer_off:",
            duration="long",
        )


def _field(question, value, key, label, disabled=False):
    """A place for a guess or an answer."""
    if question.choices:
        return st.radio(
            label,
            range(len(question.choices)),
            index=value,
            format_func=lambda place: as_text(question.choices[place]),
            key=key,
            disabled=disabled,
        )
    st.caption(f"{ask.span(question)}.")
    # Without its own bounds, which would keep the number before and say nothing: `Question.check` tells.
    return st.number_input(
        label,
        value=None if value is None else float(value),
        step=1.0,
        format="%g",
        key=key,
        disabled=disabled,
    )
