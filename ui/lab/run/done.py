"""The end of a run: said warmly to who has watched it learn, and where its network can be taken."""

import streamlit as st

from mnist_ann.store.rows import Run
from ui.lab.run.numbers import tested

SEEN = "runs seen at work"  # ids of the runs that this session has watched
ENOUGH = 0.5  # of the test images: below, the coach has more to say than a celebration

NEXT = (
    ("Draw a digit for it", ":material/draw:", "draw.py"),
    ("See its mistakes", ":material/fact_check:", "evaluate.py"),
    ("Look inside", ":material/search:", "inside.py"),
)


def look(run: Run) -> None:
    """Note that a run is watched while it is at work."""
    if run.live:
        st.session_state.setdefault(SEEN, set()).add(run.id)


def is_news(run: Run) -> bool:
    """Whether a run that was watched is done, and reads digits."""
    seen = run.id in st.session_state.get(SEEN, ())
    return seen and run.status == "done" and tested(run) > ENOUGH


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
