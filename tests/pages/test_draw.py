import io

import numpy as np
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from mnist_ann.settings import PROJECT
from tests.drawings import Drawings, fit, paint, rgba


@pytest.fixture
def page():
    return AppTest.from_file(
        str(PROJECT / "pages" / "navigation.py"), default_timeout=30
    )


def drawn(page, strokes):
    """The page with strokes left on its canvas, as on coming back from another page."""
    file = io.BytesIO()
    Image.fromarray(rgba(paint(strokes))).save(file, "PNG")
    page.session_state["drawing"] = ([{"type": "path"}] * len(strokes), file.getvalue())
    return page.run()


def digit(label):
    drawings = Drawings()
    first = int(np.flatnonzero(drawings.labels == label)[0])
    return fit(drawings.strokes(first), 170, 140)


def button(page, label):
    (found,) = [button for button in page.button if button.label == label]
    return found


def test_without_a_drawing_it_asks_for_one_and_predicts_nothing(page):
    page.run()
    assert not page.exception
    assert page.title[0].value == "Draw a digit"
    assert "Draw a digit from 0 to 9" in page.info[0].value
    assert not page.header
    assert button(page, "Undo").disabled and button(page, "Clear").disabled


@pytest.mark.parametrize("label", [2, 5, 8])
def test_a_drawing_is_read(page, label):
    drawn(page, digit(label))
    assert not page.exception
    assert page.header[0].value == f"This is {'an' if label == 8 else 'a'} {label}"
    assert not page.info
    assert not button(page, "Clear").disabled


def test_a_dot_is_explained(page):
    drawn(page, [np.array([[140.0, 140.0]])])
    assert "only a dot" in page.info[0].value
    assert not page.header


def test_the_run_in_the_address_reads_it(page):
    page.query_params["run"] = "article"
    drawn(page, digit(0))
    assert page.selectbox[0].value == "article"
    assert page.header[0].value == "This is a 0"


def test_undo_and_clear_tell_the_canvas_what_is_left(page):
    """Each load has a count of its own, without which the canvas would ignore the second Clear."""
    drawn(page, [*digit(0), np.array([[60.0, 200.0], [220.0, 100.0]])])
    counts = [page.session_state["drawing to show"]["loaded"]]
    strokes = len(page.session_state["drawing"][0])
    for label, left in (("Undo", strokes - 1), ("Clear", 0), ("Clear", 0)):
        button(page, label).click().run()
        shown = page.session_state["drawing to show"]
        assert len(shown["objects"]) == left
        counts.append(shown["loaded"])
    assert counts == sorted(set(counts))
