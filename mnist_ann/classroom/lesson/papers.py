"""The lesson: a teacher's guide, a worksheet and its solutions, for the screen and for paper.

Each text is kept once, as Markdown beside this file; the solutions are the worksheet's quotations. What
the texts say in numbers is filled in from the runs and the presets that come with the project.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

from mnist_ann import mnist
from mnist_ann.lab import presets
from mnist_ann.store import files

FOLDER = Path(__file__).parent
TRAIN, TEST = 55_000, 10_000
QUOTATION = re.compile(r"(.*)\n\n((?:>.*\n?)+)")
ROOM, SKETCH = "*Room to write*", "*Room for a sketch*"
ON_PAPER = {
    ROOM: "<div class='line'></div><div class='line'></div>",
    SKETCH: "<div class='sketch'></div>",
}

# Measured with the class's preset, in percent: on validation images after its first and its last epoch.
CLASS_FIRST, CLASS_LAST = 96, 98

STYLE = """
@page { size: A4; margin: 15mm 20mm; }
body { font: 10.5pt/1.4 system-ui, sans-serif; color: black; background: white;
  max-width: 170mm; margin: 10mm auto; padding: 0 5mm; }
h1 { font-size: 18pt; line-height: 1.2; margin: 0 0 5mm; }
h2 { font-size: 13pt; margin: 8mm 0 2mm; }
h1, h2 { break-after: avoid; }
p, li, tr, blockquote { break-inside: avoid; }
ul, ol { padding-left: 6mm; }
li { margin-bottom: 1.5mm; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 0.3mm solid #777; padding: 1.5mm 2.5mm; text-align: left; vertical-align: top; }
td:empty { height: 9mm; min-width: 25mm; }
blockquote { margin: 2mm 0; padding-left: 4mm; border-left: 1mm solid black; }
code { font-size: 10pt; }
.line { height: 8.5mm; border-bottom: 0.3mm solid #777; }
.sketch { height: 50mm; border: solid #777; border-width: 0 0 0.3mm 0.3mm; margin: 3mm 0; }
@media print { body { margin: 0; padding: 0; max-width: none; } }
"""


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
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head><body>\n{body}</body></html>\n"
    ).encode()


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
    }


def _filled(name):
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8").format(**facts())


def _room(found):
    """A line before a solution, and room for the answer unless the line has some itself."""
    line = found[1]
    has_room = "____" in line or line.endswith("|") or line == SKETCH
    return line + "\n" if has_room else f"{line}\n\n{ROOM}\n"


def _share(accuracy):
    return f"{100 * accuracy:.1f}"
