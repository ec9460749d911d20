"""The lesson: its plans and papers, to read, to print and to project."""

import re

import streamlit as st

from mnist_ann.classroom.lesson import papers, slides
from mnist_ann.classroom.lesson.plan import PLANS

FOR_TEACHER = {
    "Guide": papers.guide,
    "Worksheet": papers.worksheet,
    "Solutions": papers.solutions,
    "Slides": slides.paper,
    "For parents": papers.parents,
}
# Who teaches no class may be a student: nothing with answers.
FOR_ALL = {
    **FOR_TEACHER,
    "Guide": lambda minutes: papers.guide(minutes, answers=False),
}
del FOR_ALL["Solutions"]
HEADING = re.compile(r"^(##+ )", re.MULTILINE)
WIDTH = 760  # pixels: longer lines are hard to read


def lesson(room=None):
    """One of the papers of a plan, and the way to paper. room: the class that the visitor teaches, if any."""
    offered = FOR_TEACHER if room else FOR_ALL
    with st.container(horizontal=True, vertical_alignment="center"):
        minutes = st.segmented_control(
            "Minutes",
            PLANS,
            format_func=lambda each: f"{each} minutes",
            default=45,
            required=True,
            label_visibility="collapsed",
            key="lesson minutes",
        )
        chosen = st.segmented_control(
            "Paper",
            list(offered),
            default="Guide",
            required=True,
            label_visibility="collapsed",
            key="lesson paper",
        )
    paper = offered[chosen](minutes)
    with st.container(horizontal=True, vertical_alignment="center"):
        if chosen == "Slides":
            _to_project(paper, minutes)
        else:
            _download("To print", papers.to_html(paper), paper.file, ":material/print:", "text/html")  # fmt: skip
        st.page_link("glossary.py", label="Glossary", icon=":material/dictionary:")
    if not room:
        st.caption(
            "Once you have opened a class, the guide also says what to expect, and there are solutions."
        )
    title, _, text = paper.text.partition("\n")
    with st.container(width=WIDTH):
        st.header(title.removeprefix("# "), anchor=False)
        st.markdown(HEADING.sub(r"#\1", text))  # below the page's own headings


def _to_project(paper, minutes):
    _download("To project", slides.to_html(minutes), paper.file, ":material/slideshow:", "text/html")  # fmt: skip
    _download(
        "PowerPoint",
        lambda: slides.to_pptx(minutes),  # made when it is asked for
        paper.file.replace(".html", ".pptx"),
        ":material/co_present:",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    )


def _download(label, data, file, icon, mime):
    st.download_button(
        label, data, file, mime=mime, icon=icon, on_click="ignore",
        help="Needs nothing but itself, not even a network.",
    )  # fmt: skip
