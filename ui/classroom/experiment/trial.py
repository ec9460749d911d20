"""A student's part in an experiment: predict, start, and see what came out."""

import streamlit as st

from mnist_ann.classroom.experiment import parts
from ui.classroom.activity import epochs_of, run_in
from ui.components.landing.landing import land_at_top
from ui.lab.run import watch
from ui.shown import problem
from ui.state import cached, visitor


def predict(room, activity, own):
    """The place for a prediction. own: what the student has given so far."""
    off = room.frozen or not activity.open
    before = own.guess
    with st.form(f"predict {activity.id}", border=False):
        guess = st.number_input(
            "How many of 100 validation images will it read right?",
            value=None if before is None else 100 * before,
            step=1.0,
            format="%g",
            help="It never learns from these images.",
            placeholder="0 to 100; guessing gives 10",
            key=f"prediction {activity.id}",
            disabled=off,
        )
        label = "Predict" if before is None else "Change my prediction"
        if st.form_submit_button(
            label,
            type="primary" if before is None else "secondary",
            icon=":material/online_prediction:",
            disabled=off,
        ):
            _keep_guess(activity, own, guess)
    if not activity.open:
        st.write("The predictions are revealed: look to the front.")


def _keep_guess(activity, own, guess):
    if guess is None:
        st.error("Enter a number from 0 to 100, then predict.", icon=":material/error:")
        return
    with problem.shown():
        cached.answers().give(
            activity.id, visitor.identity(), seen=own, guess=guess / 100
        )
        st.rerun()


def start(room, activity, own):
    """The button that trains, for who has predicted what there is to predict."""
    if st.button(
        "Start training",
        type="primary",
        icon=":material/play_arrow:",
        disabled=room.frozen or not activity.open,
    ):
        member = cached.members().own(room.id, visitor.identity())
        with problem.shown():
            parts.start(activity, own, member, cached.answers(), cached.runs())
            land_at_top()
            st.rerun()


def trains(room, id):
    """Whether a student's run goes on; None if it is gone."""
    run = run_in(room, id)
    return run and run.live


def own_run(room, id, own):
    """A student's run, small: how far it is, and what came out beside what was predicted."""
    run = run_in(room, id)
    if run is None:
        return
    epochs = epochs_of(run.id, run.epoch)
    if run.status != "done":
        st.progress(run.epoch / run.recipe.epochs, text=watch.state(run, epochs))
    best = max((epoch.val_accuracy for epoch in epochs), default=None)
    with st.container(horizontal=True):
        st.metric("Your prediction", f"{100 * own.guess:.3g}%", width=150)
        st.metric(
            "It reads so far" if run.live else "It reads",
            "–" if best is None else f"{best:.1%}",
            width=150,
        )
    if best is not None and not run.live:
        st.write(parts.compared(own.guess, best))
    st.page_link(
        "train.py",
        label="Your run, with its curves",
        icon=":material/show_chart:",
        query_params={"run": run.id},
    )
