"""A run as one HTML page: recipe, curves, where it goes wrong, every epoch.

The page needs nothing but itself: no script, no font, no picture from elsewhere. Names come from
visitors, so every text is escaped.
"""

import math
from html import escape

from mnist_ann.evaluation import scores as evaluation
from mnist_ann.export.curves import curves
from mnist_ann.figures import pictures as images
from mnist_ann.figures.base import BLUE, VERMILION
from mnist_ann.words import a_digit, percent

SHOWN = 6  # images of each kind
CREDITS = (
    '<p class="small">Written by MNIST ANN. MNIST is by Yann LeCun, Corinna Cortes and '
    "Christopher J. C. Burges (CC BY-SA 3.0).</p>"
)
MEANS = (
    '<p class="small">Training numbers are means over the epoch, taken while the weights moved; '
    "validation numbers are measured at its end. So validation can be better, above all early on.</p>"
)

STYLE = f"""
:root {{ color-scheme: light dark; --line: #8886; --soft: #8882; }}
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }}
h1 {{ font-size: 1.9rem; line-height: 1.2; margin-bottom: .3rem; overflow-wrap: anywhere; }}
h2 {{ font-size: 1.25rem; margin-top: 2.2rem; }}
.numbers, .digits {{ display: flex; flex-wrap: wrap; gap: 1rem 1.4rem; }}
.numbers div {{ display: flex; flex-direction: column; }}
.numbers b {{ font-size: 1.6rem; font-weight: 600; }}
.small {{ font-size: .85rem; opacity: .8; }}
.digits {{ gap: 1rem; }}
figure {{ margin: 0; }}
.digits img {{ width: 84px; height: 84px; image-rendering: pixelated; border-radius: 4px; display: block; }}
svg {{ width: 100%; height: auto; font-size: 13px; }}
svg text {{ fill: currentColor; }}
.grid {{ stroke: var(--line); }}
polyline {{ fill: none; stroke-width: 2.5; }}
polyline.training {{ stroke: {BLUE}; }} circle.training, .key.training {{ fill: {BLUE}; }}
polyline.validation {{ stroke: {VERMILION}; stroke-dasharray: 7 4; }}
circle.validation {{ fill: {VERMILION}; }}
.key {{ display: inline-block; width: 2rem; border-top: 3px solid {BLUE}; vertical-align: middle; }}
.key.validation {{ border-top: 3px dashed {VERMILION}; }}
.wide {{ overflow-x: auto; }}
table {{ border-collapse: collapse; font-variant-numeric: tabular-nums; }}
th, td {{ padding: .25rem .6rem; text-align: right; border-bottom: 1px solid var(--line); }}
th {{ font-weight: 600; }}
.confusion td, .confusion th {{ padding: .25rem .2rem; min-width: 2.3rem; text-align: center; border: 0; }}
pre {{ white-space: pre-wrap; overflow-wrap: anywhere; background: var(--soft); padding: .7rem; }}
th:first-child:not([scope=row]), td:first-child {{ text-align: left; }}
@media (max-width: 500px) {{
  svg text {{ font-size: 20px; }}
  .confusion {{ font-size: .8rem; }} .confusion td, .confusion th {{ padding: .25rem 0; min-width: 1.8rem; }}
}}
@media print {{ :root {{ color-scheme: light; }} body {{ margin: 0 auto; }} section {{ break-inside: avoid; }} section.long {{ break-inside: auto; }} }}
"""


def to_report(trained, test):
    """The bytes of an .html file about an export.Trained. test: the Split of test images."""
    scores = evaluation.scores(trained.network, test.images, test.labels)
    name = escape(trained.name)
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{name}</title><style>{STYLE}</style></head><body>",
        f"<h1>{name}</h1>",
        f"<p>A neural network that reads handwritten digits. {_recipe(trained.recipe)}</p>",
        f"<p>{escape(trained.note)}</p>" if trained.note else "",
        _numbers(trained, scores),
        _curves(trained.epochs),
        _digits(scores, test.images),
        _confusion(scores),
        _layers(trained.recipe),
        _epochs(trained.epochs),
        _again(trained),
        CREDITS,
        "</body></html>\n",
    ]
    return "\n".join(parts).encode()


def _recipe(recipe):
    return escape(f"Its recipe: {recipe.in_words()}.")


def _section(title, *content, long=False):
    kind = ' class="long"' if long else ""
    return "\n".join(
        [f"<section{kind}><h2>{escape(title)}</h2>", *content, "</section>"]
    )


def _numbers(trained, scores):
    low, high = scores.interval
    last = trained.epochs[-1]
    seconds = sum(epoch.seconds for epoch in trained.epochs)
    numbers = {
        "Test accuracy": (
            f"{scores.accuracy:.2%}",
            f"95% interval {low:.2%} to {high:.2%}",
        ),
        "Validation accuracy": (
            f"{last.val_accuracy:.2%}",
            f"after epoch {last.epoch} of {trained.recipe.epochs}",
        ),
        "Parameters": (f"{trained.network.parameters:,}", "weights and biases"),
        "Training": (f"{seconds:,.1f} s", "without validation"),
    }
    boxes = "".join(
        f'<div><span class="small">{escape(title)}</span><b>{escape(value)}</b>'
        f'<span class="small">{escape(more)}</span></div>'
        for title, (value, more) in numbers.items()
    )
    return f'<div class="numbers">{boxes}</div>'


def _curves(epochs):
    finite = [epoch for epoch in epochs if math.isfinite(epoch.loss + epoch.val_loss)]
    key = "".join(
        f'<span class="key {name}"></span> {name} images &nbsp; '
        for name in ("training", "validation")
    )
    parts = [
        f"<p>{key}</p>",
        MEANS,
    ]
    for measure, title, show in (
        ("accuracy", "Accuracy", lambda value: f"{value * 100:.4g}%"),
        ("loss", "Loss", lambda value: f"{value:.4g}"),
    ):
        series = {
            "training": [getattr(epoch, measure) for epoch in finite],
            "validation": [getattr(epoch, f"val_{measure}") for epoch in finite],
        }
        label = (
            f"{title} after each epoch: on the validation images from "
            f"{show(series['validation'][0])} to {show(series['validation'][-1])}"
        )
        parts.append(f"<h3>{title}</h3>")
        parts.append(curves(series, finite[0].epoch, label, show))
    return _section("How it learned", *parts)


def _digits(scores, pictures):
    mistakes = scores.mistakes[:SHOWN]
    parts = ["<h3>The first test images</h3>", _row(scores, pictures, range(SHOWN))]
    if len(mistakes):
        parts += [
            "<h3>Mistakes that it was surest of</h3>",
            _row(scores, pictures, mistakes),
        ]
    return _section("What it answers", *parts)


def _row(scores, pictures, places):
    """Digits with what the network says and what they are."""
    figures = []
    for place in places:
        answer, label = int(scores.predicted[place]), int(scores.labels[place])
        sure = escape(percent(scores.confidence[place]))
        right = "" if scores.right[place] else f"<br>is {a_digit(label)}"
        url = images.data_url(images.picture(pictures[place], 28))
        figures.append(
            f'<figure><img src="{url}" alt="A handwritten {label}">'
            f"<figcaption><b>{answer}</b>, {sure}{right}</figcaption></figure>"
        )
    return f'<div class="digits">{"".join(figures)}</div>'


def _confusion(scores):
    digits = range(evaluation.DIGITS)
    head = "".join(f'<th scope="col">{digit}</th>' for digit in digits)
    rows = []
    for label, counts in enumerate(scores.confusion):
        cells = []
        for answer, count in enumerate(counts):
            colour = BLUE if label == answer else VERMILION
            share = round(100 * count / max(1, counts.sum()))
            # Mistakes are rare: without more colour they would be invisible.
            strength = share * 0.6 if label == answer else min(60, share * 12)
            shade = f"color-mix(in srgb, {colour} {strength:.0f}%, transparent)"
            cells.append(
                f'<td style="background: {shade}">{count if count else "·"}</td>'
            )
        rows.append(f'<tr><th scope="row">{label}</th>{"".join(cells)}</tr>')
    return _section(
        "Where it goes wrong",
        "<p>How often a digit (row) got an answer (column), of the 10,000 test images. The diagonal is "
        "right.</p>",
        f'<div class="wide"><table class="confusion"><tr><td></td>{head}</tr>{"".join(rows)}</table></div>',
    )


def _layers(recipe):
    rows = [(row.layer, row.units, row.parameters) for row in recipe.summary()]
    return _section("Its layers", _table(("Layer", "Outputs", "Parameters"), rows))


def _epochs(epochs):
    head = (
        "Epoch",
        "Loss",
        "Accuracy",
        "Validation loss",
        "Validation accuracy",
        "Seconds",
    )
    measured = all(epoch.end_accuracy is not None for epoch in epochs)
    if measured:
        head = (*head[:3], "Accuracy at its end", *head[3:])
    rows = [
        (
            epoch.epoch,
            f"{epoch.loss:.4f}",
            f"{epoch.accuracy:.2%}",
            *([f"{epoch.end_accuracy:.2%}"] if measured else []),
            f"{epoch.val_loss:.4f}",
            f"{epoch.val_accuracy:.2%}",
            f"{epoch.seconds:.2f}",
        )
        for epoch in epochs
    ]
    return _section("Every epoch", _table(head, rows), long=True)


def _again(trained):
    words = (
        "<p>It went on from the weights of another network, so the recipe alone doesn't repeat "
        "it:</p>"
        if trained.lesson
        else "<p>The same recipe gives the same numbers. As a file, <code>recipe.json</code>, it is "
        "trained by <code>python -m mnist_ann train --recipe recipe.json</code>:</p>"
    )
    return _section(
        "Once more", words, f"<pre>{escape(trained.recipe.to_json())}</pre>"
    )


def _table(head, rows):
    """Cells are numbers, or texts that are escaped."""
    first = "".join(f'<th scope="col">{escape(title)}</th>' for title in head)
    lines = [
        "".join(
            f"<td>{cell:,}</td>"
            if isinstance(cell, int)
            else f"<td>{escape(cell)}</td>"
            for cell in row
        )
        for row in rows
    ]
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f'<div class="wide"><table><tr>{first}</tr>{body}</table></div>'
