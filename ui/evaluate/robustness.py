"""How far images can be disturbed before networks no longer read them."""

import streamlit as st

from mnist_ann.evaluation import robustness
from mnist_ann.evaluation.robustness import Disturbance
from mnist_ann.figures import scores
from mnist_ann.mnist import normalise
from mnist_ann.words import signed
from ui.networks import choose
from ui.networks.choose import Chosen
from ui.shown.digit import digit_picture
from ui.shown.source import show_code
from ui.state import cached

MOST = 3  # networks at once
EXAMPLE = 0  # the test image below the chart, a 7


def show(chosen: Chosen) -> None:
    names = {found.label: name for name, found in robustness.DISTURBANCES.items()}
    label = st.segmented_control(
        "Disturbance",
        list(names),
        default="Turn",
        required=True,
        key="disturbance",
        bind="query-params",
    )
    name, disturbance = names[label], robustness.DISTURBANCES[names[label]]
    others = choose.every_network()
    if chosen.run:
        others.pop(chosen.run.id, None)
    beside = st.multiselect(
        "Beside it",
        list(others),
        default=[id for id in ("article", "draw") if id in others][: MOST - 1],
        format_func=others.__getitem__,
        max_selections=MOST - 1,
    )
    networks = {chosen.name: chosen.network}
    for id in beside:
        networks[choose.short(id)] = choose.load(id)
    curves = {
        label: [
            right / cached.ROBUSTNESS_IMAGES
            for right in cached.robustness_of(network, name)
        ]
        for label, network in networks.items()
    }
    st.altair_chart(
        scores.robustness(curves, disturbance),
        alt=f"Accuracy by {disturbance.label.lower()} ({disturbance.unit}). "
        + " ".join(
            f"{label}: "
            + ", ".join(
                f"{level:g} {s:.0%}" for level, s in zip(disturbance.levels, shares)
            )
            + "."
            for label, shares in curves.items()
        ),
    )
    examples(disturbance)
    st.caption(
        f"On every tenth of the test images, {cached.ROBUSTNESS_IMAGES:,} in all. The drawing network "
        "was trained on images that were shifted, turned and stretched, anew in each epoch. That helps "
        "with these, not with noise, which it never met."
    )
    show_code(robustness.robustness, disturbance.apply)


def examples(disturbance: Disturbance) -> None:
    """One image at each level."""
    image = normalise(cached.data().test.images[EXAMPLE : EXAMPLE + 1])
    with st.grid(len(disturbance.levels), min_column_width=64):
        for level in disturbance.levels:
            digit_picture(
                disturbance.apply(image, level)[0],
                caption=signed(level, "g"),
                alt=f"A 7, {disturbance.label.lower()} {level:g}",
                width=84,
            )
