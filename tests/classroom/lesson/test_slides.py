"""The slides: the same in the browser and in PowerPoint, each with a heading, none with an answer."""

import io
import re

import pytest
from pptx import Presentation

from mnist_ann.classroom.lesson import papers, slides
from mnist_ann.classroom.lesson.plan import PLANS


@pytest.fixture(params=PLANS)
def minutes(request):
    return request.param


def test_a_file_of_powerpoint_has_the_slides_of_the_page(minutes):
    html = slides.to_html(minutes).decode()
    headings = re.findall(r"<h[12]>(.+?)</h[12]>", html)
    file = Presentation(io.BytesIO(slides.to_pptx(minutes)))
    assert [slide.shapes.title.text for slide in file.slides] == headings
    assert html.count("<section>") == len(headings)
    for slide in list(file.slides)[1:]:
        text = slide.placeholders[1].text_frame.text
        assert len(text.splitlines()) >= 2
        assert not re.search(r"[*#>_]", text)
        assert slide.notes_slide.notes_text_frame.text


def test_every_step_that_shows_something_has_a_slide(minutes):
    steps = [step for step in papers.steps(minutes) if step.name != "Air"]
    assert len(slides.slides(minutes)) == 1 + len(steps)


def test_a_slide_gives_no_answer_away_and_fits_on_a_screen(minutes):
    html = slides.to_html(minutes).decode()
    for answer in ("92.1", "97.7", "1,719", "dead", "never seen."):
        assert answer not in html
    for slide in slides.slides(minutes):
        assert len(slide.heading) < 60
        assert len(slide.text) < 260


def test_the_page_needs_nothing_but_itself(minutes):
    html = slides.to_html(minutes).decode()
    assert not re.search(r"<script|src=|href=|url\(|@import", html)
