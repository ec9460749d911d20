"""A recipe as widgets, one for each entry of the table of choices, and as the address of the page.

What the widgets hold is kept apart from them: they forget it when a page is left, and when two clicks
come faster than the page is made. A link fills them, and the address follows them.
"""

from collections.abc import Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from mnist_ann.errors import Problem
from mnist_ann.recipe.choice import Widget
from mnist_ann.recipe.choices import CHOICES
from mnist_ann.recipe.recipe import Recipe
from ui.shown import problem
from ui.state.address import RECIPE, by_history

ARTICLE = Recipe()
HELD = "recipe held"  # {choice: what its widget holds}
LAST = "last recipe"
UNFOLDED = "Change the recipe"  # the section of the widgets, and whether it is open


def arrive() -> str | None:
    """Fill the widgets from a link that is new. Returns a sentence if its recipe can't be read."""
    asked = RECIPE.news()
    if asked is not None:
        st.session_state.pop(UNFOLDED, None)  # it opens for some recipes
        try:
            fill(Recipe.from_json(asked))
        except Problem as problem:
            fill(ARTICLE)
            return f"The recipe of this address can't be used. {problem}"
    elif HELD not in st.session_state or (by_history() and RECIPE.said() is None):
        fill(ARTICLE)
    return None


def fill(recipe: Recipe) -> None:
    """Have the widgets show a recipe; before they are made, or in a callback."""
    st.session_state[HELD] = {
        name: choice.write(getattr(recipe, name)) for name, choice in CHOICES.items()
    }
    st.session_state.update(st.session_state[HELD])


def hold(name: str, value: Any) -> None:
    """Have one widget show a value of its choice; before it is made, or in a callback."""
    st.session_state[HELD][name] = st.session_state[name] = CHOICES[name].write(value)


def chosen() -> Recipe:
    """The Recipe that the widgets hold. Raises Problem if one of them holds what can't be."""
    return Recipe(
        **{
            name: CHOICES[name].read(value)
            for name, value in st.session_state[HELD].items()
        }
    )


def wrong() -> dict[str, Problem]:
    """What is wrong with the widgets' choices, by their names; {} if they make a recipe."""
    return {name: why for name in CHOICES if (why := _wrong(name))}


def _wrong(name):
    """The Problem of what one widget holds; None if there is none."""
    choice = CHOICES[name]
    try:
        choice.check(choice.read(st.session_state[HELD][name]))
    except Problem as problem:
        return problem
    return None


def last() -> Recipe:
    """The last recipe that the widgets made, while a choice is wrong."""
    return st.session_state[LAST]


def follow(recipe: Recipe) -> None:
    """Have the address name this recipe, so that a link to the page is a link to it."""
    st.session_state[LAST] = recipe
    RECIPE.say(recipe.to_query() if recipe.differences else None)


def widget(name: str, place: DeltaGenerator, disabled: bool = False) -> None:
    """The widget of one choice. place: a column or container."""
    choice = CHOICES[name]
    about = {"label": choice.label, "help": choice.help, "key": name}
    about |= {"on_change": _take, "args": (name,)}
    with place:
        _box(name, choice.widget, about, disabled)
        why = _wrong(name)
        if why and st.session_state[UNFOLDED]:  # else it is said at Start
            problem.in_place(why)


def _box(name, widget: Widget, about, disabled):
    # Its default, each time: a browser whose script for boxes comes late has missed what was set once. And a
    # box for a number that was emptied shows it again.
    held = st.session_state[HELD][name]
    if widget.only_filled and not held:
        return
    if widget.kind == "names":
        st.segmented_control(
            options=widget.options,
            default=held,
            required=True,
            wrap=True,
            disabled=disabled,
            **about,
        )
    elif widget.kind == "number":
        # Whole numbers, too: a box for whole ones would make 1 of 1.5 without a word.
        st.number_input(value=held, step=float(widget.step), format="%g", **about)
    else:
        st.text_input(
            value=held, placeholder=widget.placeholder, disabled=disabled, **about
        )


def several(name: str) -> str:
    """The widget of several values of a choice. Returns them as `read_several` reads them."""
    choice = CHOICES[name]
    key = f"values of {name}"
    if choice.widget.kind == "names":
        options = choice.widget.options
        picked = st.pills(
            "Values", options, selection_mode="multi", default=options, key=key
        )
        return ", ".join(picked)
    apart = f"Values are separated by {choice.apart[1]}."
    return st.text_input(
        "Values", choice.several, help=f"{choice.help} {apart}", key=key
    )


def group(title: str, locked: Sequence[str] = ()) -> None:
    """The widgets of a group of choices, two in a row. locked: names of those that can't change."""
    names = [name for name, choice in CHOICES.items() if choice.group == title]
    for start in range(0, len(names), 2):
        for name, column in zip(names[start : start + 2], st.columns(2)):
            widget(name, column, name in locked)


def changed(recipe: Recipe, locked: Sequence[str] = ()) -> None:
    """What differs from the article's recipe, each a button that takes it back."""
    if not recipe.differences:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("**Changed**", width="content")
        for name, value in recipe.differences.items():
            st.button(
                CHOICES[name].say(value),
                icon=":material/undo:",
                help="Back to the article's choice",
                disabled=name in locked,
                key=f"back {name}",
                on_click=_back,
                args=(name,),
            )


def _take(name):
    # A message that comes late, from a page that is no longer there, is without.
    if name in st.session_state:
        st.session_state[HELD][name] = st.session_state[name]


def _back(name):
    hold(name, getattr(ARTICLE, name))
