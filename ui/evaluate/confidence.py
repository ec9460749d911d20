"""Whether a network knows how sure it may be, and what it could leave to a person."""

import streamlit as st

from mnist_ann.evaluation.scores import Scores
from mnist_ann.figures.scores import reliability, thresholds
from ui.networks.choose import Chosen
from ui.shown.source import show_code
from ui.state import cached

THRESHOLDS = (0, 50, 60, 70, 80, 90, 95, 99, 99.9, 99.99)  # percent
BINS = 10


def show(chosen: Chosen) -> None:
    scores = cached.scores_of(chosen.network)
    calibration(scores)
    st.header("What if it may keep silent?")
    st.fragment(threshold)(scores)
    show_code(Scores.calibration, Scores.calibration_error, Scores.answered)


def calibration(scores: Scores) -> None:
    groups = scores.calibration(BINS)
    error = scores.calibration_error(BINS)
    claimed = float(scores.confidence.mean(dtype=float))
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.altair_chart(
            reliability(groups),
            alt="For answers grouped by probability, how sure the network was and how often it was "
            "right: "
            + "; ".join(
                f"{group.count:,} answers, {group.confidence:.1%} sure, {group.accuracy:.1%} right"
                for group in groups
            ),
        )
    with right:
        st.markdown(
            f"On average it was **{claimed:.2%}** sure, and right for **{scores.accuracy:.2%}**."
        )
        st.markdown(
            "A point on the dashed line: when it was 90% sure, it was right 90% of the time. Below "
            "the line it was too sure, above it too modest."
        )
        with st.expander("For experts: calibration in numbers"):
            st.markdown(
                f"Expected calibration error: **{100 * error:.2f} points**. It is how far the points lie "
                "from the line, each counted by its answers (Guo and others, 2017). The upright lines "
                "are 95% intervals."
            )
            st.table(
                {
                    "Probability": [f"{g.low:.0%} to {g.high:.0%}" for g in groups],
                    "Answers": [f"{g.count:,}" for g in groups],
                    "Sure": [f"{g.confidence:.1%}" for g in groups],
                    "Right": [f"{g.accuracy:.1%}" for g in groups],
                },
                hide_index=True,
            )


def threshold(scores: Scores) -> None:
    """Answer only when sure enough, and leave the rest to a person."""
    chosen = st.select_slider(
        "It answers only if it is at least so sure, percent",
        THRESHOLDS,
        value=90,
        key="threshold",
        bind="query-params",
    )
    n = len(scores.labels)
    answered, right = scores.answered(chosen / 100)
    silent = n - answered
    columns = st.columns(3)
    columns[0].metric("Answers", f"{answered:,} of {n:,}")
    columns[1].metric("Right, of these", f"{right / answered:.2%}" if answered else "–")
    columns[2].metric("Mistakes among them", f"{answered - right:,}")
    needless = int(scores.right.sum()) - right
    st.caption(
        f"It keeps silent on {silent:,}; {needless:,} of those it would have read right."
        if silent
        else "It answers all of them."
    )
    rows = [(percent, *scores.answered(percent / 100)) for percent in THRESHOLDS]
    rows = [(percent, count / n, r / count) for percent, count, r in rows if count]
    if len(rows) < 2:
        st.caption(
            "It is never as sure as the other thresholds ask, so there is nothing to draw."
        )
        return
    st.altair_chart(
        thresholds(rows, chosen),
        alt="By threshold, the share of images answered and the share of those that is right: "
        + "; ".join(f"{t:g}%: {a:.1%} answered, {r:.2%} right" for t, a, r in rows),
    )
