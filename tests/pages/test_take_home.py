"""What a finished run is offered as, on the Train page."""

import time

from streamlit.testing.v1 import AppTest

from mnist_ann import export
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.settings import PROJECT
from mnist_ann.store.runs import open_store


def opened(id):
    at = AppTest.from_file(str(PROJECT / "pages" / "navigation.py"), default_timeout=30)
    at.session_state["visitor"] = "grace"
    at.query_params["run"] = id
    at.run()
    at.query_params["run"] = id
    return at.switch_page("train.py").run()


def offered(at):
    return [button.label for button in at.get("download_button")]


def test_every_format_is_offered_and_litert_after_it_was_made():
    at = opened("linear")
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
    id = open_store().create(Recipe(epochs=1), "grace")
    at = opened(id)
    assert not at.exception
    assert offered(at) == []
    open_store().stop(id, "grace")
