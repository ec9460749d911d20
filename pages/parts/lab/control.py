"""Stop, resume, and whatever else its owner can do with a run while it is watched."""

import streamlit as st
from parts import cached, visitor


def control(run):
    """Stop or Resume, for the visitor who started the run, and a way to the next run."""
    own = run.visitor == visitor.identity()
    if own and run.live:
        label = "Stopping …" if run.leave else "Stop"
        leaving = bool(run.leave)
        if st.button(label, icon=":material/stop:", disabled=leaving, key="stop"):
            cached.store().stop(run.id, visitor.identity())
    if (
        own
        and run.resumable
        and st.button("Resume", icon=":material/play_arrow:", key="resume")
    ):
        cached.store().resume(run.id, visitor.identity())
    if st.button("New run", icon=":material/add:"):
        visitor.show_run("train", None)
        st.rerun()
