"""Train: choose a recipe, start, watch the network learn epoch by epoch."""

import streamlit as st
from parts import visitor
from parts.lab.choose import new_run
from parts.lab.learned import before_and_after
from parts.lab.shelf import earlier_runs
from parts.lab.watch import watch

st.title("Watch a network learn")
if "run" not in st.query_params and {"recipe", "from"} & set(st.query_params):
    visitor.show_run("train", None)  # a link to a recipe, not back to a run
shown = visitor.run_id("train")
if shown:
    watch(shown)
    before_and_after(shown)
else:
    st.write(
        "Press Start, and a network that knows nothing learns to read digits in front of you, at "
        "first by the article's recipe. Then change one thing and see what it does."
    )
    new_run()
st.divider()
earlier_runs(shown)
