"""What a visitor reads where a page has failed."""

import streamlit as st

from mnist_ann.errors import Problem


def explain(error: Exception) -> bool:
    """Show a Problem as its sentence, and an apology for anything else, which is our mistake.

    Streamlit has logged the error already; True tells it that nothing is left to show.
    """
    if isinstance(error, Problem):
        st.error(str(error), icon=":material/error:")
    else:
        st.error(
            "Something went wrong here, and it is our mistake. Reload the page; your runs are safe.",
            icon=":material/error:",
        )
    return True
