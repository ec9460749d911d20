"""A run as a notebook: the article's lines in today's Keras, with the choices of the run's recipe.

Its cells stand in `templates/run.ipynb`, a notebook whose cells are Jinja templates. A cell that a
recipe makes empty is left out. What comes needs Keras, numpy and matplotlib alone.
"""

import inspect
import re
from pathlib import Path

import nbformat
from jinja2 import Environment, StrictUndefined

from mnist_ann import mnist
from mnist_ann.export.trained import Trained
from mnist_ann.recipe import Recipe, training_set, warps
from mnist_ann.recipe.choices import EVERY_IMAGE
from mnist_ann.recipe.recipe import DIGITS

TEMPLATE = Path(__file__).parent / "templates" / "run.ipynb"
OPTIMIZERS = {
    "sgd": "keras.optimizers.SGD(learning_rate={rate!r})",
    "momentum": "keras.optimizers.SGD(learning_rate={rate!r}, momentum=0.9)",
    "adam": "keras.optimizers.Adam(learning_rate={rate!r})",
    "adamw": "keras.optimizers.AdamW(learning_rate={rate!r})",
}


def to_notebook(trained: Trained) -> bytes:
    """An .ipynb file that trains a run's recipe anew.

    It downloads MNIST as the article does, unless a file mnist.npz lies beside it.
    """
    notebook = nbformat.read(TEMPLATE, as_version=4)
    known = _known(trained)
    for cell in notebook.cells:
        cell.source = CELLS.from_string(cell.source).render(known).strip()
    notebook.cells = [cell for cell in notebook.cells if cell.source]
    for place, cell in enumerate(notebook.cells):
        cell.id = f"cell-{place}"
    return nbformat.writes(notebook).encode()


def _known(trained: Trained):
    """What the cells ask for, by name."""
    recipe = trained.recipe
    assert recipe, "formats.check lets no bare network come here"
    changes = recipe.schedule != "constant" or bool(recipe.rates)
    callbacks = {"schedule": changes, "early": recipe.patience, "anew": recipe.warps}
    return {
        "trained": trained,
        "recipe": recipe,
        "left_out": list(_left_out(trained)),
        "validation": mnist.VALIDATION,
        "every_image": EVERY_IMAGE,
        "divided": recipe.pixels == "0 to 1",
        "digits": DIGITS,
        "wrong_labels": inspect.getsource(training_set.wrong_labels),
        "warps": inspect.getsource(warps).split('"""', 2)[2].strip(),
        "choices": lambda *names: _choices(recipe, *names),
        "start": recipe.seed if recipe.start == "by seed" else Recipe().seed,
        "optimizer": OPTIMIZERS[recipe.optimizer].format(
            rate=float(recipe.learning_rate)
        ),
        "epochs": len(trained.epochs) if trained.stopped else recipe.epochs,
        "changes": changes,
        "callbacks": [name for name, needed in callbacks.items() if needed],
        "accuracies": [f"{epoch.val_accuracy:.4f}" for epoch in trained.epochs],
    }


def _left_out(trained):
    """Sentences on what of the run can't be done in a few lines."""
    recipe = trained.recipe
    if trained.lesson:
        yield "The run went on from the weights of another network; here training starts from new ones."
        if len(trained.lesson.digits):
            yield "It also learned from digits that somebody drew, which are not in this file."
    if trained.beside:
        yield f"Beside MNIST it learned {trained.beside} They are not in this file."
    if recipe.styles:
        yield (
            f"In the run {recipe.styles:.0%} of the ones, sevens, zeros, nines and fours were written "
            "by a program in styles that MNIST lacks; here they are as MNIST has them."
        )
    if recipe.redrawn:
        yield (
            f"In the run {recipe.redrawn:.0%} of the images were cropped and centred as a drawing on "
            "the canvas is; here they are as MNIST has them."
        )


def _choices(recipe, *names):
    """A line of code that makes a recipe with these choices."""
    choices = ", ".join(f"{name}={getattr(recipe, name)!r}" for name in names)
    return f"recipe = SimpleNamespace({choices})"


def _plain(text):
    """What a visitor typed, so that Markdown shows it as it is."""
    return re.sub(r"([\\`*_{}\[\]()<>#+\-.!|~$&])", r"\\\1", " ".join(text.split()))


# Cells are Markdown and Python, not HTML: `plain` guards what a visitor typed.
CELLS = Environment(trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
CELLS.filters |= {"plain": _plain, "repr": repr}
