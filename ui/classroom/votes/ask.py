"""Ask a class: one of the prepared questions, or the teacher's own."""

from typing import Any

import streamlit as st

from mnist_ann.classroom.contents import Asked
from mnist_ann.classroom.votes import questions
from mnist_ann.classroom.votes.prepared import QUESTIONS
from mnist_ann.classroom.votes.questions import (
    LONGEST,
    LONGEST_UNIT,
    MEASURES,
    MOST_CHOICES,
)
from mnist_ann.lab import durations, presets
from ui.shown import problem
from ui.shown.words import as_text
from ui.state import cached, visitor

NO_RUN, I_TELL = "no run", "I tell it"


def ask(room):
    """What to ask, and the button that asks it."""
    st.write(
        "Everyone votes, and nobody sees a vote until you reveal all. Then one click runs it, and the "
        "answer stands among the votes."
    )
    source = st.segmented_control(
        "Question",
        ["Prepared", "My own"],
        default="Prepared",
        required=True,
        label_visibility="collapsed",
        key="question source",
    )
    question = _prepared() if source == "Prepared" else _own()
    pressed = st.button(
        "Ask the class",
        type="primary",
        icon=":material/how_to_vote:",
        disabled=question is None or room.ended,
    )
    if pressed and question:
        cached.activities().start(room.id, visitor.identity(), Asked(question))
        st.rerun()


def _prepared():
    titles = [each.title for each in QUESTIONS]
    title = st.selectbox("Prepared question", titles, key="prepared question")
    question = QUESTIONS[titles.index(title)]
    st.header(as_text(question.text), anchor=False)
    st.caption(f"{_how(question)} {_duration(question)}")
    with st.expander("For you alone: what to expect"):
        st.write(as_text(question.outcome))
    return question


def _how(question):
    if question.choices:
        return as_text("To choose from: " + "; ".join(question.choices) + ".")
    return f"{span(question)}."


def span(question):
    """From where to where a number can be voted for, as Markdown."""
    return as_text(bounds(question))


def bounds(question):
    """From where to where a number can be voted for."""
    ends = f"from {question.least:,.15g} to {question.most:,.15g}"
    return f"A number {ends}" + f" ({question.unit})" * bool(question.unit)


def _duration(question):
    """How long its run takes here, in words; "" if that isn't known."""
    seconds = cached.queue().cluster().epoch_seconds
    if seconds is None or not question.recipe:
        return ""
    taken = durations.in_words(durations.seconds(question.recipe, seconds))
    return f"The run takes about {taken} here."


def _own():
    """What the teacher made up, or None while it can't be asked."""
    text = st.text_area(
        "Your question", max_chars=LONGEST, height=80, key="own question"
    )
    fields: dict[str, Any] = {"text": text}
    left, right = st.columns(2)
    with left:
        kind = st.segmented_control(
            "Answered with", ["A number", "A choice"], default="A number",
            required=True, key="own kind",
        )  # fmt: skip
    with right:
        recipes = {each.name: each.recipe for each in presets.PRESETS}
        name = st.selectbox(
            "A run to show the answer", [NO_RUN, *recipes], key="own run",
            help="Of a preset. It starts when you press Run it.",
        )  # fmt: skip
    fields["recipe"] = recipes.get(name or NO_RUN)
    if kind == "A choice":
        lines = st.text_area(
            f"Answers to choose from, one a line, 2 to {MOST_CHOICES}",
            key="own choices",
        )
        fields["choices"] = lines.splitlines()
    else:
        fields |= _number(fields["recipe"] is not None)
    if not text.strip():
        return None
    with problem.shown(problem.quoted):
        return questions.own(**fields)
    return None


def _number(has_run):
    """The fields of a question with a number."""
    columns = st.columns(3)
    with columns[0]:
        least = st.number_input("From", value=0.0, format="%g", key="own least")
    with columns[1]:
        most = st.number_input("To", value=100.0, format="%g", key="own most")
    with columns[2]:
        unit = st.text_input(
            "Unit",
            "of 100 images" if has_run else "",
            max_chars=LONGEST_UNIT,
            key="own unit",
        )
    measure = I_TELL
    if has_run:
        measure = st.selectbox(
            "What of the run is the answer",
            [*MEASURES, I_TELL],
            format_func=lambda name: MEASURES[name][0] if name in MEASURES else name,
            help="Images are counted in as many as the number goes up to.",
            key="own measure",
        )
    return {
        "least": least,
        "most": most,
        "unit": unit,
        "measure": "" if measure == I_TELL else measure,
    }
