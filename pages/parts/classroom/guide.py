"""The lesson: a teacher's guide and a worksheet."""

import streamlit as st


def guide(room):
    """The guide."""
    st.write("Guide")
