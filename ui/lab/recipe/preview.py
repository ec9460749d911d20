"""Eight training images as an epoch sees them, and eight that are told a wrong label."""

import streamlit as st

from mnist_ann.mnist import Mnist
from mnist_ann.recipe import preview
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.words import a_digit
from ui.shown.digit import digit_picture

SIDE = 60  # pixels of a picture on the page


def warped(recipe: Recipe, data: Mnist) -> None:
    """The first eight training images, as they are and as an epoch sees them."""
    epoch = min(st.session_state.get("epoch seen", 1), recipe.epochs)
    with st.spinner("Writing digits in other styles …", show_time=True):
        found = preview.seen(recipe, data, epoch)
    st.markdown(
        f"**What epoch {epoch} sees** of the first eight training images, below each as it is in "
        "MNIST."
    )
    with st.container(horizontal=True, gap="small"):
        for original, image, label in zip(found.originals, found.images, found.labels):
            with st.container(width=SIDE, gap="xsmall"):
                digit_picture(
                    original, width=SIDE, alt=f"{a_digit(label)} as it is in MNIST"
                )
                digit_picture(
                    image, width=SIDE, alt=f"the same {label} as epoch {epoch} sees it"
                )
    st.button(
        "Next epoch",
        icon=":material/skip_next:",
        disabled=epoch >= recipe.epochs,
        on_click=_next,
        args=(epoch,),
    )


def _next(epoch):
    st.session_state["epoch seen"] = epoch + 1


def mislabelled(recipe: Recipe, data: Mnist) -> None:
    """The first eight training images with a wrong label."""
    found = preview.misled(recipe, data)
    st.markdown("**Told wrong labels**: the first of them.")
    with st.container(horizontal=True, gap="small"):
        for image, label, told in zip(found.originals, found.labels, found.told):
            with st.container(width=SIDE, gap="xsmall"):
                digit_picture(
                    image,
                    width=SIDE,
                    alt=f"{a_digit(label)} that the network is told is {a_digit(told)}",
                    caption=f"told {told}",
                )
