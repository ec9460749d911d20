"""Which digits a network mixes up."""

import re

import pandas as pd
import streamlit as st

from mnist_ann.evaluation.scores import Scores
from mnist_ann.figures import base
from ui.components.confusion_matrix.confusion_matrix import matrix
from ui.evaluate.pictures import MOST, seen_by
from ui.networks.choose import Chosen
from ui.shown.source import show_code
from ui.state import cached
from ui.state.address import Choice


def _cell(text):
    found = re.fullmatch(r"(\d)-(\d)", text)
    return (int(found[1]), int(found[2])) if found else None


COUNTS = "Counts"
CELL = Choice("cell", read=_cell, write="{0[0]}-{0[1]}".format)  # (label, answer)


def show(chosen: Chosen) -> str | None:
    """Returns the address of an image that was opened, or None."""
    scores = cached.scores_of(chosen.network)
    left, right = st.columns([3, 2], gap="large")
    with left:
        cell = confusion(scores)
    with right:
        each_digit(scores)
    opened = images_of(chosen, scores, *cell) if cell else None
    show_code(Scores)
    return opened


def confusion(scores: Scores) -> tuple[int, int] | None:
    """The matrix. Returns the (label, answer) of the cell that is open, or None."""
    kind = st.segmented_control(
        "Cells show",
        [COUNTS, "Percent of the row"],
        default=COUNTS,
        required=True,
        key="cells",
        bind="query-params",
    )
    cell = CELL.said()
    often = ", ".join(
        f"{label} read as {answer} ({count} times)"
        for label, answer, count in scores.confusions[:5]
    )
    opened = matrix(
        scores.confusion,
        key="matrix",
        label=f"Confusion matrix. Most frequent mistakes: {often or 'none'}.",
        opened=cell,
        as_shares=kind != COUNTS,
    )
    st.caption(
        "Blue: read right. Orange: mixed up; the stronger, the more often. **Choose a cell to see its "
        "images.** The field calls this a confusion matrix."
    )
    if opened and opened != cell:
        CELL.say(opened)
        st.rerun()
    return cell


def each_digit(scores: Scores) -> None:
    rows = pd.DataFrame(
        {
            "Images": scores.confusion.sum(axis=1),
            "Found (recall)": scores.recall,
            "Right when said (precision)": scores.precision,
        },
        index=pd.Index(base.DIGITS, name="Digit"),
    )
    shares = {rows.columns[0]: "{:,}"} | dict.fromkeys(rows.columns[1:], "{:.1%}")
    st.table(rows.style.format(shares, na_rep="–"))
    st.caption(
        "Found: of all images of a digit, how many it reads as that. Right when said: of all that it "
        "reads as a digit, how many are that."
    )


def images_of(chosen: Chosen, scores: Scores, label: int, answer: int) -> str | None:
    """The images of one cell."""
    places = scores.in_cell(label, answer)
    st.subheader(
        f"{label} read as {label}, rightly"
        if label == answer
        else f"{label} read as {answer}"
    )
    if not len(places):
        st.markdown("After this epoch there is no such image.")
        return None
    which = "All" if len(places) <= MOST else f"{MOST} of"
    st.caption(
        f"{which} {len(places):,}, the most confident answer first. Choose one to follow it through "
        "the network."
    )
    return seen_by(chosen, places, key="cell images")
