"""What a wall of drawings shows at a glance: how many were read, and which to laugh about."""

import streamlit as st

from mnist_ann.classroom.drawings import wall
from mnist_ann.words import a_digit, percent_in_words
from ui.shown.digit import digit_picture
from ui.shown.words import as_text

SIDE = 84  # pixels, of a picture: words stand beside it


def facts(hand_ins):
    """The pooled accuracy, the funniest mistake, the most alike pair."""
    score = wall.score(hand_ins)
    if score is None:
        return
    low, high = score.interval
    with st.container(border=True):
        st.metric(
            "Read right",
            f"{score.accuracy:.0%}",
            help="Of all drawings on this wall. The interval is where the share of very many such "
            "drawings would lie, with 95% confidence (Wilson, 1927).",
        )
        st.caption(
            f"{score.right} of {score.count}: so few tell only that it is {low:.0%} to {high:.0%}."
        )
    _card(
        "Funniest mistake",
        "The wrong answer of which the network was surest. What it found to be like no digit doesn't "
        "count.",
        *_funniest(wall.funniest(hand_ins)),
    )
    pair = wall.most_alike(hand_ins)
    if pair:
        _card(
            "Most alike",
            "The two students whose ink agrees most, by the cosine of the angle between their 784 "
            "pixels: 1 for the same image.",
            [pair.one, pair.other],
            f"{as_text(pair.one.name)} and {as_text(pair.other.name)}, cosine {pair.cosine:.2f}",
        )


def _funniest(found):
    if found is None:
        return [], "None: what is like a digit, it read right."
    very = percent_in_words(found.probability)
    return (
        [found],
        f"{as_text(found.name)} drew {a_digit(found.label)}. "
        + f"The network is {very} sure that it is {a_digit(found.answer)}.",
    )


def _card(title, explained, pictures, words):
    with st.container(border=True):
        st.markdown(f"**{title}**", help=explained)
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            for each in pictures:
                digit_picture(each.image, alt=f"{each.name}'s {each.label}", width=SIDE)
            with st.container(width=170):
                st.write(words)
