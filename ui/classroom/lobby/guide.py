"""The lesson: a teacher's guide, a worksheet and its solutions, to read and to print."""

import streamlit as st

from mnist_ann.classroom.lesson import papers

PAPERS = {
    "Guide": papers.guide,
    "Worksheet": papers.worksheet,
    "Solutions": papers.solutions,
}


def lesson(room=None):
    """One of PAPERS, and the way to paper. room: the class, if one is open."""
    with st.container(horizontal=True, vertical_alignment="center"):
        chosen = st.segmented_control(
            "Paper",
            list(PAPERS),
            default="Guide",
            required=True,
            label_visibility="collapsed",
            key="lesson paper",
        )
        paper = PAPERS[chosen]()
        st.download_button(
            "To print",
            papers.to_html(paper),
            paper.file,
            mime="text/html",
            icon=":material/print:",
            on_click="ignore",
            help="A page of its own, black on white: open it in a browser, then print it.",
        )
    title, _, text = paper.text.partition("\n")
    with st.container(width=760):  # lines of a length that can be read
        st.header(title.removeprefix("# "), anchor=False)
        st.markdown(text.replace("\n## ", "\n### "))  # below the page's own headings
