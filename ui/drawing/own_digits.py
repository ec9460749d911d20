"""The visitor's own digits: say what a drawing was, keep it, and see what a network makes of them."""

import numpy as np
import streamlit as st

from mnist_ann import browse
from mnist_ann.evaluation import scores
from mnist_ann.lab.train_on import REPEATED, gentle_recipe
from mnist_ann.store.own.digits import Digits
from ui.components.gallery.gallery import gallery
from ui.networks import choose
from ui.state import cached, visitor

FEWEST = 5  # digits to train on with
LAST_KEPT = "last digit kept"  # (the image's bytes, its label): none is kept twice


def own() -> Digits:
    """The visitor's Digits."""
    return cached.own_digits().of(visitor.identity())


def correction(image: np.ndarray) -> None:
    """Ten buttons, one of which the drawing was. Keeps it with that label."""
    with st.popover("What was it?", icon=":material/edit:", width="stretch"):
        st.caption("The drawing joins your own digits, below.")
        label = st.pills("It was a", range(10), key="it was")
        kept, kept_as = st.session_state.get(LAST_KEPT, (b"", None))
        again = kept == image.tobytes()
        if again:
            st.caption(f"Kept as {kept_as}. Draw another one to keep that, too.")
        if st.button("Keep it", disabled=again or label is None) and label is not None:
            cached.own_digits().add(visitor.identity(), image, label)
            st.session_state[LAST_KEPT] = image.tobytes(), label
            st.toast(f"Kept as {label}.")
            st.rerun()


def collected() -> None:
    """The collection, what can be done with it, and what networks make of it."""
    digits = own()
    if not len(digits):
        st.write(
            "Draw a digit and press **What was it?** below its picture. It is kept here with the "
            "name you give it: to measure networks with your own hand, and to train one on."
        )
        return
    _gallery(digits)
    row = st.container(horizontal=True)
    row.download_button(
        "As .npz", digits.to_npz, "own-digits.npz", icon=":material/download:"
    )
    row.download_button(
        "As IDX", digits.to_idx, "own-digits-idx.zip", icon=":material/download:"
    )
    if row.button("Delete all", icon=":material/delete:"):
        _delete()
    _networks(digits)
    _train_on(digits)


def _gallery(digits):
    items = [
        browse.Item("own", id, "own", image, int(label))
        for id, image, label in zip(digits.ids, digits.images, digits.labels)
    ]
    st.caption("Press one to delete it. Nothing but the image and its label is kept.")
    pressed = gallery(
        items, key="own digits", captions=[str(item.label) for item in items]
    )
    if pressed:
        _delete([int(pressed.split("-")[1])])


def _delete(ids=None):
    """Delete some of the visitor's digits, by default all. The drawing may then be kept anew."""
    cached.own_digits().delete(visitor.identity(), ids)
    st.session_state.pop(LAST_KEPT, None)
    st.rerun()


def _networks(digits):
    """How many of them each network reads right, beside how well it reads MNIST."""
    rows = {"Network": [], "Your digits": [], "MNIST's test images": []}
    for id, name in choose.every_network().items():
        network = choose.load(id)
        right = scores.accuracy(network, digits.images, digits.labels)
        rows["Network"].append(name)
        rows["Your digits"].append(f"{round(right * len(digits))} of {len(digits)}")
        rows["MNIST's test images"].append(f"{cached.scores_of(network).accuracy:.2%}")
    st.table(rows, hide_index=True, border="horizontal")


def _train_on(digits):
    """The way to Train, with the drawing network and these digits chosen."""
    if len(digits) < FEWEST:
        st.caption(
            f"With {FEWEST} digits or more, a network can be trained on with them."
        )
        return
    run = cached.runs().get("draw")
    recipe = gentle_recipe(run.recipe, cached.network(run.id))
    st.page_link(
        "train.py",
        label="Train a network on with your digits",
        icon=":material/model_training:",
        query_params={"from": run.id, "own": "yes", "recipe": recipe.to_query()},
    )
    st.caption(
        f"They are repeated until they are {REPEATED:,} beside MNIST's 55,000. "
        "Afterwards you see what the network gained on them, and what it forgot of MNIST."
    )
