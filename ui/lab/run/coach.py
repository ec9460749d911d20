"""What the coach saw in a run, and the one click that changes something."""

import streamlit as st

from mnist_ann.lab.coach import advise
from mnist_ann.recipe.choices import OF_NETWORK
from mnist_ann.store.rows import Epoch, Insight, Run
from ui.lab.run.control import start_of
from ui.state import cached, visitor

ICONS = {
    "waiting": ":material/visibility:",
    "fine": ":material/thumb_up:",
    "stop": ":material/flag:",
    "too slow": ":material/speed:",
}
CALM = ("waiting", "fine", "stop", "too slow")  # nothing went wrong


def coach(run: Run, epochs: list[Epoch], insights: list[Insight]) -> None:
    """The coach's sentence, with a button."""
    advice = advise(run.recipe, epochs, insights, run.status, run.error)
    show = st.info if advice.kind in CALM else st.warning
    if run.status == "failed":
        show = st.error
    with st.container(key="coach"):
        show(advice.sentence, icon=ICONS.get(advice.kind, ":material/lightbulb:"))
        if advice.kind == "stop" and run.live:
            stop(run)
        elif advice.change:
            # Other layers don't fit a trained network's weights.
            fits = not set(OF_NETWORK) & set(advice.change)
            changed = advice.changed(run.recipe).to_query()
            st.page_link(
                "train.py",
                label=advice.label,
                icon=":material/science:",
                query_params={"recipe": changed} | (start_of(run) if fits else {}),
            )


def stop(run: Run) -> None:
    """A button for the one who started the run."""
    own = run.visitor == visitor.identity()
    if (
        own
        and not run.leave
        and st.button("Stop here", icon=":material/flag:", key="stop here")
    ):
        cached.runs().stop(run.id, visitor.identity())
