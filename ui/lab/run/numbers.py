"""The accuracies of a run: validation first, because it says how well the network reads what is new."""

import streamlit as st

from mnist_ann import mnist
from mnist_ann.store.rows import Epoch, Run
from ui.state import cached


def by_validation(epochs: list[Epoch]) -> None:
    """The latest, in a place that stays while it changes."""
    st.metric("Validation accuracy", _latest(epochs, "val_accuracy"))


def others(run: Run, epochs: list[Epoch]) -> None:
    """The latest by training, and the one by test."""
    others = (
        ("Training, running", _latest(epochs, "accuracy")),
        ("Training, at the end", _latest(epochs, "end_accuracy")),
        ("Test", test_accuracy(run)),
    )
    with st.container(horizontal=True):
        for label, value in others:
            st.markdown(f":small[{label}]  \n**{value}**", width="content")


def _latest(epochs, name):
    value = getattr(epochs[-1], name) if epochs else None
    return "–" if value is None else f"{value:.2%}"


def test_accuracy(run: Run) -> str:
    """The run's test accuracy as text; measured here if no worker was there to measure it."""
    if run.live or not run.epoch:
        return "–"
    return f"{tested(run):.2%}"


def tested(run: Run) -> float:
    """The test accuracy of a run that has ended after an epoch."""
    if run.test_accuracy is None:
        return cached.scores_of(cached.network(run.id, run.epoch)).accuracy
    return run.test_accuracy


def meaning(epochs: list[Epoch]) -> None:
    """What is measured on which images, and why there are two of training."""
    with st.expander("What these numbers mean"):
        st.write(
            f"**Validation:** on the {mnist.VALIDATION:,} images held back, with the weights at the end of "
            "the epoch.  \n"
            "**Training, running:** the mean over all batches of the epoch, taken while the weights moved, "
            "as Keras shows it.  \n"
            "**Training, at the end:** on the first 5,000 training images, with the same weights as "
            "validation.  \n"
            "**Test:** on the 10,000 test images, measured once, when training ends."
        )
        st.write(
            "So compare validation with the accuracy at the end. The running one lags behind, most of all "
            "in the first epoch: it counts answers that were given at its start. Dropout and warped or "
            "mislabelled images make it lower, too; at the end they are off."
        )
        if epochs and epochs[0].end_accuracy is not None:
            st.write(
                f"In epoch 1 of this run: {epochs[0].accuracy:.1%} running, "
                f"{epochs[0].end_accuracy:.1%} at its end."
            )
