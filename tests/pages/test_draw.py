import io

import numpy as np
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from mnist_ann.settings import PROJECT
from mnist_ann.strokes import Drawing, Stroke
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
    pens = tuple(Stroke(18, tuple(map(tuple, points))) for points in strokes)
    page.session_state["drawing"] = Drawing(pens, file.getvalue())
    return page.run()


def digit(label):
    drawings = Drawings()
    first = int(np.flatnonzero(drawings.labels == label)[0])
    return fit(drawings.strokes(first), 170, 140)


def test_without_a_drawing_it_asks_for_one_and_predicts_nothing(page):
    page.run()
    assert not page.exception
    assert page.title[0].value == "Draw a digit"
    assert "Draw a digit from 0 to 9" in page.info[0].value
    assert not page.header


@pytest.mark.parametrize("label", [2, 5, 8])
def test_a_drawing_is_read(page, label):
    drawn(page, digit(label))
    assert not page.exception
    assert page.header[0].value == f"This is {'an' if label == 8 else 'a'} {label}"
    assert not page.info


def test_a_dot_is_explained(page):
    drawn(page, [np.array([[140.0, 140.0]])])
    assert "only a dot" in page.info[0].value
    assert not page.header


def test_the_run_in_the_address_reads_it(page):
    page.query_params["run"] = "article"
    drawn(page, digit(0))
    assert page.selectbox[0].value == "article"
    assert page.header[0].value == "This is a 0"
