"""What a finished run is offered as, on the Train page."""

import time

from mnist_ann import export
from mnist_ann.recipe.recipe import Recipe
from tests.pages.steps import opened
from ui.state import cached


def offered(at):
    return [button.label for button in at.get("download_button")]


def test_every_format_is_offered_and_litert_after_it_was_made():
    at = opened("grace", run="linear")
    assert not at.exception
    labels = [format.label for format in export.FORMATS.values()]
    (make,) = [button for button in at.button if button.label == "LiteRT (TFLite)"]
    assert sorted([*offered(at), make.label]) == sorted(labels)
    make.click().run()
    assert [b.disabled for b in at.button if b.label == "Making it …"] == [True]
    end = time.monotonic() + 60
    while "LiteRT (TFLite)" not in offered(at):
        assert time.monotonic() < end
        time.sleep(0.3)
        at.run()
    assert sorted(offered(at)) == sorted(labels)


def test_a_run_without_a_network_offers_nothing():
    id = cached.runs().create(Recipe(epochs=1), "grace")
    at = opened("grace", run=id)
    assert not at.exception
    assert offered(at) == []
    cached.runs().stop(id, "grace")
