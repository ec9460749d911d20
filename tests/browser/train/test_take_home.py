"""Taking a run home in a real browser: the files are made at the click, and are whole."""

import json
import re

from mnist_ann.network import Network
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.files import NETWORKS


def download(page, label):
    with page.expect_download() as started:
        page.get_by_role("button", name=label).click()
    return started.value


def test_files_are_downloaded_and_litert_is_made_on_the_way(page, server):
    page.goto(f"{server.url}/train?run=article")
    page.get_by_text("Download", exact=True).click()
    keras = download(page, "Keras")
    assert keras.suggested_filename == "mnist-ann-article.keras"
    shipped = Network.load(NETWORKS / "article.keras")
    assert Network.load(keras.path()).fingerprint == shipped.fingerprint
    notebook = json.loads(download(page, "Notebook").path().read_text())
    assert notebook["nbformat"] == 4
    assert b"97.73%" in download(page, "Report").path().read_bytes()
    page.get_by_role("button", name="LiteRT").click()
    page.get_by_role("button", name="Making it").wait_for()
    page.get_by_role("button", name="LiteRT").wait_for()
    content = download(page, "LiteRT").path().read_bytes()
    assert content[4:8] == b"TFL3"  # the mark of the format


def test_a_note_is_not_for_others(page, server):
    runs = server.runs()
    id = runs.create(Recipe(hidden=(4,), epochs=1, images=100), "somebody else")
    runs.describe(id, "somebody else", "Their run", "what they think of it")
    page.goto(f"{server.url}/train?run={id}")
    # The page is made anew when the run is done: a press in that moment would be lost.
    page.get_by_text(re.compile("^Done: 1 epoch")).first.wait_for()
    page.get_by_text("Download", exact=True).click()
    report = download(page, "Report").path().read_text()
    assert "Their run" in report
    assert "what they think" not in report
