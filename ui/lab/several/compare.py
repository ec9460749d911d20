"""Up to six runs on one chart, what differs between their recipes, and what came out."""

import streamlit as st

from mnist_ann.figures.runs import MEASURES, curves_spec, curves_table, curves_text
from mnist_ann.lab.outcomes import Outcome
from mnist_ann.lab.sweep import differing
from mnist_ann.recipe.choices import CHOICES
from mnist_ann.store.rows import Run
from ui.lab.several.experiment import shared_start
from ui.lab.several.outcomes import side_by_side
from ui.networks.choose import layers, named_apart
from ui.shown import problem
from ui.shown.chart import chart
from ui.state import cached, live, visitor
from ui.state.address import COMPARE

MOST = 6
FEW = 5  # differences that fit into a sentence


def compare() -> None:
    """The runs in the address, `?compare=a,b`, and a way to choose others."""
    st.header("Compare runs")
    chosen = choose()
    with st.container(horizontal=True):
        if st.button("Train another", icon=":material/add:"):
            COMPARE.drop()
            st.rerun()
        together = {cached.runs().get(id).experiment for id in chosen}
        experiment = together.pop() if len(together) == 1 else None
        if experiment:
            st.page_link(
                "train.py",
                label="All runs of their experiment",
                icon=":material/science:",
                query_params={"experiment": experiment},
            )
    if not chosen:
        st.caption("Choose up to six runs.")
        return
    measure = st.segmented_control(
        "Show",
        list(MEASURES),
        default="Validation accuracy",
        required=True,
        key="measure",
    )
    live.part("runs", progress, chosen, measure, look=lambda: training(chosen))


def choose() -> list[str]:
    """Up to six ids; the address names them, and follows."""
    asked = COMPARE.said([])
    runs = {run.id: run for run in cached.runs().of_visitor(visitor.identity())}
    for id in asked:
        if id not in runs:  # somebody else's, by a shared link
            with problem.shown(problem.lost):
                runs[id] = cached.runs().get(id)
    there = [id for id in dict.fromkeys(asked) if id in runs]
    st.session_state["compared"] = there[:MOST]
    names = named_apart(runs.values())
    return st.multiselect(
        "Runs",
        list(names),
        format_func=names.__getitem__,
        max_selections=MOST,
        placeholder="Type a part of a name",
        key="compared",
        on_change=_follow,
    )


def _follow():
    # A message from a page that is no longer there comes without.
    if "compared" in st.session_state:
        COMPARE.say(st.session_state["compared"])


def training(ids: list[str]) -> bool:
    """Whether any of some runs goes on."""
    return any(run.live for run in cached.runs().several(ids).values())


def progress(ids: list[str], measure: str) -> None:
    """What changes while they train."""
    runs = [cached.runs().get(id) for id in ids]
    epochs = cached.runs().epochs_of(ids)
    outcomes = [Outcome(run, epochs[run.id]) for run in runs]
    # A letter each: two runs may have the same name.
    names = tuple(
        f"{letter} · {run.name or layers(run.recipe)}"
        for letter, run in zip("ABCDEF", runs)
    )
    # A run that was stopped early leaves no empty room for what it didn't train.
    total = max(run.recipe.epochs if run.live else max(1, run.epoch) for run in runs)
    chart(
        curves_table(names, outcomes, measure),
        curves_spec(names, total, measure),
        alt=curves_text(names, outcomes, measure),
    )
    if len(runs) > 1:
        differences(runs)
    side_by_side(outcomes, names, differing([run.recipe for run in runs]))


def differences(runs: list[Run]) -> None:
    """What their recipes have in common and what not, in a sentence."""
    differ = differing([run.recipe for run in runs])
    if len(differ) > FEW:
        st.markdown(f"Their recipes differ in **{len(differ)} choices**, listed below.")
    elif differ:
        labels = ", ".join(CHOICES[name].called for name in differ)
        st.markdown(f"Their recipes differ in **{labels}**.")
    else:
        st.markdown("They have the same recipe.")
    shared_start(runs)
