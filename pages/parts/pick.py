"""Choose a run: the shipped ones and the visitor's own."""

import streamlit as st
from parts import cached, visitor


def run(default="article"):
    """The Run in the address, else the default; a selectbox offers the others.

    Raises Problem if the address names a run that doesn't exist.
    """
    runs = {run.id: run for run in cached.store().list(visitor.identity())}
    asked = visitor.run_id(default) or default
    if asked not in runs:
        runs[asked] = cached.store().get(asked)  # somebody else's, by a shared link
    chosen = st.selectbox(
        "Network",
        list(runs),
        index=list(runs).index(asked),
        format_func=lambda id: describe(runs[id]),
        help="Those that come with the app, and every run of yours on Train.",
    )
    if chosen != asked:
        visitor.show_run(default, chosen)
    return runs[chosen]


def layers(recipe):
    """The sizes of a recipe's layers: "784 → 300 → 100 → 10"."""
    return " → ".join(map(str, recipe.sizes))


def describe(run):
    """A run in one line: its name or its layers, how far it came, how good it is."""
    if run.test_accuracy is not None:
        state = f"{run.test_accuracy:.2%} on the test images"
    else:
        state = f"{run.status}, epoch {run.epoch} of {run.recipe.epochs}"
    when = "" if run.shipped else f" · {run.created:%d %b %H:%M}"
    return f"{run.name or layers(run.recipe)} · {state}{when}"
