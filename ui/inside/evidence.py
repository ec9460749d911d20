"""Why one digit and not another: what each pixel speaks for, checked by covering it."""

import numpy as np
import streamlit as st

from mnist_ann.explain.evidence import (
    Evidence,
    agreement,
    evidence,
    in_patches,
    occlusion,
)
from mnist_ann.figures.base import DIGITS
from mnist_ann.figures.pictures import heat, overlay
from mnist_ann.network import Network
from mnist_ann.words import a_digit, signed
from ui.inside.subject import Subject
from ui.networks.choose import Chosen
from ui.shown.source import show_code

SIDE = 4  # of a covered patch, in pixels


def show(chosen: Chosen, subject: Subject | None) -> None:
    network = chosen.network
    if subject is None:
        return
    order = network.forward([subject.image])[0].argsort()[::-1]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        digit = st.selectbox("Why", DIGITS, index=int(order[0]), width=100)
        others = [other for other in DIGITS if other != digit]
        second = next(str(other) for other in order if str(other) != digit)
        other = st.selectbox("and not", others, index=others.index(second), width=100)
    digit, other = int(digit), int(other)
    reasons = evidence(network, subject.image, digit, other)
    pictures(subject.image, reasons, digit, other)
    st.header("Is that true? Cover it and see")
    by_occlusion(network, subject.image, reasons, digit, other)
    show_code(evidence, occlusion)


def pictures(image: np.ndarray, reasons: Evidence, digit: int, other: int) -> None:
    """What speaks for the one, for the other, and the numbers, which add up."""
    pixels = reasons.pixels
    most = float(np.abs(pixels).max())
    for_it, against = np.maximum(pixels, 0), np.minimum(pixels, 0)
    columns = st.columns([2, 2, 3], gap="medium")
    for column, values, named in (
        (columns[0], for_it, digit),
        (columns[1], against, other),
    ):
        with column:
            st.subheader(f"For {a_digit(named)}")
            st.image(
                overlay(image, values, 252, most),
                alt=f"The ink that speaks for {a_digit(named)}: {np.count_nonzero(values)} pixels, "
                f"{abs(values.sum()):.2f} in all",
            )
    # The last number is made from the others as they are shown, so that they add up.
    difference, biases = round(reasons.difference, 2), round(reasons.biases, 2)
    above = round(float(for_it.sum(dtype=float)), 2)
    bent = round(reasons.unexplained, 2)
    parts = {
        f"Pixels that speak for {a_digit(digit)}": above,
        f"Pixels that speak for {a_digit(other)}": difference - biases - above - bent,
        "All biases together": biases,
    }
    if bent:
        parts["Bent by the activations"] = bent
    with columns[2]:
        st.subheader("In numbers")
        st.table(
            {
                "Part": [*parts, f"Logit of {digit} minus logit of {other}"],
                "Number": [signed(value) for value in [*parts.values(), difference]],
            },
            hide_index=True,
            border="horizontal",
        )
        ratio = float(np.exp(min(abs(difference), 50)))
        first, then = (digit, other) if difference >= 0 else (other, digit)
        times = f"{ratio:,.3g}" if ratio < 1e6 else "more than a million"
        st.markdown(
            f"So {a_digit(first)} is {times} times as likely as {a_digit(then)}, for the network: e to the power "
            f"of {abs(difference):.2f}. A pixel's part is its brightness times how much the difference "
            "grows with it."
        )


def by_occlusion(
    network: Network, image: np.ndarray, reasons: Evidence, digit: int, other: int
) -> None:
    """Each patch covered once: how far does the difference really fall?"""
    fall = occlusion(network, image, digit, other, SIDE)
    claimed = in_patches(reasons.pixels, SIDE)
    agreed = agreement(claimed, fall)
    columns = st.columns([2, 2, 3], gap="medium")
    most = float(max(np.abs(fall).max(), np.abs(claimed).max())) or 1.0
    for column, values, title in (
        (columns[0], claimed, "Claimed above"),
        (columns[1], fall, "Found by covering"),
    ):
        with column:
            st.subheader(title)
            row, place = divmod(int(values.argmax()), values.shape[1])
            st.image(
                heat(values, 252, most),
                alt=f"{title}, {SIDE} × {SIDE} pixels at a time: the strongest patch for {a_digit(digit)} is "
                f"in row {row + 1}, column {place + 1} of seven, with {signed(values.max())}; the "
                f"strongest for {a_digit(other)} has {signed(values.min())}",
            )
    with columns[2]:
        st.metric(
            "Agreement of the two",
            signed(agreed, ".2f"),
            help="Pearson's correlation, −1 to 1.",
        )
        strongest = int(claimed.argmax())
        now = reasons.difference - float(fall.flat[strongest])
        st.markdown(
            f"Cover the patch that is said to speak most for {a_digit(digit)}, and the difference goes from "
            f"{signed(reasons.difference)} to **{signed(now)}**: {signed(claimed.flat[strongest])} was claimed, "
            f"{signed(fall.flat[strongest])} was found. They differ where units switch on or off on the way."
        )
