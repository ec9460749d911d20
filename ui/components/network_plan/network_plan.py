"""The network that a recipe makes: its layers at rest, between them how many parameters connect them.

Painted as the network at work is, which it becomes.
"""

from typing import Any

from mnist_ann.recipe.recipe import Recipe
from mnist_ann.words import counted
from ui.components.load import component

_view = component("network_plan", "network_plan")


def network_plan(recipe: Recipe, *, key: str) -> None:
    """Show the network of a recipe; a screen reader reads it as `in_words` says it."""
    _view(key=key, data=plan(recipe))


def plan(recipe: Recipe) -> dict[str, Any]:
    """What the browser needs to draw it."""
    return {
        "sizes": recipe.hidden,
        "names": [
            f"{recipe.sizes[0]} pixels",
            *(f"{count:,} {recipe.activation}" for count in recipe.hidden),
            "10 digits",
        ],
        "parameters": [row.parameters for row in recipe.summary()[1:]],
        "alt": in_words(recipe),
    }


def in_words(recipe: Recipe) -> str:
    """Its layers and what connects them, in a sentence."""
    reached = [counted(count, f"{recipe.activation} unit") for count in recipe.hidden]
    steps = [
        f"{row.parameters:,} parameters to {layer}"
        for row, layer in zip(recipe.summary()[1:], [*reached, "10 digits"])
    ]
    return f"The network: {', '.join([f'{recipe.sizes[0]} pixels', *steps])}."
