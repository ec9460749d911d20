"""Each layer as a map, with the visitor's image placed in it."""

import numpy as np
import streamlit as st

from mnist_ann.explain import maps
from mnist_ann.figures import layers
from mnist_ann.network import Network
from ui.components.digit_map.digit_map import digit_map
from ui.inside.subject import Subject
from ui.networks.choose import Chosen
from ui.shown.source import show_code
from ui.state import cached


def show(chosen: Chosen, subject: Subject | None) -> str | None:
    """Returns the address of an image that was opened, or None."""
    network = chosen.network
    names = [
        "Pixels",
        *(f"Layer {number}" for number in range(1, len(network.layers))),
        "Output",
    ]
    name = st.segmented_control(
        "Layer",
        names,
        default=names[-2],
        required=True,
        key="layer",
        bind="query-params",
    )
    layer = names.index(name)
    # The axes of the last epoch serve all epochs: the map moves, the view doesn't.
    last = cached.network(chosen.run.id) if chosen.run else network
    axes, reach = cached.axes(last, layer)
    labels = cached.data().test.labels[: cached.MAP_IMAGES]
    positions = axes.place(cached.layer_points(network, layer))
    nearest, farthest = maps.nearest_and_farthest(positions, labels)
    sorted_by = (
        f"The {nearest[0]}s and the {nearest[1]}s lie closest together, the {farthest[0]}s and the "
        f"{farthest[1]}s farthest apart."
    )
    own = None if subject is None else axes.place(_of(network, subject.image, layer))
    both = sum(axes.shares)
    left, right = st.columns([3, 2], gap="large")
    with left:
        opened = digit_map(
            within(positions, reach),
            labels,
            cached.scores_of(network).predicted[: cached.MAP_IMAGES],
            key="map",
            colours=layers.PALETTE,
            axes=(
                f"First direction: {axes.shares[0]:.0%} of the spread",
                f"Second direction: {axes.shares[1]:.0%}",
            ),
            label=f"Map of {cached.MAP_IMAGES:,} test images. {sorted_by} Arrow keys go from dot to dot, "
            "Enter follows one through the network."
            + ("" if own is None else " Your image is ringed."),
            own=None if own is None else within(own, reach),
        )
    with right:
        st.markdown(
            f"Each dot is one of {cached.MAP_IMAGES:,} test images, where this layer puts it. Move through "
            "the epochs above, and see the digits part."
            + ("" if own is None else " The ring is the image above.")
        )
        st.markdown(sorted_by)
        st.markdown(
            "Far apart here is far apart for the network. Close together need not be."
        )
        with st.expander("For experts: what this view can't show"):
            st.markdown(
                "The axes are the two directions along which the layer's activations spread most in the last "
                f"epoch (principal components). They keep {both:.0%} of the spread; the other "
                f"{1 - both:.0%} lies in directions that can't be seen here."
            )
    show_code(maps.fit, maps.Axes.place)
    return opened


def within(places: np.ndarray, reach: np.ndarray) -> np.ndarray:
    """Places (..., 2) as shares of what the axes reach, 0 to 1. What leaves them stays at their edge."""
    low, high = reach.T
    return np.clip((places - low) / np.maximum(high - low, 1e-9), 0, 1)


def _of(network: Network, image, layer):
    return network.activations([image])[layer - 1][0] if layer else image.ravel()
