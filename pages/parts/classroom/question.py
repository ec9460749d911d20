"""Predict first: a question to all, votes hidden until revealed, then the answer by really running it."""

import streamlit as st
from parts import cached, visitor
from parts.classroom import ask
from parts.classroom.activity import (
    LOOK,
    TEACHER_LOOK,
    current,
    earlier,
    names,
    run_for_all,
)
from parts.lab import watch
from parts.show import as_text

from mnist_ann import charts_class as charts
from mnist_ann import charts_training, questions
from mnist_ann.activities import GUESS
from mnist_ann.errors import Problem
from mnist_ann.questions import Question

KIND = "question"
RUN, TOLD = "run", "told"  # what a content holds its run's id, or the answer, under
MOST_NAMED = 5  # students who were closest


def teach(room):
    """For the teacher."""
    activity = current(room, KIND)
    if activity is None:
        ask.ask(room)
        earlier(room, KIND, "Earlier questions", lambda each: each.content["text"])
        return
    question = Question.from_json(activity.content)
    st.header(as_text(question.text), anchor=False)
    if activity.revealed:
        votes = _votes(activity)
        if votes:
            _result(room, activity, question, votes, large=True)
        else:
            st.write("Nobody has voted.")
    else:
        _collect(room, activity, question)


def _collect(room, activity, question):
    """While votes come in: how many, and nothing of what they are."""
    if question.choices:
        for choice in question.choices:
            st.markdown(f"#### {as_text(choice)}")
    else:
        st.markdown(f"#### {ask.span(question)}")
    votes, members = cached.activities().guessed(activity.id), len(names(room))
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


def _votes(activity):
    """{member: guess}, once they are revealed."""
    return {
        answer.member: answer.content[GUESS]
        for answer in cached.activities().answers(activity.id)
        if GUESS in answer.content
    }


# What came out, for all


def _result(room, activity, question, votes, large, me=None):
    """The votes, the run, and what it says. large: to be projected, for the teacher. me: the id of the
    member who looks, if it isn't the teacher."""
    looked = _looked(activity)
    live = looked is not None and looked[0].live
    pace = TEACHER_LOOK if large else LOOK
    st.fragment(_come_in, run_every=pace if live else None)(
        room, activity, question, votes, large, me, live
    )
    if large:
        _controls(room, activity, question, looked)


def _looked(activity):
    """(the Run that answers, its Epochs), or None before it was started."""
    return run_for_all(activity.content[RUN]) if RUN in activity.content else None


def _come_in(room, activity, question, votes, large, me, was_live):
    """What changes while the run trains."""
    looked = _looked(activity)
    if was_live and (looked is None or not looked[0].live):
        st.rerun()  # the whole page, once: it has ended
    answer = _answer(activity, question, looked)
    if large and (looked or answer):
        left, right = st.columns([3, 2], gap="large")
    else:
        left = right = st.container()
    with right:
        if answer and answer[1]:
            _told(room, question, votes, answer[0], me)
        elif looked:
            run, epochs = looked
            st.progress(run.epoch / run.recipe.epochs, text=watch.state(run, epochs))
    with left:
        _chart(question, list(votes.values()), answer, large)
    with right:
        if large and looked and looked[0].recipe.epochs > 1:
            _curve(*looked)


def _curve(run, epochs):
    measured = not epochs or epochs[-1].end_loss is not None
    st.vega_lite_chart(
        charts_training.curve_table("accuracy", epochs),
        charts_training.curve_spec("accuracy", run.recipe.epochs, measured),
        width="stretch",
        alt=charts_training.curve_text("accuracy", epochs),
    )


def _chart(question, votes, answer, large):
    if question.choices:
        right = answer[0] if answer and answer[1] else None
        st.vega_lite_chart(
            charts.bars_table(question.choices, votes, right),
            charts.bars_spec(charts.bars_names(question.choices), large),
            width="stretch",
            alt=charts.bars_text(question.choices, votes, right),
        )
        return
    value, stays = answer or (None, False)
    rules = charts.dots_rules(question, votes, value, stays)
    ends = charts.dots_ends(question, [*votes, *(value for value, _ in rules.values())])
    table, tallest = charts.dots_table(votes, ends, rules, large)
    named = tuple((name, label) for name, (_, label) in rules.items())
    st.vega_lite_chart(
        table,
        charts.dots_spec(question.unit, ends, tallest, named, large),
        width="stretch",
        alt=charts.dots_text(votes, rules),
    )
    st.caption(as_text(questions.summary(question, votes)))


def _answer(activity, question, looked):
    """(the answer, whether it stays so), or None while there is none."""
    if TOLD in activity.content:
        return activity.content[TOLD], True
    if looked is None or not question.measure:
        return None
    run, epochs = looked
    return question.answer(run, epochs, lambda: cached.scores(run.id, epoch=0).accuracy)


def _told(room, question, votes, answer, me):
    """The answer in words, who was closest, and why."""
    st.subheader(f"The answer: {as_text(question.say(answer))}", anchor=False)
    best = questions.closest(question, votes, answer)
    if me is not None:
        _own(question, votes.get(me), me in best)
    elif question.choices:
        st.write(f"{len(best)} of {len(votes)} were right.")
    else:
        who = names(room)
        named = [as_text(who[each]) for each in best if each in who]
        more = f" and {len(named) - MOST_NAMED} more" * (len(named) > MOST_NAMED)
        said = as_text(question.say(votes[best[0]]))
        st.write(f"Closest: **{', '.join(named[:MOST_NAMED])}**{more}, with {said}.")
    if question.outcome:
        st.write(as_text(question.outcome))


def _own(question, guess, best):
    """How a student's guess compares with the answer."""
    if guess is None:
        return
    said = f"You said: {as_text(question.say(guess))}."
    if question.choices:
        st.write(said, "That is right." if best else "That is not right.")
    else:
        st.write(said, "Nobody came closer." if best else "")


def _controls(room, activity, question, looked):
    """What a teacher does once the votes are there: run it, or tell the answer."""
    me = visitor.identity()
    over = looked is None or looked[0].status in ("failed", "stopped")
    if not question.measure and TOLD not in activity.content:
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
    try:
        id = cached.store().create(question.recipe, me, name)
        cached.activities().add(activity.id, me, **{RUN: id})
    except Problem as problem:
        st.toast(str(problem), icon=":material/error:", duration="long")
    else:
        st.rerun()


def _tell(activity, question, me):
    """A teacher's own question, answered by the teacher."""
    with st.form(f"tell {activity.id}", border=False, enter_to_submit=False):
        value = _field(question, None, f"told {activity.id}", "The answer")
        if st.form_submit_button("Show the answer", icon=":material/check:"):
            try:
                question.check(value)
            except Problem as problem:
                st.error(as_text(str(problem)), icon=":material/error:")
            else:
                cached.activities().add(activity.id, me, **{TOLD: value})
                st.rerun()


# A student


def learn(room, activity):
    """For a student, while this activity is on."""
    question = Question.from_json(activity.content)
    st.subheader(as_text(question.text), anchor=False)
    if not activity.revealed:
        _vote(room, activity, question)
        return
    votes = _votes(activity)
    if not votes:
        st.write("Nobody has voted.")
        return
    _, member = cached.classroom().joined(visitor.identity())
    _result(room, activity, question, votes, large=False, me=member.id)


def _vote(room, activity, question):
    me = visitor.identity()
    own = cached.activities().own(activity.id, me).get(GUESS)
    off = room.frozen or not activity.open
    with st.form(f"vote {activity.id}", border=False):
        guess = _field(question, own, f"guess {activity.id}", "Your vote", off)
        label = "Vote" if own is None else "Change my vote"
        if st.form_submit_button(
            label, type="primary", icon=":material/how_to_vote:", disabled=off
        ):
            try:
                question.check(guess)
                cached.activities().answer(activity.id, me, **{GUESS: guess})
            except Problem as problem:
                st.error(as_text(str(problem)), icon=":material/error:")
            else:
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
    return st.number_input(
        label,
        float(question.least),
        float(question.most),
        None if value is None else float(value),
        step=1.0,
        format="%g",
        key=key,
        disabled=disabled,
    )
