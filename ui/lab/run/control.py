"""What can be done with the run that is watched: the one or two things that matter now, and More."""

import streamlit as st

from mnist_ann.recipe.choices import LEARNING_RATE
from mnist_ann.store.rows import Run
from ui.lab.several.sweep import repeat
from ui.shown import problem
from ui.state import cached, visitor
from ui.state.address import RUN


def control(run: Run) -> None:
    """Pause and Stop, or Resume, for the visitor who started the run; a new run; and More."""
    own = run.visitor == visitor.identity()
    if own and run.live:
        leaving = run.leave in ("paused", "stopped")
        for status, label, icon, leave in (
            ("paused", "Pause", ":material/pause:", cached.runs().pause),
            ("stopped", "Stop", ":material/stop:", cached.runs().stop),
        ):
            if run.leave == status:
                label = (
                    f"{label.rstrip('e')}ing …" if status == "paused" else "Stopping …"
                )
            st.button(
                label,
                icon=icon,
                disabled=leaving,
                key=status,
                on_click=leave,
                args=(run.id, visitor.identity()),
            )
    if own and run.resumable:
        st.button(
            "Resume",
            icon=":material/play_arrow:",
            key="resume",
            on_click=_resume,
            args=(run.id,),
        )
    if st.button("Train another", icon=":material/add:"):
        RUN.drop()
        st.rerun()
    with st.popover("More", icon=":material/more_horiz:"):
        if own and run.next_epoch:
            learning_rate(run)
        onward(run)
        if own:
            describe(run)
            put_away(run)


def _resume(id):
    with problem.shown(problem.toast):
        cached.runs().resume(id, visitor.identity())


def note(run: Run) -> None:
    """What its owner noted; nobody else reads it."""
    if run.note and run.visitor == visitor.identity():
        st.text(run.note)


def learning_rate(run: Run) -> None:
    """Another learning rate while it trains."""
    now = run.recipe.learning_rate_at(run.next_epoch or run.epoch)
    with st.form(f"rate of {run.id}", border=False):
        st.text_input(  # a box for numbers gives its first value when it is empty
            "Learning rate",
            f"{now:g}",
            key=f"rate {run.id}",
            help="It becomes part of the run's recipe, so that a clone repeats it.",
        )
        st.caption(f"It will hold from epoch {run.next_epoch} on.")
        st.form_submit_button(
            "Change the learning rate",
            icon=":material/speed:",
            on_click=_change_rate,
            args=(run.id,),
        )
    problem.show_kept(f"rate refused {run.id}")


def _change_rate(id):
    rate = LEARNING_RATE.read(st.session_state[f"rate {id}"])
    # Kept: the next look at the run comes in half a second.
    with problem.kept(f"rate refused {id}"):
        epoch = cached.runs().change_rate(id, visitor.identity(), rate)
        st.toast(f"From epoch {epoch} on, the learning rate is {rate:g}.")


def start_of(run: Run) -> dict[str, str]:
    """What a run started from, as a query for a new run; {} for new weights."""
    trained_on, beside = cached.start(run.id)
    begun = {}
    if run.parent:
        begun = {"from": run.parent, "epoch": str(run.parent_epoch)}
    elif trained_on:  # a file; its weights are those before the first epoch
        begun = {"from": run.id, "epoch": "0"}
    if beside:
        begun["own"] = "yes"
    return begun


def onward(run: Run) -> None:
    """What a run can be the start of."""
    begun = start_of(run)
    clone = {**begun, "recipe": run.recipe.to_query()}
    links = [("Clone its recipe", ":material/content_copy:", clone)]
    if run.epoch:
        links += [
            (
                "Train further",
                ":material/model_training:",
                {"from": run.id, "recipe": run.recipe.further(run.epoch).to_query()},
            ),
            (
                "Compare with others",
                ":material/stacked_line_chart:",
                {"compare": run.id},
            ),
        ]
    if run.experiment:
        links.append(
            (
                "All runs of its experiment",
                ":material/science:",
                {"experiment": run.experiment},
            )
        )
    for label, icon, query in links:
        st.page_link("train.py", label=label, icon=icon, query_params=query)
    if not begun:
        repeat(run.recipe, run.name)


def describe(run: Run) -> None:
    """The run's name and note."""
    with st.form(f"name of {run.id}", border=False):
        name = st.text_input("Name", run.name, max_chars=80, key=f"name {run.id}")
        note = st.text_area(
            "Note, for you alone",
            run.note,
            max_chars=2_000,
            height=80,
            key=f"note {run.id}",
        )
        if st.form_submit_button("Save name and note", icon=":material/edit:"):
            with problem.shown():
                cached.runs().describe(run.id, visitor.identity(), name, note)
                st.rerun()


def put_away(run: Run) -> None:
    """Archive and Delete."""
    with st.container(horizontal=True):
        label, icon = (
            ("Take out of the archive", "unarchive")
            if run.archived
            else ("Archive", "archive")
        )
        if st.button(label, icon=f":material/{icon}:", key="archive"):
            cached.runs().archive(run.id, visitor.identity(), not run.archived)
            st.rerun()
        if st.button("Delete", icon=":material/delete:", key="delete"):
            cached.runs().delete(run.id, visitor.identity())
            st.rerun()


def deleted(id: str) -> bool:
    """Whether a run was deleted by this visitor; if so, says it and offers to bring it back."""
    gone = {run.id: run for run in cached.runs().deleted(visitor.identity())}
    if id not in gone:
        return False
    name = f"“{gone[id].name}”" if gone[id].name else "This run"
    st.info(
        f"{name} was deleted. It can come back for a day.", icon=":material/delete:"
    )
    with st.container(horizontal=True):
        if st.button("Undo", type="primary", icon=":material/undo:"):
            cached.runs().restore(id, visitor.identity())
            st.rerun()
        if st.button("Train another", icon=":material/add:"):
            RUN.drop()
            st.rerun()
    return True
