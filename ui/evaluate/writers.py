"""Whether a network reads everybody alike: by group of writers, and writer by writer."""

from collections import Counter
from statistics import mean

import numpy as np
import streamlit as st

from mnist_ann import writers
from mnist_ann.evaluation import by_writer
from mnist_ann.evaluation.by_writer import Hand
from mnist_ann.figures.scores import mistakes_of_writers
from mnist_ann.words import counted
from ui.evaluate.pictures import seen_by
from ui.networks.choose import Chosen
from ui.shown.source import show_code
from ui.state import cached

WHO = {
    "Census staff": "People who worked for the Census Bureau of the United States.",
    "Students": "High-school students.",
}
MOST = 10  # writers in the table


def show(chosen: Chosen) -> str | None:
    """Returns the address of an image that was opened, or None."""
    test = cached.data().test
    who, right = writers.of(test), cached.scores_of(chosen.network).right
    by_group(by_writer.groups(right, who))
    hands = by_writer.hands(right, who)
    by_hand(hands)
    st.header("The hand that it reads worst")
    opened = worst(chosen, hands[0], np.flatnonzero(who.numbers == int(hands[0].name)))
    show_code(by_writer.hands, by_writer.worst_tenth)
    return opened


def by_group(groups: list[Hand]) -> None:
    for column, group in zip(st.columns(len(groups)), groups):
        low, high = group.interval
        column.metric(group.name, f"{group.accuracy:.2%}")
        column.caption(
            f"{WHO[group.name]} {group.count:,} images, 95% interval {low:.2%} to {high:.2%}."
        )
    st.markdown(
        "MNIST mixes both. None of the 297 people who wrote the test images wrote a training image, but 251 of "
        "the 274 who wrote validation images did: validation accuracy is a little too friendly."
    )


def by_hand(hands: list[Hand]) -> None:
    faultless = sum(hand.right == hand.count for hand in hands)
    average, tenth, perfect = st.columns(3)
    average.metric("Mean of the writers", f"{mean(h.accuracy for h in hands):.1%}")
    average.caption(f"{len(hands)} writers, each of whom counts the same.")
    tenth.metric("Worst tenth", f"{by_writer.worst_tenth(hands):.1%}")
    tenth.caption("The mean of the tenth of the writers that it reads worst.")
    perfect.metric("Without a mistake", f"{faultless} of {len(hands)}")
    perfect.caption("Writers of whom it reads every digit.")
    mistakes = Counter(hand.count - hand.right for hand in hands)
    st.altair_chart(
        mistakes_of_writers(mistakes),
        alt="Writers by how many of their digits are read wrong: "
        + "; ".join(
            f"{counted(wrong, 'mistake')}: {counted(count, 'writer')}"
            for wrong, count in sorted(mistakes.items())
        ),
    )
    with st.expander(f"The {MOST} hands that it reads worst"):
        shown = hands[:MOST]
        st.table(
            {
                "Writer": [hand.name for hand in shown],
                "Images": [str(hand.count) for hand in shown],
                "Read right": [f"{hand.accuracy:.0%}" for hand in shown],
                "95% interval": ["{:.0%} to {:.0%}".format(*h.interval) for h in shown],
            },
            hide_index=True,
        )


def worst(chosen: Chosen, hand: Hand, places: np.ndarray) -> str | None:
    st.caption(
        f"Writer {hand.name}: {hand.right} of {hand.count} digits are read right. Choose one to follow it "
        "through the network."
    )
    return seen_by(chosen, places, key="worst hand")
