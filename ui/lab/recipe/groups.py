"""What else of a recipe can be chosen, group by group, and what else can be done with it."""

import streamlit as st

from mnist_ann.recipe.choices import FIRST, GROUPS, IMAGES, WARPS
from mnist_ann.recipe.recipe import Recipe
from ui.lab.recipe import preview, widgets
from ui.lab.recipe.carry import carry
from ui.lab.recipe.start_from import Start
from ui.lab.several import sweep
from ui.state import cached

SEVERAL, KEEP = "Several runs at once", "Keep, share or load"
TITLES = [*(title for title in GROUPS if title != FIRST), SEVERAL, KEEP]
CHOSEN = "group of choices"


def chosen() -> str:
    """The group that is shown, before its control is made, too."""
    return st.session_state.get(CHOSEN, TITLES[0])


def show(recipe: Recipe | None, start: Start) -> None:
    """One control, and the group that was chosen there. recipe: None while one of its choices is wrong."""
    title = st.segmented_control(
        "More to change",
        TITLES,
        default=TITLES[0],
        required=True,
        wrap=True,
        key=CHOSEN,
    )
    with st.container():
        widgets.group(title, start.locked)  # none where runs or recipes are chosen
        if title in BELOW:
            BELOW[title](recipe, start)


def images(recipe: Recipe | None, start: Start) -> None:
    """The images with a wrong label."""
    if recipe and recipe.label_noise:
        preview.mislabelled(recipe, cached.data_beside(start.lesson))


def warps(recipe: Recipe | None, start: Start) -> None:
    """The images as training will see them."""
    if recipe and (recipe.warps or recipe.styles or recipe.redrawn):
        preview.warped(recipe, cached.data_beside(start.lesson))


def several(recipe: Recipe | None, start: Start) -> None:
    """Seeds and sweeps."""
    if recipe is None:
        st.caption("Correct the recipe first.")
    elif start.lesson:
        st.caption(
            "Several runs at once start from new weights each, but this one starts from a trained "
            "network. Choose new weights above to start several."
        )
    else:
        sweep.offer(recipe)


def keep(recipe: Recipe | None, start: Start) -> None:
    """A link, a file, and back from a file."""
    carry(recipe)


BELOW = {IMAGES: images, WARPS: warps, SEVERAL: several, KEEP: keep}
