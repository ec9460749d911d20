"""What a run learned of digits that people drew, and what it forgot of MNIST for it."""

import streamlit as st

from mnist_ann.evaluation import scores
from ui.state import cached


def before_and_after(id: str) -> None:
    """For a run that trained a network on with drawn digits: both, read before and after."""
    run = cached.runs().get(id)
    if run.live or not run.epoch:
        return
    lesson = cached.runs().lesson(id)
    if lesson is None or not len(lesson.digits):
        return
    digits, tests = lesson.digits, len(cached.data().test)
    rows = {"": [], "Drawn digits": [], "MNIST's test images": []}
    own, mnist = [], []
    for name, network in (("Before", lesson.network), ("After", cached.network(id))):
        right = scores.accuracy(network, digits.images, digits.labels)
        own.append(round(right * len(digits)))
        mnist.append(round(cached.scores_of(network).accuracy * tests))
        rows[""].append(name)
        rows["Drawn digits"].append(f"{own[-1]} of {len(digits)}")
        rows["MNIST's test images"].append(f"{mnist[-1]:,} of {tests:,}")
    st.header("What it learned, and what it forgot")
    st.table(rows, hide_index=True, border="horizontal")
    st.caption(
        f"It reads {_more(own)} of the drawn digits and {_more(mnist)} of MNIST's test images. "
        "It has learned from these very digits, so draw new ones to test it."
    )


def _more(counts):
    before, after = counts
    return f"{abs(after - before):,} {'fewer' if after < before else 'more'}"
