"""The lesson's papers, for the screen and for paper: guide, worksheet, solutions, slides, a letter to parents.

Each text is kept once, as a template of Markdown beside this file; the solutions are the worksheet's
quotations, the slides those of `steps.md`. What the texts say in numbers is filled in from the runs and
the presets that come with the project.
"""

import functools
import re
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markdown_it import MarkdownIt

from mnist_ann import mnist
from mnist_ann.classroom.experiment.plan import TRIED
from mnist_ann.classroom.lesson import plan
from mnist_ann.lab import presets
from mnist_ann.store import files

FOLDER = Path(__file__).parent
# The page is HTML and escapes what it is given; the texts are Markdown.
PAPERS = Environment(
    loader=FileSystemLoader(FOLDER),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    keep_trailing_newline=True,
    trim_blocks=True,
)
MARKDOWN = MarkdownIt("commonmark").enable("table")
TRAIN, TEST = 55_000, 10_000
QUOTATION = re.compile(r"(.*)\n\n((?:>.*\n?)+)")
ROOM, SKETCH = "*Room to write*", "*Room for a sketch*"

# Measured with the class's preset, in percent: on validation images after its first and its last epoch,
# and after the last at the smallest learning rate of the experiment.
CLASS_FIRST, CLASS_LAST, CLASS_SLOW = 96, 98, 87
ONES = "11.35"  # percent of the test images
# Test images that the article's network reads right, of 100 by staff of the Census Bureau and by students.
STAFF, STUDENTS = "98.6", "96.8"


@dataclass(frozen=True)
class Paper:
    """Something to print. label: of its button; file: what it is called when it is downloaded."""

    label: str
    text: str
    file: str


def guide(minutes: int, answers: bool = True) -> Paper:
    """The teacher's guide to a plan of so many minutes. answers: whether it says what to expect."""
    text = _filled("guide", minutes)
    return Paper(
        "Guide",
        text if answers else plan.without_answers(text),
        f"lesson-{minutes}-guide.html",
    )


def worksheet(minutes: int) -> Paper:
    """The worksheet, with room to write on in place of its solutions."""
    text = QUOTATION.sub(_room, _filled("worksheet", minutes))
    return Paper("Worksheet", text, f"lesson-{minutes}-worksheet.html")


def solutions(minutes: int) -> Paper:
    """The worksheet with its solutions."""
    text = _filled("worksheet", minutes).replace("\n", ": solutions\n", 1)
    text = re.sub(r"^Name: _+\n\n", "", text, flags=re.MULTILINE).replace(SKETCH, "")
    return Paper("Solutions", text, f"lesson-{minutes}-solutions.html")


def parents(minutes: int) -> Paper:
    """A letter to parents on data; the same for each plan."""
    return Paper("For parents", _filled("parents", minutes), "letter-to-parents.html")


def to_html(paper: Paper) -> bytes:
    """The bytes of a page that needs nothing but itself, black on white, for A4 and Letter."""
    title = paper.text.partition("\n")[0].removeprefix("# ")
    body = MARKDOWN.render(paper.text)
    for text, place in ((ROOM, "<div class='line'></div>" * 2), (SKETCH, _axes())):
        body = body.replace(f"<p><em>{text.strip('*')}</em></p>", place)
    page = PAPERS.get_template("paper.html").render(title=title, body=body)
    return page.encode()


def steps(minutes: int) -> list[plan.Step]:
    """The steps of a plan of so many minutes."""
    return plan.steps(PAPERS.get_template("steps.md").render(facts()), minutes)


@functools.cache
def expected() -> dict[str, str]:
    """What to expect of each step that says so, for who teaches alone: {its name: Markdown}."""
    return {
        step.name: said
        for step in steps(max(plan.PLANS))
        if (said := plan.expected(step.text))
    }


def facts() -> dict[str, str]:
    """What the texts are filled with: {name: text}. Shares are "97.7", of 100."""
    article, linear, draw = map(files.read, ("article", "linear", "draw"))
    ours = presets.CLASS.recipe
    return {
        "article": _share(article.test_accuracy),
        "linear": _share(linear.test_accuracy),
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
        "slow": str(CLASS_SLOW),
        "slow_rate": _rates()[0],
        "ones": f"{ONES}%",
        "hundred": "75",  # what the preset with 100 images says
        "staff": STAFF,
        "students": STUDENTS,
    }


def _filled(name, minutes):
    found = steps(minutes)
    names = {step.name for step in found}
    return PAPERS.get_template(f"{name}.md").render(
        facts(), minutes=minutes, steps=found, names=names, goals=plan.goals
    )


def _room(found):
    """A line before a solution, and room for the answer unless the line has some itself."""
    line = found[1]
    has_room = "____" in line or line.endswith("|") or line == SKETCH
    return line + "\n" if has_room else f"{line}\n\n{ROOM}\n"


def _axes():
    """Axes to sketch the class's curve in: a tick for each value that the experiment begins with."""
    return PAPERS.get_template("axes.html").render(rates=_rates())


def _rates():
    return TRIED["learning_rate"].values.split(", ")


def _share(accuracy):
    return f"{100 * accuracy:.1f}"
