"""The source of what computed a page's numbers."""

import inspect
from collections.abc import Callable

import streamlit as st


def show_code(*functions: Callable) -> None:
    """An expander with the source of these functions, as they ran."""
    names = " and ".join(function.__name__ for function in functions)
    with st.expander(f"Show the code: {names}", icon=":material/code:"):
        for function in functions:
            file = function.__module__.replace(".", "/") + ".py"
            st.caption(file)
            st.code(inspect.getsource(function), language="python")
