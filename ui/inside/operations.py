"""What a network can do without: units switched off, weights removed, weights rounded."""

import numpy as np
import streamlit as st

from mnist_ann.explain import surgery
from mnist_ann.explain.surgery import FULL, Surgery
from mnist_ann.figures.base import DIGITS
from mnist_ann.network import Network
from mnist_ann.words import signed
from ui.components.unit_grid.unit_grid import unit_grid
from ui.inside.names import OFF, has_unit, layer_titles, unit_name
from ui.inside.subject import Subject
from ui.networks.choose import Chosen
from ui.shown.source import show_code
from ui.shown.words import change_in_points
from ui.state import cached

BITS = (2, 3, 4, 5, 6, 7, 8, FULL)


def show(chosen: Chosen, _: Subject | None) -> None:
    network = chosen.network
    left, right = st.columns([3, 2], gap="large")
    with left:
        prune = st.slider(
            "Remove the smallest weights, percent",
            0,
            99,
            0,
            key="prune",
            bind="query-params",
            help="The weights nearest to 0, of all layers together, become 0.",
        )
        bits = st.select_slider(
            "Bits of a weight",
            BITS,
            value=FULL,
            key="bits",
            bind="query-params",
            help="With b bits, a weight can have 2^b − 1 different values. 32: as it was trained.",
        )
        off = switched_off(network)
    operation = Surgery(prune / 100, bits, off)
    *recall, before = cached.accuracy_after(network, Surgery())
    *recall_after, after = cached.accuracy_after(network, operation)
    with right:
        result(network, operation, before, after)
        by_digit(np.array(recall), np.array(recall_after))
    show_code(surgery.operate, surgery.pruned, surgery.rounded)


def switched_off(network: Network) -> tuple[tuple[int, int], ...]:
    """The hidden units that are off, from the address; a click on one switches it."""
    hidden = network.layers[:-1]
    if not hidden:
        st.caption("This network has no hidden unit to switch off.")
        return ()
    off = {
        (layer, unit) for layer, unit in OFF.said([]) if has_unit(hidden, layer, unit)
    }
    st.markdown(
        "Choose units to switch them off or on again. The stronger a square, the larger the weights "
        "that it sends on."
    )
    sizes = [np.linalg.norm(layer.kernel, axis=1) for layer in network.layers[1:]]
    labels = [
        [
            f"{unit_name(network, at, unit).capitalize()}: {'off' if (at, unit) in off else 'on'}"
            for unit in range(len(layer.bias))
        ]
        for at, layer in enumerate(hidden)
    ]
    picked = unit_grid(
        layer_titles(network)[:-1], sizes, labels, key="switches", off=off
    )
    if picked:
        _switch(off ^ {picked})
    with st.container(horizontal=True):
        for at, layer in enumerate(hidden):
            whole = {(at, unit) for unit in range(len(layer.bias))}
            if st.button(f"Layer {at + 1} off", disabled=whole <= off):
                _switch(off | whole)
        if st.button("All on", disabled=not off):
            _switch(set())
    return tuple(sorted(off))


def _switch(off):
    OFF.say(sorted(off) or None)
    st.rerun()


def result(network: Network, operation: Surgery, before: float, after: float) -> None:
    one, other = st.columns(2)
    one.metric("Read right before", f"{before:.2%}")
    other.metric("Read right after", f"{after:.2%}", **change_in_points(after - before))
    weights = sum(layer.kernel.size for layer in network.layers)
    kept = round(weights * (1 - operation.prune))
    st.caption(
        f"Of all 10,000 test images. Hidden units that are off: {len(operation.off):,}. "
        f"{kept:,} of {weights:,} weights are left, with {operation.bits} bits each: "
        f"{kept * operation.bits / 8e3:,.0f} kB."
    )


def by_digit(before: np.ndarray, after: np.ndarray) -> None:
    """Which digits suffer."""
    with st.expander("Which digits suffer?", expanded=True):
        st.table(
            {
                "Digit": DIGITS,
                "Read right before": [f"{share:.1%}" for share in before],
                "After": [f"{share:.1%}" for share in after],
                "Change, points": [signed(100 * d, "+.1f") for d in after - before],
            },
            hide_index=True,
            border="horizontal",
        )
