"""Why validation accuracy can be above training accuracy."""

import streamlit as st

from mnist_ann.evaluation import scores
from mnist_ann.figures.training import (
    AT_END,
    RUNNING,
    VALIDATION,
    training_and_validation,
)
from ui.networks.choose import Chosen
from ui.shown.source import show_code
from ui.state import cached


def show(chosen: Chosen) -> None:
    if chosen.run is None:
        st.info("A file has no epochs to look back at. Choose a run.")
        return
    epochs = cached.runs().epochs(chosen.run.id)
    kept = [epoch for epoch in cached.kept(chosen.run.id) if epoch]
    if not epochs or not kept:
        st.info("This run hasn't ended an epoch yet.")
        return
    at_end = {
        epoch: cached.training_accuracy(cached.network(chosen.run.id, epoch))
        for epoch in kept
    }
    series = {
        RUNNING: [(epoch.epoch, epoch.accuracy) for epoch in epochs],
        AT_END: list(at_end.items()),
        VALIDATION: [(epoch.epoch, epoch.val_accuracy) for epoch in epochs],
    }
    st.altair_chart(
        training_and_validation(series),
        alt=" ".join(
            f"{name}: "
            + ", ".join(
                f"epoch {epoch} {share:.2%}" for epoch, share in rows if epoch in kept
            )
            + "."
            for name, rows in series.items()
        ),
    )
    said = next((epoch for epoch in epochs if epoch.epoch == chosen.epoch), epochs[0])
    if chosen.epoch == 0:
        st.markdown(
            "Before training there is nothing to compare; this is the first epoch."
        )
    above = [epoch.epoch for epoch in epochs if epoch.val_accuracy > epoch.accuracy]
    where = (
        f"Here it is above in {len(above)} of {len(epochs)} epochs, the first of them epoch {above[0]}"
        f" and the last epoch {above[-1]}."
        if above
        else "In this run it never is."
    )
    st.markdown(
        f"{where} In epoch {said.epoch}, training accuracy was reported as **{said.accuracy:.2%}** and "
        f"validation accuracy as **{said.val_accuracy:.2%}**. The first is a running mean: it counts the "
        "answers that the network gave while it was still learning. The second is measured at the end."
    )
    if said.epoch in at_end:
        st.markdown(
            f"Measured at the end too, with the same weights, the training images give "
            f"**{at_end[said.epoch]:.2%}**. Only these two numbers can be compared."
        )
    if chosen.run.recipe.warps:
        st.markdown(
            "This run also trained on warped images, which are harder to read than the ones "
            "measured at the end. So its running mean stays below."
        )
    st.caption(
        "Measured at the end on every fifth of the training images, after the epochs whose network "
        "was kept."
    )
    show_code(scores.accuracy)
