"""Same digit."""

import streamlit as st


def teach(room):
    """For the teacher."""
    st.write("Same digit")


def learn(room, activity):
    """For a student, while this activity is on."""
    st.write("Same digit")
