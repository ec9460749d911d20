"""A recipe as widgets, one for each entry of the table of choices, and as the address of the page.

What the widgets hold is the truth. A link fills them, and the address follows them.
"""

import streamlit as st

from mnist_ann.errors import Problem
from mnist_ann.recipe import CHOICES, Changes, Layers, Option, Recipe, say

ARTICLE = Recipe()
IN_ADDRESS = "recipe in address"  # as it was written there last
KEPT = "recipe kept"  # for when the page comes back: widgets forget


def arrive():
    """Fill the widgets from a link, or with what they held when they were last seen. Returns a
    sentence if the link's recipe can't be read."""
    asked = st.query_params.get("recipe")
    if asked is not None and asked != st.session_state.get(IN_ADDRESS):
        try:
            fill(Recipe.from_json(asked))
        except Problem as problem:
            fill(ARTICLE)
            return f"The recipe of this address can't be used. {problem}"
    elif "hidden" not in st.session_state:
        fill(Recipe.from_json(st.session_state.get(KEPT, "{}")))
    return None


def fill(recipe):
    """Have the widgets show a recipe; before they are made, or in a callback."""
    for name, choice in CHOICES.items():
        st.session_state[name] = choice.write(getattr(recipe, name))


def chosen():
    """The Recipe that the widgets hold. Raises Problem if one of them holds what can't be."""
    values = {}
    for name, choice in CHOICES.items():
        value = st.session_state.get(name, choice.write(getattr(ARTICLE, name)))
        values[name] = choice.read(value) if isinstance(value, str) else value
    return Recipe(**values)


def follow(recipe):
    """Have the address name this recipe, so that a link to the page is a link to it."""
    text = recipe.to_query()
    st.session_state[KEPT] = st.session_state[IN_ADDRESS] = text
    if not recipe.differences:
        st.query_params.pop("recipe", None)
    elif st.query_params.get("recipe") != text:
        st.query_params["recipe"] = text


def widget(name, place, disabled=False):
    """The widget of one choice. place: a column or container."""
    choice = CHOICES[name]
    about = {"label": choice.label, "help": choice.help, "key": name}
    if isinstance(choice, Option):
        place.segmented_control(
            options=choice.options,
            required=True,
            wrap=True,
            disabled=disabled,
            **about,
        )
    elif isinstance(choice, Layers):
        place.text_input(placeholder="no hidden layer", disabled=disabled, **about)
    elif isinstance(choice, Changes):
        if st.session_state.get(name):  # made while a run trained, not before
            place.text_input(**about)
    else:
        place.number_input(
            value=None,
            step=choice.write(choice.step),
            format="%d" if choice.whole else "%g",
            **about,
        )


def group(title, locked=()):
    """The widgets of a group of choices, two in a row. locked: names of those that can't change."""
    names = [name for name, choice in CHOICES.items() if choice.group == title]
    for start in range(0, len(names), 2):
        for name, column in zip(names[start : start + 2], st.columns(2)):
            widget(name, column, name in locked)


def changed(recipe, locked=()):
    """What differs from the article's recipe, each a button that takes it back."""
    if not recipe.differences:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("**Changed**", width="content")
        for name, value in recipe.differences.items():
            st.button(
                say(name, value),
                icon=":material/undo:",
                help="Back to the article's choice",
                disabled=name in locked,
                key=f"back {name}",
                on_click=_back,
                args=(name,),
            )


def _back(name):
    st.session_state[name] = CHOICES[name].write(getattr(ARTICLE, name))
