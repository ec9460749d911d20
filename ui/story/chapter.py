"""What a chapter says: text, a question before the answer shows, and what goes deeper, folded."""

import streamlit as st

WIDTH = 760  # pixels: longer lines are hard to read


def tell(text: str) -> None:
    st.markdown(text, width=WIDTH)


def ask(
    key: str, question: str, answers: dict[str, str], right: str, shown: bool = False
) -> bool:
    """Ask, with a word about every wrong choice, and return whether the answer may show: it was
    found, or asked for.

    answers: {answer: what to say about it}, in the order shown. right: the right one of them.
    shown: whether the answer shows from the start.
    """
    state = f"answer shown {key}"
    if shown:
        st.session_state[state] = True
    with st.container(border=True, width=WIDTH):
        chosen = st.radio(question, list(answers), index=None, key=f"question {key}")
        if chosen == right:
            st.session_state[state] = True
            st.success(f"Right. {answers[right]}", icon=":material/check:")
        elif chosen:
            st.warning(f"Not quite. {answers[chosen]}", icon=":material/close:")
        if not st.session_state.get(state):
            st.button(
                "Show me the answer",
                type="tertiary",
                key=f"show {key}",
                on_click=_show,
                args=(state,),
            )
            st.caption("Answer first; what can be played here comes with the answer.")
        elif chosen != right:
            st.info(
                f"The answer: {right}. {answers[right]}", icon=":material/lightbulb:"
            )
    return bool(st.session_state.get(state))


def _show(state):
    st.session_state[state] = True


def remark(text: str, title: str = "Said precisely") -> None:
    """What goes deeper than the chapter needs, folded."""
    with st.expander(title, width=WIDTH):
        st.markdown(text)
