"""Class handwriting."""

import streamlit as st


def teach(room):
    """For the teacher."""
    st.write("Class handwriting")


def learn(room, activity):
    """For a student, while this activity is on."""
    st.write("Class handwriting")
