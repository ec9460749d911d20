"""The accuracies of a run: validation first, because it says how well the network reads what is new."""

import streamlit as st

from mnist_ann import mnist
from mnist_ann.store.rows import Epoch, Run
from ui.state import cached

WIDTH = 145  # pixels, of one of the smaller numbers: two fit on a phone


def numbers(run: Run, epochs: list[Epoch]) -> None:
    """The latest ones, in places that stay while they change."""
    last = epochs[-1] if epochs else None

    def percent(name):
        value = getattr(last, name, None)
        return "–" if value is None else f"{value:.2%}"

    st.metric(
        "Validation accuracy",
        percent("val_accuracy"),
        help=f"On the {mnist.VALIDATION:,} images held back, with the weights at the end of the epoch.",
    )
    others = (
        (
            "Training, running",
            percent("accuracy"),
            "Mean over the last epoch, taken while the weights moved, as Keras shows it.",
        ),
        (
            "Training, at the end",
            percent("end_accuracy"),
            "On the first 5,000 training images, with the same weights as validation.",
        ),
        (
            "Test",
            test_accuracy(run),
            "On the 10,000 test images, measured once, when training ends.",
        ),
    )
    with st.container(horizontal=True, gap="small"):
        for label, value, meaning in others:
            st.markdown(f"{label}  \n**{value}**", help=meaning, width=WIDTH)


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


def why_two_training_accuracies(epochs: list[Epoch]) -> None:
    with st.expander("Why two training accuracies?"):
        st.write(
            "The running one is the mean over all batches of an epoch, while the network was still "
            "getting better: it counts answers that were given at the epoch's start. The other is "
            "measured once, at the end of the epoch, as validation is. So compare that one with "
            "validation; the running one lags behind, most of all in the first epoch."
        )
        if epochs and epochs[0].end_accuracy is not None:
            st.write(
                f"In epoch 1 of this run: {epochs[0].accuracy:.1%} running, "
                f"{epochs[0].end_accuracy:.1%} at its end."
            )
        st.write(
            "Dropout and warped or mislabelled images make the running one lower, too: dropout and "
            "warps are off at the end."
        )
