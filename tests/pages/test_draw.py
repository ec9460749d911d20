import json

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from mnist_ann.digitize import digitize
from mnist_ann.digitize.painter import paint
from mnist_ann.digitize.strokes import Drawing
from mnist_ann.network import Dense, Network
from mnist_ann.reading.request import answer, asked
from mnist_ann.settings import PROJECT
from mnist_ann.words import a_digit
from tests.pages.steps import component
from tools.drawings import Drawings, fit, pens
from ui.state import cached


@pytest.fixture
def page():
    return AppTest.from_file(
        str(PROJECT / "pages" / "navigation.py"), default_timeout=120
    )


def drawn(page, strokes):
    """The page with strokes left on its canvas, as on coming back from another page."""
    page.session_state["drawing"] = Drawing(tuple(pens(strokes)))
    return page.run()


def digit(label):
    drawings = Drawings()
    first = int(np.flatnonzero(drawings.labels == label)[0])
    return fit(drawings.strokes(first), 170, 140)


def test_without_a_drawing_it_asks_for_one(page):
    page.run()
    assert not page.exception
    assert page.title[0].value == "Draw a digit"
    canvas = component(page, "live_canvas")
    assert "Draw a digit from 0 to 9" in canvas["reader"]["prompt"]
    assert canvas["strokes"] == []


def test_the_run_in_the_address_reads_it(page):
    page.query_params["run"] = "article"
    drawn(page, digit(0))
    assert page.selectbox[0].value == "article"
    network = component(page, "live_canvas")["reader"]["network"]
    assert network == {"id": "article", "epoch": 30, "sizes": [300, 100]}


def test_a_run_that_is_not_there_is_said_and_others_can_be_chosen(page):
    page.query_params["run"] = "nonsense"
    page.run()
    assert not page.exception
    assert "no run 'nonsense' here" in page.info[0].value


def test_a_picture_that_a_page_has_gets_the_same_answer_as_the_route(page):
    page.session_state["drawing"] = Drawing(tuple(pens(digit(5))))
    page.run()
    (ways,) = [c for c in page.button_group if "Photo" in c.options]
    ways.set_value("Edit strokes").run()
    shown = component(page, "network_at_work")
    expected = answer(
        asked(json.dumps({"strokes": [each.to_json() for each in pens(digit(5))]})),
        cached.memory(cached.network("draw")),
    )
    assert shown["title"] == "This is a 5"
    del expected["nearest"]
    assert shown["answer"] == expected


def choose(page, label):
    """Press one of the closer looks."""
    (control,) = [c for c in page.button_group if "Steps" in c.options]
    return control.set_value(label).run()


@pytest.mark.parametrize(
    "look, said",
    [
        ("Nearest training digits", "Of 55,000 training images"),
        ("What would flip it", "So little makes it a"),
        ("And a horse?", "“This is not like a digit."),
    ],
)
def test_a_closer_look_says_what_it_shows(page, look, said):
    drawn(page, digit(3))
    choose(page, look)
    assert not page.exception
    assert any(said in text.value for text in page.markdown)


def test_the_answer_to_one_drawing_over_the_epochs(page):
    drawn(page, digit(2))
    choose(page, "Over the epochs")
    frames = component(page, "film")["frames"]
    kept = cached.kept("draw")
    assert [frame["label"] for frame in frames] == [str(epoch) for epoch in kept]
    image = digitize(paint(pens(digit(2)))).image
    for epoch, frame in zip(kept, frames):
        found = cached.network("draw", epoch).forward([image])[0]
        np.testing.assert_allclose(frame["shares"], found, atol=1e-4)
        assert f"{a_digit(found.argmax())}, " in frame["title"]


def test_what_would_flip_it_adds_up(page):
    drawn(page, digit(3))
    choose(page, "What would flip it")
    before, _, after = component(page, "picture_sum")["terms"]
    assert before["caption"].startswith("A 3") and not after["caption"].startswith(
        "A 3"
    )


def test_a_named_drawing_joins_the_own_digits(page):
    page.session_state["visitor"] = "the-draw-page-test"
    cached.own_digits().delete("the-draw-page-test")
    drawn(page, digit(1))
    (pills,) = [c for c in page.button_group if c.label == "It was a"]
    pills.set_value(7).run()
    (keep,) = [button for button in page.button if button.label == "Keep it"]
    keep.click().run()
    assert not page.exception
    assert cached.own_digits().of("the-draw-page-test").labels.tolist() == [7]
    (keep,) = [button for button in page.button if button.label == "Keep it"]
    assert keep.disabled  # the same drawing once more
    page.toggle[0].set_value(True).run()
    assert not page.exception
    assert "0 of 1" in list(page.table[0].value["Your digits"])


def test_a_visitors_own_file_reads_the_drawing(page):
    always_seven = Network([Dense(np.zeros((784, 10)), 9.0 * (np.arange(10) == 7), "softmax")])  # fmt: skip
    page.session_state["visitor"] = "the-file-test"
    cached.uploads().keep("the-file-test", "mine.keras", always_seven)
    page.query_params["run"] = "file"
    drawn(page, digit(2))
    assert not page.exception
    network = component(page, "live_canvas")["reader"]["network"]
    assert network["sizes"] == []
    read = cached.named(network["id"], network["epoch"], "the-file-test")
    assert read.fingerprint == always_seven.fingerprint
    (looks,) = [c for c in page.button_group if c.label == "Look closer"]
    looks.set_value("Over the epochs").run()
    assert "A file has no epochs" in "\n".join(m.value for m in page.markdown)


def test_a_stranger_who_opens_the_address_of_a_file_is_told(page):
    page.query_params["run"] = "file"
    drawn(page, digit(2))
    assert not page.exception
    assert "Upload it again" in page.info[0].value
    assert component(page, "live_canvas")["reader"]["network"]["id"] == "draw"
