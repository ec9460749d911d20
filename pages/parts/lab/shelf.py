"""The runs that a visitor can look at: the shipped ones and their own."""

import streamlit as st
from parts import cached, pick, visitor


def earlier_runs(shown):
    """The shipped runs and the visitor's own, each a link."""
    runs = [run for run in cached.store().list(visitor.identity()) if run.id != shown]
    st.subheader("Runs to look at")
    for run in runs:
        icon = ":material/inventory_2:" if run.shipped else ":material/person:"
        st.page_link(
            "train.py",
            label=pick.describe(run),
            icon=icon,
            query_params={"run": run.id},
        )
