"""Perceptron: from one perceptron to a network that no line can match, in seven short chapters."""

import streamlit as st

from ui.components.landing.landing import land_at, landing
from ui.state.address import Choice, come_back
from ui.story import (
    activation,
    by_hand,
    in_parallel,
    in_sequence,
    no_line,
    one_perceptron,
    to_digits,
)

CHAPTERS = {
    "1": ("One perceptron", one_perceptron.show),
    "2": ("In parallel", in_parallel.show),
    "3": ("No line is enough", no_line.show),
    "4": ("In sequence", in_sequence.show),
    "5": ("Activation", activation.show),
    "6": ("One step by hand", by_hand.show),
    "7": ("To 784 inputs", to_digits.show_chapter),
}
ALL = "all"
OPTIONS = [*CHAPTERS, ALL]
CHAPTER = Choice("chapter")


def choose_chapter():
    """The chapter in the address, else the one shown last. The address follows the choice."""
    come_back("perceptron", [CHAPTER])
    chosen = st.segmented_control(
        "Chapter",
        OPTIONS,
        format_func=label,
        required=True,
        label_visibility="collapsed",
        **CHAPTER.follow(OPTIONS, default="1"),
    )
    CHAPTER.say(chosen)
    return chosen


def label(chapter):
    """Its number in bold: on a phone, look.css leaves that."""
    return "**All**" if chapter == ALL else f"**{chapter}** {CHAPTERS[chapter][0]}"


def go_on(chapter):
    CHAPTER.say(chapter)
    land_at(f"chapter-{chapter}")


st.title("What can a perceptron do?")
chosen = choose_chapter()
for chapter in CHAPTERS if chosen == ALL else [chosen]:
    name, show = CHAPTERS[chapter]
    st.header(f"{chapter}. {name}", anchor=f"chapter-{chapter}")
    show()
following = OPTIONS[OPTIONS.index(chosen) + 1] if chosen != ALL else ALL
if following != ALL:
    st.divider()
    st.button(
        f"Next: {CHAPTERS[following][0]}",
        icon=":material/arrow_forward:",
        on_click=go_on,
        args=(following,),
    )
landing()
