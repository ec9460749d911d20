"""The end of a run: what its network reads, said warmly, and where it can be taken."""

import streamlit as st

from mnist_ann.store.rows import Run
from ui.lab.run.numbers import tested

ENOUGH = 0.5  # of the test images: below, the coach has more to say than a celebration

NEXT = (
    ("Draw a digit for it", ":material/draw:", "draw.py"),
    ("See its mistakes", ":material/fact_check:", "evaluate.py"),
    ("Look inside", ":material/search:", "inside.py"),
)


def has_learned(run: Run) -> bool:
    """Whether a run is done, and reads digits."""
    return run.status == "done" and tested(run) > ENOUGH


def celebrate(run: Run, ended: str) -> None:
    """That it is done, and what it can do now. ended: how, in a sentence."""
    st.success(
        f"**{ended}** It reads {tested(run):.1%} of digits that it never saw.",
        icon=":material/celebration:",
    )


def lead_on(run: Run) -> None:
    """Where a network that has learned something can be taken; nothing while it learns."""
    if run.live or not run.epoch:
        return
    for label, icon, page in NEXT:
        first = page == NEXT[0][2] and run.status == "done"
        if st.button(label, icon=icon, type="primary" if first else "secondary"):
            st.switch_page(page, query_params={"run": run.id})
