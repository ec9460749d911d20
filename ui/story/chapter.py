"""What a chapter says: text, a question that invites to think, and what goes deeper, folded."""

import streamlit as st

from ui.shown.words import explained

WIDTH = 760  # pixels: longer lines are hard to read


def tell(text: str) -> None:
    """text: Markdown; a [word] of the glossary is explained."""
    st.markdown(explained(text), width=WIDTH)


def ask(key: str, question: str, answers: dict[str, str], right: str) -> bool:
    """Ask, and say a word about the answer that was chosen. Nothing to play with waits for one.

    answers: {answer: what to say about it}, in the order shown. right: the right one of them.
    Returns whether an answer was chosen: then a measurement may show that would give it away.
    """
    with st.container(border=True, width=WIDTH):
        chosen = st.radio(question, list(answers), index=None, key=f"question {key}")
        if chosen == right:
            st.success(f"Right. {answers[right]}", icon=":material/check:")
        elif chosen:
            st.warning(f"Not quite. {answers[chosen]}", icon=":material/close:")
    return chosen is not None


def remark(text: str, title: str = "Said precisely") -> None:
    """What goes deeper than the chapter needs, folded."""
    with st.expander(title, width=WIDTH):
        st.markdown(explained(text))
