"""Train your own: each student's curve beside the class's, and then their network on a drawing."""

import streamlit as st

from mnist_ann.classroom.experiment import parts
from mnist_ann.figures.classroom import board_spec, board_table, board_text
from ui.classroom.activity import epochs_of, names, run_in
from ui.classroom.experiment import trial
from ui.lab.run import watch
from ui.shown.chart import chart
from ui.state import cached, live, visitor


def curves(plan, found, who, me=None):
    """A line a run. me: the id of the member who looks, if it isn't the teacher."""
    drawn = parts.curves(found, who, me)
    if not drawn:
        st.caption("The curves begin when someone's first epoch has ended.")
        return
    chart(
        board_table(drawn),
        board_spec(plan.base.epochs, large=me is None),
        alt=board_text(drawn),
        key=f"own curves {me is None}",
    )


def learn(room, activity, own, look):
    """For a student. own: what the student has given so far. look: a function that gives the Parts of
    an activity's id."""
    member = cached.members().own(room.id, visitor.identity())
    run = None if own.run is None else run_in(room, own.run)
    if run is None:
        trial.start(room, activity, own)
    elif run.status == "done":
        _try(run)
    live.part(
        "curves of a class, student",
        _show,
        room,
        activity,
        run and run.id,
        member.id,
        look,
        # Others begin before one's own run does, and go on after it.
        look=lambda: parts.goes_on(look(activity.id)) and _state(room, own.run),
    )


def _state(room, id):
    run = None if id is None else run_in(room, id)
    return run.status if run else "not started"


def _try(run):
    """The way to a drawing that the student's own network reads."""
    best = max(
        (epoch.val_accuracy for epoch in cached.runs().epochs(run.id)), default=0
    )
    st.write(f"Done. Your network reads **{best:.1%}** of images that it never saw.")
    if st.button("Try it on a drawing", type="primary", icon=":material/draw:"):
        st.switch_page("draw.py", query_params={"run": run.id})


def _show(room, activity, id, me, look):
    """What changes while the class trains."""
    run = None if id is None else run_in(room, id)
    found = look(activity.id)
    if run and run.status != "done":
        epochs = epochs_of(run.id, run.epoch)
        st.progress(run.epoch / run.recipe.epochs, text=watch.state(run, epochs))
    curves(activity.content.plan, found, names(room), me)
    st.caption(parts.spread(found))
