"""The menu, in the order of the story, and the page that was asked for."""

import streamlit as st

st.set_page_config(page_title="MNIST ANN", page_icon=":material/draw:", layout="wide")

st.navigation(
    [
        st.Page("draw.py", title="Draw", icon=":material/draw:", default=True),
        st.Page("dataset.py", title="Dataset", icon=":material/grid_view:"),
        st.Page("train.py", title="Train", icon=":material/model_training:"),
        st.Page("evaluate.py", title="Evaluate", icon=":material/fact_check:"),
    ],
    position="top",
).run()
