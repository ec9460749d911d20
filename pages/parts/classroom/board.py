"""The board, made to be projected."""

import streamlit as st


def header(room):
    """The code, large."""
    st.header(room.code, anchor=False)


def board(room):
    """Who is here and what they do."""
    st.write("Board")
