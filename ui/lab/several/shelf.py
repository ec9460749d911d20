"""The runs that a visitor can look at: the shipped ones and their own, an experiment as one entry."""

import streamlit as st

from mnist_ann.lab.shelf import Entry, entries
from ui.networks import choose
from ui.state import cached, visitor

SHOWN = 20  # entries at first, and with each press of the button
FEW = 8  # entries that need no search

MINE, ARCHIVE, DELETED = "Runs", "Archive", "Deleted"


@st.fragment
def earlier_runs(shown: str | None) -> None:
    """The list. shown: the id of the run that the page shows already."""
    me = visitor.identity()
    shelves = {
        MINE: cached.runs().of_visitor(me),
        ARCHIVE: cached.runs().of_visitor(me, archived=True),
        DELETED: cached.runs().deleted(me),
    }
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header("Runs", width="content")
        st.page_link(
            "train.py",
            label="Compare runs",
            icon=":material/stacked_line_chart:",
            query_params={"compare": ",".join(_newest_two(shelves[MINE], shown))},
            width="content",
        )
    shelf, search = MINE, ""
    filled = [name for name, runs in shelves.items() if runs]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if len(filled) > 1:
            shelf = st.segmented_control(
                "Shelf",
                filled,
                default=MINE,
                required=True,
                key="shelf",
                width="content",
            )
        if len(shelves[shelf]) > FEW:
            search = st.text_input(
                "Search",
                placeholder="Names, notes, words of a recipe",
                key="search runs",
                width=320,
            )
    together = cached.experiments().of_visitor(me)
    if shelf == DELETED:  # a run that was deleted alone comes back alone
        left = {run.experiment for run in shelves[MINE] + shelves[ARCHIVE]}
        together = [each for each in together if each.id not in left]
    others = [run for run in shelves[shelf] if run.id != shown]
    found = entries(others, together, search)
    most = SHOWN * st.session_state.get("pages of runs", 1)
    names = choose.named_apart(shelves[shelf])
    for entry in found[:most]:
        link(entry, names)
    if not found:
        st.caption(
            f"Nothing here says “{search}”." if search else "There are no others."
        )
    if len(found) > most:
        st.button(
            f"Show more of {len(found)}", icon=":material/expand_more:", on_click=_more
        )
    if shelf == DELETED:
        st.caption("What was deleted can come back for a day.")


def link(entry: Entry, names: dict[str, str]) -> None:
    """The way to a run or an experiment. names: {id: what it is called} of the runs."""
    if entry.experiment:
        count = len(entry.runs)
        # Not how many have ended: this list is not made anew while they train.
        done = f"{count} runs" + ", at work" * (entry.ended < count)
        when = visitor.at_home(entry.experiment.created)
        label = f"{entry.experiment.name} · {done} · {when:%d %b %H:%M}"
        icon, query = ":material/science:", {"experiment": entry.experiment.id}
    else:
        (run,) = entry.runs
        label = names[run.id]
        icon = ":material/inventory_2:" if run.shipped else ":material/person:"
        query = {"run": run.id}
    st.page_link("train.py", label=label, icon=icon, query_params=query)


def _newest_two(runs, shown):
    """The run that is shown, or the newest, and the next one that has a curve to compare."""
    trained = [run for run in runs if run.epoch]
    trained.sort(key=lambda run: (run.id == shown, run.created), reverse=True)
    return [run.id for run in trained[:2]]


def _more():
    st.session_state["pages of runs"] = st.session_state.get("pages of runs", 1) + 1
