"""A student's part in an experiment: predict, start, and see what came out."""

import streamlit as st

from mnist_ann.classroom import experiment
from mnist_ann.classroom.activities import GUESS
from ui.classroom.activity import epochs_of, run_in
from ui.lab.run import watch
from ui.shown import problem
from ui.state import cached, visitor


def predict(room, activity, own):
    """The place for a prediction. own: what the student has given so far."""
    off = room.frozen or not activity.open
    before = own.get(GUESS)
    with st.form(f"predict {activity.id}", border=False):
        guess = st.number_input(
            "How many of 100 validation images will it read right?",
            0.0,
            100.0,
            None if before is None else 100 * before,
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
        cached.activities().answer(
            activity.id, visitor.identity(), seen=own, **{GUESS: guess / 100}
        )
        st.rerun()


def start(room, activity, plan, own):
    """The button that trains, for who has predicted."""
    st.write(f"You predict {100 * own[GUESS]:.3g}%. Now see what comes out.")
    if st.button(
        "Start training",
        type="primary",
        icon=":material/play_arrow:",
        disabled=room.frozen or not activity.open,
    ):
        _, member = cached.classroom().joined(visitor.identity())
        with problem.shown():
            experiment.start(
                plan, activity, own, member, cached.activities(), cached.runs()
            )
            st.rerun()


def trains(room, id):
    """Whether a student's run goes on; None if it is gone."""
    run = run_in(room, id)
    return run and run.live


def own_run(room, id, own):
    """A student's run, small: how far it is, and what came out beside what was predicted."""
    run = run_in(room, id)
    epochs = epochs_of(run.id, run.epoch)
    if run.status != "done":
        st.progress(run.epoch / run.recipe.epochs, text=watch.state(run, epochs))
    best = max((epoch.val_accuracy for epoch in epochs), default=None)
    with st.container(horizontal=True):
        st.metric("Your prediction", f"{100 * own[GUESS]:.3g}%", width=150)
        st.metric(
            "It reads so far" if run.live else "It reads",
            "–" if best is None else f"{best:.1%}",
            width=150,
        )
    if best is not None and not run.live:
        st.write(experiment.compared(own[GUESS], best))
    st.page_link(
        "train.py",
        label="Your run, with its curves",
        icon=":material/show_chart:",
        query_params={"run": run.id},
    )
