"""Each layer as a map, with the visitor's image placed in it."""

import streamlit as st

from mnist_ann.explain import maps
from mnist_ann.figures import layers
from ui.inside import subject
from ui.networks.choose import Chosen
from ui.shown.source import show_code
from ui.state import cached


def show(chosen: Chosen) -> None:
    network = chosen.network
    found = subject.choose(chosen)
    st.header("How each layer sorts the digits")
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
    place = None
    if found is not None:
        own = (
            network.activations([found.image])[layer - 1][0]
            if layer
            else found.image.ravel()
        )
        place = axes.place(own)
    left, right = st.columns([3, 2], gap="large")
    nearest, farthest = maps.nearest_and_farthest(positions, labels)
    sorted_by = (
        f"The centres of {nearest[0]} and {nearest[1]} lie nearest to each other, those of "
        f"{farthest[0]} and {farthest[1]} farthest apart."
    )
    both = sum(axes.shares)
    of = "the last epoch's spread" if chosen.run else "the spread"
    with left:
        st.altair_chart(
            layers.layer_map(positions, labels, axes, reach, place),
            alt=f"{cached.MAP_IMAGES:,} test images as points. The first axis holds "
            f"{axes.shares[0]:.1%} of {of}, the second {axes.shares[1]:.1%}. {sorted_by}"
            + (
                ""
                if place is None
                else f" Your image lies at {place[0]:.1f}, {place[1]:.1f}."
            ),
        )
    with right:
        st.markdown(
            f"Each of {cached.MAP_IMAGES:,} test images is written where its activations put it, as "
            "its label. The axes are the two directions along which the last epoch's activations "
            "spread most, and they stay: move through the epochs and see the digits part."
            + (" The ring is the image above." if place is not None else "")
        )
        st.markdown(sorted_by)
        st.warning(
            f"What distances mean here: this view keeps {both:.0%} of {of}, the other "
            f"{1 - both:.0%} lies in directions that it can't show. Images that are far apart here are "
            "far apart for the network. Images that lie together here need not be: they may be far "
            "apart in a direction you don't see.",
            icon=":material/straighten:",
        )
    show_code(maps.fit, maps.Axes.place)
