"""The network as it is after an epoch: twelve digits as it reads them, what its first layer has learned."""

import streamlit as st

from mnist_ann.figures.pictures import COLUMNS, GAP, MOST_TILES
from mnist_ann.store.rows import Run
from mnist_ann.words import counted
from ui.components.twelve_digits.twelve_digits import twelve_digits
from ui.lab.run import watched

NEWEST = "newest"
TILES = COLUMNS * (
    28 + GAP
)  # pixels: one for each weight, the browser makes them larger


def choose_epoch(run: Run, kept: list[int]) -> int:
    """Which of the epochs to look at: the newest one, unless the visitor went back."""
    # The newest one has no number here, so that the options stay while it changes, and is never called
    # like one that has: the browser says what was chosen by what it is called.
    options = [*(kept[:-1] or kept), NEWEST]
    newest = NEWEST if run.live else f"{kept[-1]}, the last"
    chosen = st.select_slider(
        "After epoch",
        options,
        value=NEWEST,
        format_func=lambda epoch: newest if epoch == NEWEST else str(epoch),
        key=f"epoch of {run.id}",
    )
    return kept[-1] if chosen == NEWEST else int(chosen)


def digits(run: Run, epoch: int) -> None:
    """Fixed test images, predicted anew after each epoch."""
    pictures = watched.twelve_pictures()
    said, sure = watched.twelve_answers(run.id, epoch)
    right = sum(digit == label for digit, (_, label, _) in zip(said, pictures))
    st.markdown(
        f"**After epoch {epoch} it reads {right} of these twelve, most of them hard**",
        help="Test images, which it never trains on: three are easy, seven take the article's network "
        "5 to 20 epochs, two it never gets, a 4 and a 6. Below each: right or wrong, its answer, how "
        "sure it is.",
    )
    twelve_digits(pictures, said, sure, key="twelve digits")


def weights(run: Run, epoch: int) -> None:
    """What training has made of the first layer's units, as tiles."""
    units = run.recipe.hidden[0] if run.recipe.hidden else 10
    tiles, most, moved = watched.weight_tiles(run.id, epoch)
    shown = min(units, MOST_TILES)
    which = f"{shown} of its {counted(units, 'first unit')}"
    what = "How training changed the weights" if epoch else "The weights at their start"
    st.markdown(
        f"**What its first layer looks for{'' if epoch else ': nothing yet'}**",
        help=f"{what} of {which}: a square for each, a dot for each pixel that it "
        "looks at. Ink on blue drives the unit, ink on orange holds it back; full colour is "
        f"{most:.2g}. So far the weights of the layer have moved by {moved:.2g} on average.",
    )
    st.image(
        tiles,
        width="stretch" if shown >= COLUMNS else TILES * shown // COLUMNS,
        alt=f"{what} of {which} after epoch {epoch}, a square of 28 × 28 for each",
    )
