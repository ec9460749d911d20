"""Glossary: the words of this app, in a sentence each."""

import streamlit as st

from mnist_ann.glossary import GROUPS
from ui.shown.words import anchor

st.title("What does this word mean?")
st.write("The words of this app, in a sentence or two each.")
for group, words in GROUPS.items():
    st.header(group, anchor=False)
    left, right = st.columns(2, gap="large")
    for at, (word, said) in enumerate(words.items()):
        with left if at < (len(words) + 1) / 2 else right, st.container(gap=None):
            st.subheader(word, anchor=anchor(word))
            st.write(said)
