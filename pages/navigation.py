"""The menu, in the order of the story, and the page that was asked for."""

import streamlit as st

from mnist_ann.errors import Problem
from ui.classroom import strip
from ui.classroom.projection import window
from ui.shown import menu, problem
from ui.shown.words import as_text
from ui.state import address
from ui.state.address import MISSING, SHOW

# A picture of our own: a Material icon, here or for a page, has the browser fetch it from outside.
st.set_page_config(page_icon=menu.MARK, layout="wide")

PAGES = {
    st.Page("draw.py", title="Draw", default=True): "draw",
    st.Page("perceptron.py", title="Perceptron"): "timeline",
    st.Page("dataset.py", title="Dataset"): "apps",
    st.Page("train.py", title="Train"): "model_training",
    st.Page("evaluate.py", title="Evaluate"): "fact_check",
    st.Page("inside.py", title="Inside"): "hub",
    st.Page("classroom.py", title="Classroom"): "groups",
}
GLOSSARY = st.Page("glossary.py", title="Glossary")  # opened where a word occurs
page = st.navigation([*PAGES, GLOSSARY], position="hidden")
st.set_page_config(page_title=f"{page.title} · {menu.NAME}")
address.arrive(page.title)
if page.url_path == "classroom" and SHOW.said():
    window.show()
else:
    menu.show(PAGES, page)
    with (
        st.container()
    ):  # always there: without it, a page's canvas would start anew when a class ends
        strip.show(page.url_path)
    if missing := MISSING.said():
        problem.lost(
            Problem(f"There is no page “{as_text(missing)}”. This is the first one.")
        )
        MISSING.drop()
    page.run()
