"""Start several runs at once: a recipe with five seeds, or a choice with several values."""

import dataclasses
from collections.abc import Sequence

import streamlit as st

from mnist_ann.lab import durations, sweep
from mnist_ann.lab.sweep import SEEDS, SWEPT
from mnist_ann.recipe.choices import CHOICES
from mnist_ann.recipe.recipe import Recipe
from ui.lab.recipe import widgets
from ui.shown import problem
from ui.state import address, cached, visitor

NOTHING = "nothing else"


def offer(recipe: Recipe) -> None:
    """Both ways, from the chosen recipe."""
    same = st.toggle(
        "All with the same first weights",
        value=recipe.start == "the same",
        key="same first weights",
        help="Each seed then decides the order of the images alone. Off: the first weights, too.",
    )
    recipe = dataclasses.replace(recipe, start="the same" if same else "by seed")
    st.markdown("**How much is chance?** The same recipe with other random numbers.")
    repeat(recipe)
    st.markdown("**What does a choice do?** The same recipe with several values of it.")
    vary(recipe)


def repeat(recipe: Recipe, name: str = "") -> None:
    """One click: this recipe with five seeds."""
    if st.button(f"Start {SEEDS} seeds", icon=":material/casino:", key="repeat"):
        title = f"{SEEDS} seeds" + (f" of {name}" if name else "")
        _start(lambda: sweep.repeated(recipe), title, ("seed",))


def vary(recipe: Recipe) -> None:
    """One choice with several values, or two as a grid."""
    chosen = {}
    left, right = st.columns(2)
    with left:
        name = _choice("Try several values of", SWEPT, SWEPT.index("learning_rate"))
    with right:
        chosen[name] = widgets.several(name)
    left, right = st.columns(2)
    with left:
        other = _choice(
            "and of", [NOTHING, *(each for each in SWEPT if each != name)], 0
        )
    with right:
        if other != NOTHING:
            chosen[other] = widgets.several(other)
    seeds = st.segmented_control(
        "Seeds for each", [1, 3, 5], default=1, required=True, key="seeds for each"
    )
    with problem.shown() as refused:
        values = {
            each: CHOICES[each].read_several(text) for each, text in chosen.items()
        }
        recipes = sweep.sweep(recipe, values, seeds)
    if refused:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Start the sweep", icon=":material/science:", key="sweep"):
            choices = (*values, "seed") if seeds > 1 else tuple(values)
            _start(lambda: recipes, sweep.title(values, seeds), choices)
        st.caption(duration(recipes))


def _choice(label, names, index):
    def word(name):
        return CHOICES[name].label if name in CHOICES else name

    return st.selectbox(label, names, index, format_func=word, key=f"sweep {label}")


def duration(recipes: Sequence[Recipe]) -> str:
    """How many runs there are and how long they take here, in words."""
    cluster = cached.queue().cluster()
    if not cluster.workers or cluster.epoch_seconds is None:
        return f"{len(recipes)} runs."
    seconds = sweep.seconds(recipes, cluster.epoch_seconds, cluster.workers)
    together = f", {cluster.workers} at a time" if cluster.workers > 1 else ""
    return f"{len(recipes)} runs{together}: about {durations.in_words(seconds)} if nobody else trains."


def _start(recipes, title, choices):
    """Put them into the queue and show the experiment."""
    with problem.shown(problem.toast):
        id = cached.experiments().create(recipes(), visitor.identity(), title, choices)
        address.only({"experiment": id})  # in one step, as for a single run
        st.rerun()
