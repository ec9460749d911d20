"""What a finished run is offered as, on the Train page."""

from mnist_ann import export
from mnist_ann.recipe.recipe import Recipe
from tests.pages.steps import opened
from ui.state import cached


def offered(at):
    return [button.label for button in at.get("download_button")]


def test_every_format_is_offered_litert_to_be_made_first():
    at = opened("grace", run="linear")
    assert not at.exception
    (make,) = [button for button in at.button if button.label == "LiteRT (TFLite)"]
    labels = [format.label for format in export.FORMATS.values()]
    assert sorted([*offered(at), make.label]) == sorted(labels)


def test_a_run_without_a_network_offers_nothing():
    id = cached.runs().create(Recipe(epochs=1), "grace")
    at = opened("grace", run=id)
    assert not at.exception
    assert offered(at) == []
    cached.runs().stop(id, "grace")
