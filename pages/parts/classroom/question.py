"""Predict first."""

import streamlit as st


def teach(room):
    """For the teacher."""
    st.write("Predict first")


def learn(room, activity):
    """For a student, while this activity is on."""
    st.write("Predict first")
