"""A recipe to keep and to pass on: as a link, as a file, and back from a file."""

import contextlib
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from mnist_ann.errors import Problem
from mnist_ann.recipe.recipe import Recipe
from ui.lab.recipe import widgets
from ui.shown import problem

MOST = 10_000  # bytes of a recipe's file; one with every choice has about 500


def carry(recipe: Recipe | None) -> None:
    """The ways to take a recipe along, and a place for a file. recipe: None while it can't be."""
    if recipe:
        st.caption("A link to this recipe, which is also the address of this page:")
        st.code(link(recipe), language=None, wrap_lines=True)
        st.download_button(
            "Recipe as file",
            recipe.to_json,
            "recipe.json",
            "application/json",
            icon=":material/download:",
            on_click="ignore",
        )
        st.caption(
            "The same file trains from the command line: "
            "`python -m mnist_ann train --recipe recipe.json`"
        )
    file = st.file_uploader(
        "A recipe's file",
        type="json",
        max_upload_size=1,
        key="recipe file",
        on_change=_fill,
    )
    if file:
        with problem.shown():
            _read(file)


def link(recipe: Recipe) -> str:
    """The address of the Train page with a recipe in it."""
    parts = urlsplit(st.context.url or "/train")
    query = urlencode({"recipe": recipe.to_query()})
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def _fill():
    file = st.session_state.get("recipe file")
    if file:
        with contextlib.suppress(Problem):  # it is shown beside the file
            widgets.fill(_read(file))


def _read(file):
    """The Recipe in an uploaded file. Raises Problem for anything else."""
    if file.size > MOST:
        raise Problem(
            f"This file has {file.size:,} bytes; a recipe has at most {MOST:,}. Choose a file that "
            "was saved here as a recipe."
        )
    try:
        text = file.getvalue().decode()
    except UnicodeDecodeError as error:
        raise Problem("This file is no text, so it is no recipe.") from error
    return Recipe.from_json(text)
