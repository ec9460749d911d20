"""The slides of a lesson, as a page to project and as a file of PowerPoint, from the same text as its guide."""

import io
import re
from dataclasses import dataclass

from mnist_ann.classroom.lesson.papers import MARKDOWN, PAPERS, Paper, steps
from mnist_ann.classroom.lesson.plan import Step

TITLE = "How a machine learns to read"
BULLET = re.compile(r"^- ", re.MULTILINE)


@dataclass(frozen=True)
class Slide:
    """heading: its title. text: Markdown. notes: for who speaks."""

    heading: str
    text: str
    notes: str = ""


def slides(minutes: int) -> list[Slide]:
    """A title, and a slide for each step of a plan that shows something."""
    return [
        Slide(TITLE, "We draw, we train, we judge."),
        *(_slide(step) for step in steps(minutes) if step.slide),
    ]


def paper(minutes: int) -> Paper:
    """What the slides say, to read."""
    text = "\n\n".join(f"## {each.heading}\n\n{each.text}" for each in slides(minutes))
    return Paper("Slides", f"# {TITLE}: slides\n\n{text}\n", f"lesson-{minutes}-slides.html")  # fmt: skip


def to_html(minutes: int) -> bytes:
    """The bytes of a page that needs nothing but itself, a screen or a sheet for each slide."""
    shown = [(each.heading, MARKDOWN.render(each.text)) for each in slides(minutes)]
    return PAPERS.get_template("slides.html").render(title=TITLE, slides=shown).encode()


def to_pptx(minutes: int) -> bytes:
    """The bytes of a .pptx file, 16:9, with what the teacher does as notes."""
    # Imported here: it takes a tenth of a second that no other page needs.
    from pptx import Presentation
    from pptx.util import Inches

    file = Presentation()
    file.slide_width, file.slide_height = Inches(13.333), Inches(7.5)
    for each in slides(minutes):
        _add(file, each)
    kept = io.BytesIO()
    file.save(kept)
    return kept.getvalue()


def _add(file, told):
    """A Slide to a Presentation."""
    slide = file.slides.add_slide(file.slide_layouts[1])  # a title, and text
    _put(slide.placeholders[0], told.heading, (0.6, 1.6), 44)
    text = BULLET.sub("", told.text).replace("*", "")
    _put(slide.placeholders[1], text, (2.4, 4.5), 32)
    slide.notes_slide.notes_placeholder.text = told.notes


def _put(place, text, rows, size):
    """Text into a placeholder. rows: where it begins and how high it is, in inches; size: in points."""
    from pptx.util import Inches, Pt

    place.left, place.width = Inches(0.8), Inches(11.7)
    place.top, place.height = map(Inches, rows)
    place.text = text
    for paragraph in place.text_frame.paragraphs:
        paragraph.font.size = Pt(size)


def _slide(step: Step) -> Slide:
    """Its heading is what its text begins with, in bold."""
    heading, _, rest = step.slide.partition("\n\n")
    return Slide(_plain(heading), rest, _plain(step.text))


def _plain(text):
    """Markdown without its marks, a line for each paragraph."""
    lines = (" ".join(each.split()) for each in text.replace("*", "").split("\n\n"))
    return "\n".join(lines)
