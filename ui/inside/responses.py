"""What a unit looks for: its weights, the images that drive it most, how often it is on."""

import numpy as np
import streamlit as st

from mnist_ann import browse
from mnist_ann.explain.units import Survey, survey
from mnist_ann.figures import layers
from mnist_ann.figures.pictures import grid, heat
from mnist_ann.network import Network
from mnist_ann.words import a_digit, signed
from ui.components.gallery.gallery import gallery
from ui.components.unit_grid.unit_grid import COLUMNS, unit_grid
from ui.inside.names import layer_titles, open_unit, unit_in_address, unit_name
from ui.inside.subject import Subject
from ui.networks.choose import Chosen
from ui.shown.source import show_code
from ui.state import cached

MOST_NAMED = 20  # dead units


def show(chosen: Chosen, _: Subject | None) -> str | None:
    """Returns the address of an image that was opened, or None."""
    network, surveys = chosen.network, cached.survey(chosen.network)
    st.markdown(
        "The stronger a square, the more of the 10,000 test images switch the unit on. Choose one here or "
        "in the picture above."
    )
    dead_units(network, surveys)
    layer, unit = opened = unit_in_address(network, (0, _choosiest(surveys[0])))
    labels = [
        [
            f"{unit_name(network, at, number).capitalize()}: on for {share:.1%} of the images"
            for number, share in enumerate(found.share)
        ]
        for at, found in enumerate(surveys)
    ]
    shares = [found.share for found in surveys]
    picked = unit_grid(
        layer_titles(network), shares, labels, key="responses", opened=opened
    )
    if picked and picked != opened:
        open_unit(picked)
        st.rerun()
    st.subheader(unit_name(network, layer, unit).capitalize())
    left, right = st.columns([2, 3], gap="large")
    with left:
        weights(network, layer, unit)
    with right:
        how_often(surveys[layer], unit)
    image = driving(surveys[layer], unit)
    show_code(survey)
    return image


def _choosiest(found):
    """The unit whose digits differ most in how often they turn it on."""
    return int(np.ptp(found.on, axis=1).argmax())


def dead_units(network: Network, surveys: list[Survey]) -> None:
    """Units that no test image turns on."""
    for layer, found in enumerate(surveys[:-1]):
        if not len(found.dead):
            continue
        named = ", ".join(map(str, found.dead[:MOST_NAMED]))
        if len(found.dead) > MOST_NAMED:
            named += f" and {len(found.dead) - MOST_NAMED} more"
        st.markdown(
            f"**Dead in layer {layer + 1}**, on for none of the 10,000 images: "
            f"{len(found.dead)} of {len(found.share)} units, {named}."
        )
    if not surveys[:-1]:
        st.markdown("This network has no hidden units: nothing can be dead.")
    elif not any(len(found.dead) for found in surveys[:-1]):
        st.markdown(
            "No hidden unit is dead: each is on for at least one of the images."
        )


def weights(network: Network, layer: int, unit: int) -> None:
    values = network.layers[layer].kernel[:, unit]
    st.markdown("**Its weights**")
    st.image(
        heat(grid(values, 28 if layer == 0 else COLUMNS), 280),
        alt=f"{(values > 0).sum()} weights above 0, {(values < 0).sum()} below; the largest "
        f"{signed(values.max(), '.3f')}, the smallest {signed(values.min(), '.3f')}",
    )
    where = (
        "A square for each pixel"
        if layer == 0
        else "A square for each unit of the layer before"
    )
    st.caption(f"{where}. Blue drives it, orange and striped holds it back.")


def how_often(found: Survey, unit: int) -> None:
    on = found.on[unit]
    st.markdown("**When it is on**")
    st.markdown(
        f"On for **{found.share[unit]:.1%}** of the images: most often for {a_digit(on.argmax())} "
        f"({on.max():.0%}), least often for {a_digit(on.argmin())} ({on.min():.0%})."
    )
    st.altair_chart(
        layers.on_by_digit(on),
        alt="The share of each digit's images that it is on for: "
        + ", ".join(f"{digit}: {share:.0%}" for digit, share in enumerate(on)),
    )


def driving(found: Survey, unit: int) -> str | None:
    """The images with its greatest activation."""
    st.markdown("**The images that drive it most**")
    if found.drive[unit, 0] <= 0:
        st.markdown("None of the images drives it at all.")
        return None
    items = browse.items(cached.data().test, found.top[unit])
    return gallery(
        items,
        key="driving",
        captions=[
            f"{a_digit(item.label)}\n{drive:.2f}"
            for item, drive in zip(items, found.drive[unit])
        ],
        side=84,
    )
