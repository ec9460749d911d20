"""Train: choose a recipe, start, watch the network learn epoch by epoch."""

import streamlit as st
from parts import visitor
from parts.lab.choose import new_run
from parts.lab.shelf import earlier_runs
from parts.lab.watch import watch

st.title("Watch a network learn")
shown = visitor.run_id("train")
if shown:
    watch(shown)
else:
    st.write(
        "This is the article's recipe. Press Start, and a network that knows nothing learns to read "
        "digits in front of you. Then change one thing and see what it does."
    )
    new_run()
st.divider()
earlier_runs(shown)
