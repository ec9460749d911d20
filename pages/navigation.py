"""The menu, in the order of the story, and the page that was asked for."""

from pathlib import Path

import streamlit as st

# A picture of our own: an icon's name would have the browser fetch it from outside.
ICON = Path(__file__).parent / "parts" / "icon.png"

st.set_page_config(page_icon=ICON, layout="wide")

page = st.navigation(
    [
        st.Page("draw.py", title="Draw", icon=":material/draw:", default=True),
        st.Page("perceptron.py", title="Perceptron", icon=":material/polyline:"),
        st.Page("dataset.py", title="Dataset", icon=":material/grid_view:"),
        st.Page("train.py", title="Train", icon=":material/model_training:"),
        st.Page("evaluate.py", title="Evaluate", icon=":material/fact_check:"),
        st.Page("inside.py", title="Inside", icon=":material/visibility:"),
    ],
    position="top",
)
st.set_page_config(page_title=f"{page.title} · MNIST ANN")
page.run()
