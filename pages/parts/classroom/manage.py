"""What a teacher decides: who is in, what is shown, what is kept."""

import streamlit as st


def manage(room):
    """The controls of a class."""
    st.write("Manage")
