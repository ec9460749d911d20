"""The lesson: a teacher's guide, a worksheet and its solutions, for the screen and for paper.

Each text is kept once, as a template of Markdown beside this file; the solutions are the worksheet's
quotations. What the texts say in numbers is filled in from the runs and the presets that come with the
project.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markdown_it import MarkdownIt

from mnist_ann import mnist
from mnist_ann.lab import presets
from mnist_ann.store import files

FOLDER = Path(__file__).parent
# The page is HTML and escapes what it is given; the texts are Markdown.
PAPERS = Environment(
    loader=FileSystemLoader(FOLDER),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    keep_trailing_newline=True,
)
TRAIN, TEST = 55_000, 10_000
QUOTATION = re.compile(r"(.*)\n\n((?:>.*\n?)+)")
ROOM, SKETCH = "*Room to write*", "*Room for a sketch*"
ON_PAPER = {
    ROOM: "<div class='line'></div><div class='line'></div>",
    SKETCH: "<div class='sketch'></div>",
}

# Measured with the class's preset, in percent: on validation images after its first and its last epoch.
CLASS_FIRST, CLASS_LAST = 96, 98
# Test images that the article's network reads right, of 100 by staff of the Census Bureau and by students.
STAFF, STUDENTS = "98.6", "96.8"


@dataclass(frozen=True)
class Paper:
    """Something to print. label: of its button; file: what it is called when it is downloaded."""

    label: str
    text: str
    file: str


def guide() -> Paper:
    """The teacher's guide, a Paper."""
    return Paper("Guide", _filled("guide"), "lesson-guide.html")


def worksheet() -> Paper:
    """The worksheet, with room to write on in place of its solutions."""
    text = QUOTATION.sub(_room, _filled("worksheet"))
    return Paper("Worksheet", text, "worksheet.html")


def solutions() -> Paper:
    """The worksheet with its solutions."""
    text = _filled("worksheet").replace("\n", ": solutions\n", 1)
    text = re.sub(r"^Name: _+\n\n", "", text, flags=re.MULTILINE)
    return Paper("Solutions", text, "worksheet-solutions.html")


def to_html(paper: Paper) -> bytes:
    """The bytes of a page that needs nothing but itself, black on white, for A4."""
    title = paper.text.partition("\n")[0].removeprefix("# ")
    body = MarkdownIt("commonmark").enable("table").render(paper.text)
    for text, place in ON_PAPER.items():
        body = body.replace(f"<p><em>{text.strip('*')}</em></p>", place)
    page = PAPERS.get_template("paper.html").render(title=title, body=body)
    return page.encode()


def facts() -> dict[str, str]:
    """What the texts are filled with: {name: text}. Shares are "97.7", of 100."""
    article, linear, draw = map(files.read, ("article", "linear", "draw"))
    ours = presets.CLASS.recipe
    return {
        "article": _share(article.test_accuracy),
        "linear": _share(linear.test_accuracy),
        "article_rate": f"{article.recipe.learning_rate:g}",
        "draw_seen": f"{draw.recipe.images:,}",
        "train": f"{TRAIN:,}",
        "validation": f"{mnist.VALIDATION:,}",
        "test": f"{TEST:,}",
        "preset": presets.CLASS.name,
        "batch": str(ours.batch_size),
        "parameters": f"{ours.parameters:,}",
        "updates": f"{ours.updates(TRAIN):,}",
        "class_first": str(CLASS_FIRST),
        "class_last": str(CLASS_LAST),
        "hundred": "75",  # what the preset with 100 images says
        "staff": STAFF,
        "students": STUDENTS,
    }


def _filled(name):
    return PAPERS.get_template(f"{name}.md").render(facts())


def _room(found):
    """A line before a solution, and room for the answer unless the line has some itself."""
    line = found[1]
    has_room = "____" in line or line.endswith("|") or line == SKETCH
    return line + "\n" if has_room else f"{line}\n\n{ROOM}\n"


def _share(accuracy):
    return f"{100 * accuracy:.1f}"
