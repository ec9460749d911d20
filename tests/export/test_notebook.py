"""The notebook does in plain Keras what the run did."""

import json

import matplotlib
import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from mnist_ann import mnist
from mnist_ann.export import Trained
from mnist_ann.export.notebook import to_notebook
from mnist_ann.network import Network
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.recipe.training_set import training_split
from mnist_ann.store.own.digits import NO_DIGITS, Digits
from mnist_ann.store.rows import Epoch, Lesson
from mnist_ann.worker import training
from mnist_ann.worker.keras_model import OPTIMIZERS, initial, to_network

SMALL = Recipe(hidden=(32,), epochs=3, images=4_000, learning_rate=0.05)


def trained(recipe, data, name="A run", **more):
    """A Trained of a recipe, trained here."""
    results = list(training.train(recipe, data))
    epochs = tuple(
        Epoch(r.epoch, r.loss, r.accuracy, r.val_loss, r.val_accuracy, r.seconds)
        for r in results
    )
    _, accuracy = training.test(recipe, results[-1].checkpoint, data)
    return Trained(name, results[-1].network, recipe, epochs, accuracy, **more)


def untrained(recipe, **more):
    network = to_network(recipe, initial(recipe).weights)
    return Trained("A run", network, recipe, **more)


def code_of(given):
    cells = nbformat.reads(to_notebook(given).decode(), as_version=4).cells
    return [cell.source for cell in cells if cell.cell_type == "code"]


def words_of(given):
    cells = nbformat.reads(to_notebook(given).decode(), as_version=4).cells
    return "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


@pytest.fixture
def beside(tmp_path, monkeypatch):
    """A folder with mnist.npz in it, where code runs."""
    (tmp_path / "mnist.npz").symlink_to(mnist.PATH)
    monkeypatch.chdir(tmp_path)
    matplotlib.use("agg")
    return tmp_path


def executed(given, before=None):
    """The variables after the notebook's code ran here, all of it or up to a cell."""
    names = {}
    for source in code_of(given):
        if before and source.startswith(before):
            break
        exec(source, names)  # noqa: S102 our own cells
    return names


def test_in_jupyter_it_trains_the_recipe_and_reaches_the_runs_accuracy(data, beside):
    run = trained(SMALL, data)
    notebook = nbformat.reads(to_notebook(run).decode(), as_version=4)
    nbformat.validate(notebook)
    ask = "import json; print(json.dumps([history.history, test_accuracy]))"
    notebook.cells.append(nbformat.v4.new_code_cell(ask))
    NotebookClient(
        notebook, timeout=300, resources={"metadata": {"path": str(beside)}}
    ).execute()
    history, accuracy = json.loads(notebook.cells[-1].outputs[0].text)
    # Keras's fit shuffles in an order of its own. In ten of its orders the validation accuracy of an
    # epoch differed from this run's by at most 0.016, and the test accuracy by 0.006.
    for epoch, theirs in zip(run.epochs, history["val_accuracy"], strict=True):
        assert theirs == pytest.approx(epoch.val_accuracy, abs=0.025)
    assert accuracy == pytest.approx(run.test_accuracy, abs=0.015)
    assert Network.load(beside / "network.keras").parameters == SMALL.parameters


@pytest.mark.parametrize(
    "recipe",
    [
        Recipe(),
        Recipe(hidden=(), seed=7),
        Recipe(hidden=(20, 20), dropout=0.3, l2=0.001, activation="tanh", seed=3),
        Recipe(start="the same", seed=5, optimizer="adamw", learning_rate=0.001),
        Recipe(images=500, label_noise=0.4, pixels="0 to 255", optimizer="momentum"),
    ],
    ids=lambda recipe: ", ".join(recipe.differences) or "the article's",
)
def test_it_starts_from_the_same_weights_with_the_same_data(data, beside, recipe):
    names = executed(untrained(recipe), before="history")
    model, split = names["model"], training_split(recipe, data)
    for theirs, ours in zip(model.get_weights(), initial(recipe).weights):
        assert np.array_equal(theirs, ours)
    scale = 1 if recipe.pixels == "0 to 1" else np.float32(255)
    images = mnist.normalise(split.images) * scale
    assert np.abs(names["X_train"] - images).max() < 1e-4
    assert np.array_equal(names["y_train"], split.labels)
    assert names["X_valid"].shape == (5_000, 28, 28)
    ours = OPTIMIZERS[recipe.optimizer](recipe.learning_rate)
    unnamed = {"name": "optimizer"}
    assert model.optimizer.get_config() | unnamed == ours.get_config() | unnamed
    kinds = [type(layer).__name__ for layer in model.layers]
    assert kinds.count("Dropout") == (len(recipe.hidden) if recipe.dropout else 0)
    if recipe.l2:
        penalty = sum(
            recipe.l2 * (kernel**2).sum() for kernel in model.get_weights()[::2]
        )
        assert sum(map(float, model.losses)) == pytest.approx(penalty, rel=1e-4)


def test_the_learning_rate_follows_the_runs(beside):
    recipe = Recipe(schedule="cosine", epochs=10, rates=((4, 0.02), (8, 0.001)))
    rate_of = executed(untrained(recipe), before="history")["rate_of"]
    for epoch in range(1, 11):
        assert rate_of(epoch - 1, 9.0) == pytest.approx(recipe.learning_rate_at(epoch))


def test_a_warped_run_is_repeated_batch_for_batch(small, data, beside):
    recipe = Recipe(
        hidden=(16,), epochs=2, images=600, batch_size=100, learning_rate=0.1,
        shift=2.0, turn=15.0, zoom=0.1, slant=0.1, elastic=0.5, patience=1,
    )  # fmt: skip
    run = trained(recipe, small)
    history = executed(run, before="of_the_run")["history"].history
    for measure in ("loss", "val_loss"):
        ours = [getattr(epoch, measure) for epoch in run.epochs]
        assert history[measure] == pytest.approx(ours, abs=1e-3)


def test_early_stopping_ends_it_when_it_ended_the_run(data, beside):
    recipe = Recipe(hidden=(8,), images=50, epochs=60, learning_rate=9.0, patience=2)
    run = trained(recipe, data)
    history = executed(run, before="of_the_run")["history"]
    assert len(run.epochs) < 60
    assert len(history.epoch) < 60


def test_a_run_that_was_stopped_stops_there(data):
    epochs = tuple(Epoch(n, 1.0, 0.5, 1.0, 0.5, 0.4) for n in (1, 2))
    stopped = untrained(Recipe(), epochs=epochs, stopped=True)
    assert "stopped after 2 of 30 epochs" in words_of(stopped)
    assert any("epochs=2," in source for source in code_of(stopped))


def test_what_cannot_be_repeated_is_said():
    words = words_of(untrained(Recipe(styles=0.3, redrawn=0.5)))
    assert "30% of the ones, sevens" in words
    assert "50% of the images were cropped" in words
    assert "leaves out" not in words_of(untrained(Recipe()))
    network = untrained(Recipe()).network
    went_on = words_of(untrained(Recipe(), lesson=Lesson(network, NO_DIGITS)))
    assert "went on from the weights of another network" in went_on
    assert "somebody drew" not in went_on
    drawn = Digits(np.zeros((1, 28, 28), np.uint8), np.array([3], np.uint8))
    assert "somebody drew" in words_of(
        untrained(Recipe(), lesson=Lesson(network, drawn))
    )


def test_a_name_is_shown_and_never_run():
    hostile = '`x`\n<img src=x onerror=alert(1)> [a](javascript:b)\n"""\nimport os'
    given = untrained(Recipe(), note=hostile)
    for source in code_of(given):
        assert "onerror" not in source
    assert r"\<img src=x onerror=alert\(1\)\>" in words_of(given)
    assert r"\[a\]\(javascript:b\)" in words_of(given)
