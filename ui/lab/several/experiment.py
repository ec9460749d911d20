"""An experiment: several seeds as a band, or what a swept choice does, while it comes in."""

from collections.abc import Sequence

import streamlit as st

from mnist_ann.figures import sweeps
from mnist_ann.figures.runs import band_spec, band_table, band_text
from mnist_ann.lab import durations
from mnist_ann.lab.outcomes import (
    Outcome,
    bands,
    groups,
    same_first_weights,
    spread,
    verdict,
)
from mnist_ann.lab.sweep import differing, seconds_left
from mnist_ann.store.rows import Experiment, Run
from ui.lab.several.outcomes import table
from ui.shown import problem
from ui.shown.chart import chart
from ui.state import address, cached, live, visitor
from ui.state.address import EXPERIMENT


def show(id: str) -> None:
    """The experiment of an id."""
    found, runs = cached.experiments().get(id)
    own = found.visitor == visitor.identity()
    st.header(found.name)
    if not runs:
        gone(found, own)
        return
    differ = differing([run.recipe for run in runs])
    alike = [name for name in runs[0].recipe.told if name not in differ]
    with st.expander("What all its runs share"):
        st.write(runs[0].recipe.in_words(alike).capitalize() + ".")
    live.part("runs", progress, id, look=lambda: trains(id))


def trains(id: str) -> bool | None:
    """Whether any run of an experiment goes on; None if it is not to be shown: its runs were deleted, or
    a point was pressed, whose run is shown instead."""
    _, runs = cached.experiments().get(id)
    if not runs or EXPERIMENT.said() is None:
        return None
    return any(run.live for run in runs)


def progress(id: str) -> None:
    """What changes while it trains."""
    found, runs = cached.experiments().get(id)
    epochs = cached.runs().epochs_of([run.id for run in runs])
    outcomes = [Outcome(run, epochs[run.id]) for run in runs]
    controls(found, runs)
    share = sum(run.epoch for run in runs) / sum(run.recipe.epochs for run in runs)
    ended = not any(run.live for run in runs)
    st.progress(1.0 if ended else share, text=state(outcomes))
    swept = [name for name in found.choices if name != "seed"]
    if swept:
        sweep(id, swept, outcomes)
    else:
        seeds(outcomes)
    with st.expander("Its runs, one by one", expanded=len(runs) <= 7):
        table(outcomes)


def controls(found: Experiment, runs: list[Run]) -> None:
    """Stop all or resume all, a new run, and More."""
    me = visitor.identity()
    own, training = found.visitor == me, any(run.live for run in runs)
    with st.container(horizontal=True, vertical_alignment="center"):
        if own and training:
            leaving = all(run.leave or not run.live for run in runs)
            label = "Stopping …" if leaving else "Stop all"
            if st.button(
                label, icon=":material/stop:", disabled=leaving, key="stop all"
            ):
                cached.experiments().stop(found.id, me)
        waiting = [run for run in runs if run.resumable]
        if own and waiting and not training:
            st.button(
                "Resume all",
                icon=":material/play_arrow:",
                key="resume all",
                on_click=resume,
                args=(waiting,),
            )
        if st.button("Train another", icon=":material/add:"):
            EXPERIMENT.drop()
            st.rerun()
        if not own:
            return
        with st.popover("More", icon=":material/more_horiz:"):
            archived = all(run.archived for run in runs)
            label = "Take out of the archive" if archived else "Archive all"
            if st.button(label, icon=":material/archive:", key="archive all"):
                cached.experiments().archive(found.id, me, not archived)
                st.rerun()
            if st.button("Delete all", icon=":material/delete:", key="delete all"):
                cached.experiments().delete(found.id, me)
                st.rerun()


def resume(runs: list[Run]) -> None:
    with problem.shown(problem.toast):
        for run in runs:
            cached.runs().resume(run.id, visitor.identity())


def gone(found: Experiment, own: bool) -> None:
    """In place of an experiment whose runs were all deleted."""
    st.info(
        "Its runs were deleted." + " They can come back for a day." * own,
        icon=":material/delete:",
    )
    with st.container(horizontal=True):
        if own and st.button("Undo", type="primary", icon=":material/undo:"):
            cached.experiments().restore(found.id, visitor.identity())
            st.rerun()
        if st.button("Train another", icon=":material/add:"):
            EXPERIMENT.drop()
            st.rerun()


def state(outcomes: list[Outcome]) -> str:
    """How far it is, in a sentence."""
    runs = [each.run for each in outcomes]
    ended = sum(not run.live for run in runs)
    if ended == len(runs):
        done = sum(run.status == "done" for run in runs)
        return (
            f"All {len(runs)} runs are done."
            if done == ended
            else f"{done} of {ended} runs are done."
        )
    cluster = cached.queue().cluster()
    if not cluster.workers or cluster.epoch_seconds is None:
        return "The workers are warming up; the runs start when they are ready."
    left = seconds_left(runs, cluster.epoch_seconds, cluster.workers)
    return f"{ended} of {len(runs)} runs have ended, {durations.roughly(left)} left."


def seeds(outcomes: list[Outcome]) -> None:
    """The same recipe with several seeds."""
    found = bands(outcomes)
    chart(
        band_table(found),
        band_spec(max(each.run.recipe.epochs for each in outcomes)),
        alt=band_text(found),
    )
    st.caption(
        "From the worst to the best of the runs after each epoch, and their mean."
    )
    said = spread(outcomes)
    if said:
        st.markdown(said)
        st.markdown(
            "So much do runs differ by chance alone: a change of the recipe that gains less than that "
            "may have gained nothing."
        )
    shared_start([each.run for each in outcomes])


def shared_start(runs: list[Run]) -> None:
    """Whether runs began with the same first weights, in a sentence, once all have begun."""
    if not all(0 in cached.runs().snapshots(run.id) for run in runs):
        return
    if _same_start(tuple(run.id for run in runs)):
        st.caption("All began with the same first weights.")
    else:
        st.caption("They began with different first weights.")


@st.cache_data(max_entries=256, show_spinner=False)
def _same_start(ids):
    # Not through the cache of networks, which is for those that are looked at.
    return same_first_weights([cached.runs().network(id, 0) for id in ids])


def sweep(id: str, names: Sequence[str], outcomes: list[Outcome]) -> None:
    """Accuracy against the values of one choice or two."""
    found = groups(outcomes, names)
    if len(names) == 1:
        (name,) = names
        values = tuple(group.values[0] for group in found)
        training = any(each.run.live for each in outcomes)
        rows = sweeps.sweep_table(name, found)
        spec = sweeps.sweep_spec(name, values, training)
        text = sweeps.sweep_text(name, found)
    else:
        across, down = (
            tuple(dict.fromkeys(group.values[place] for group in found))
            for place in (0, 1)
        )
        rows, spec = (
            sweeps.grid_table(names, found),
            sweeps.grid_spec(tuple(names), across, down),
        )
        text = sweeps.grid_text(names, found)
    chart(
        rows,
        spec,
        alt=text,
        key=f"chart of {id}",
        on_select=lambda: _open(id),
    )
    several = any(len(group.outcomes) > 1 for group in found)
    st.caption(
        "Press a point to see its run."
        if len(names) == 1
        else f"Press a cell to see its run{'s beside each other' * several}."
    )
    if any(group.accuracy is not None for group in found):
        st.markdown(verdict(found, names))
        st.caption(
            "Choose by validation, not by test: whoever picks the best of many test accuracies "
            "picks luck, too, and no longer knows how the chosen one does on new images."
        )


def _open(id):
    """Have the page show the run of the point that was pressed, or compare the runs of the cell."""
    points = st.session_state[f"chart of {id}"].selection.get(sweeps.SELECTED)
    if points:
        run = points[0]["run"]
        # At once, so that the browser's Back leads here.
        address.only({"compare" if sweeps.TOGETHER in run else "run": run})
