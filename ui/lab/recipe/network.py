"""The network that a recipe makes, drawn, and what an epoch of it is."""

import streamlit as st

from mnist_ann.recipe.recipe import Recipe
from ui.components.network_plan.network_plan import network_plan


def network(recipe: Recipe, beside: int) -> None:
    """Its layers and parameters. beside: how many images of drawn digits it trains on, too."""
    with st.container(key="network-now"):
        network_plan(recipe, key="network plan")
    images = recipe.images + beside
    st.markdown(
        f"**{recipe.parameters:,}** parameters in all. Each epoch looks at "
        f"{images:,} images, {recipe.batch_size:,} at a time: "
        f"**{recipe.updates(images):,}** updates."
        + f" {beside:,} of the images are drawn digits, each repeated."
        * bool(beside)
    )


def network_before(recipe: Recipe) -> None:
    """The one of the last recipe that could be, while a choice is wrong: dimmed, and without its numbers."""
    with st.container(key="network-before"):
        network_plan(recipe, key="network plan")
    st.caption("The network before the last change.")
