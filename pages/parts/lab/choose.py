"""Choose a recipe, see the network it makes, and start."""

import streamlit as st
from parts import cached, visitor

from mnist_ann import estimate
from mnist_ann.errors import Problem
from mnist_ann.recipe import CHOICES, Recipe

ARTICLE = Recipe()


def choose_recipe():
    """The widgets of a recipe, filled with the article's. Returns the Recipe, or None after showing
    what is wrong with the choices."""
    left, right = st.columns(2)
    epochs = left.number_input(value=ARTICLE.epochs, step=1, **_words("epochs"))
    rate = right.number_input(
        value=ARTICLE.learning_rate, step=0.01, format="%g", **_words("learning_rate")
    )
    hidden = left.text_input(
        value=", ".join(map(str, ARTICLE.hidden)),
        placeholder="no hidden layer",
        **_words("hidden"),
    )
    batch_size = right.number_input(
        value=ARTICLE.batch_size, step=1, **_words("batch_size")
    )
    seed = left.number_input(value=ARTICLE.seed, step=1, **_words("seed"))
    try:
        return Recipe(
            hidden=CHOICES["hidden"].read(hidden),
            learning_rate=rate,
            batch_size=batch_size,
            epochs=epochs,
            seed=seed,
        )
    except Problem as problem:
        st.error(str(problem), icon=":material/error:")
        return None


def _words(name):
    return {"label": CHOICES[name].label, "help": CHOICES[name].help, "key": name}


def summary(recipe):
    """The layers of a recipe's network, as Keras's model.summary() lists them."""
    st.table(
        {
            "Layer": [row.layer for row in recipe.summary()],
            "Output": [f"{row.units:,}" for row in recipe.summary()],
            "Parameters": [f"{row.parameters:,}" for row in recipe.summary()],
        },
        hide_index=True,
        border="horizontal",
    )
    st.markdown(
        f"**{recipe.parameters:,}** parameters in all. Each epoch looks at "
        f"{recipe.images:,} images, {recipe.batch_size:,} at a time: "
        f"**{recipe.updates(recipe.images):,}** updates."
    )


def new_run():
    """The recipe on the left, what it makes on the right, and Start."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.subheader("The recipe")
        recipe = choose_recipe()
    with right:
        st.subheader("The network it makes")
        if recipe is None:
            st.caption("Correct the recipe first.")
            return
        summary(recipe)
    with left:
        row = st.container(horizontal=True, vertical_alignment="center")
        if row.button("Start training", type="primary", icon=":material/play_arrow:"):
            visitor.show_run("train", cached.store().create(recipe, visitor.identity()))
            st.rerun()
        with row:
            duration(recipe)


@st.fragment(run_every=2.0)
def duration(recipe):
    """How long this recipe takes here; it follows the workers while they warm up."""
    cluster = cached.store().cluster()
    if cluster.epoch_seconds is None or not cluster.workers:
        st.caption("The workers are warming up. You can start already.")
        return
    seconds = estimate.seconds_an_epoch(recipe, recipe.images, cluster.epoch_seconds)
    st.caption(
        f"About {estimate.in_words(seconds * recipe.epochs)} on this machine, "
        f"{seconds:.2g} s an epoch."
    )
