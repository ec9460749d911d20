"""A run as one HTML page: recipe, curves, where it goes wrong, every epoch.

The page needs nothing but itself: no script, no font, no picture from elsewhere. Names come from
visitors, so the template, `templates/report.html`, escapes every text.
"""

import math

from jinja2 import Environment, PackageLoader, StrictUndefined

from mnist_ann.evaluation.scores import Scores
from mnist_ann.evaluation.scores import scores as scores_of
from mnist_ann.export.curves import curves
from mnist_ann.export.trained import Trained
from mnist_ann.figures.base import BLUE, VERMILION
from mnist_ann.figures.pictures import data_url, picture
from mnist_ann.mnist import Split
from mnist_ann.words import a_digit, percent

SHOWN = 6  # images of each kind
PAGE = Environment(
    loader=PackageLoader("mnist_ann.export"),
    autoescape=True,
    undefined=StrictUndefined,
).get_template("report.html")


def to_report(trained: Trained, test: Split) -> bytes:
    """An .html file about a run. test: the test images."""
    scores = scores_of(trained.network, test.images, test.labels)
    page = PAGE.render(
        trained=trained,
        recipe=trained.recipe,
        scores=scores,
        numbers=_numbers(trained, scores),
        curves=_curves(trained.epochs),
        confusion=_confusion(scores),
        measured=all(epoch.end_accuracy is not None for epoch in trained.epochs),
        picture=lambda place: data_url(picture(test.images[place], 28)),
        a_digit=a_digit,
        percent=percent,
        shown=SHOWN,
        right=BLUE,
        wrong=VERMILION,
    )
    return page.encode()


def _numbers(trained, scores):
    """(title, value, what it means) of the numbers at the top."""
    low, high = scores.interval
    last = trained.epochs[-1]
    seconds = sum(epoch.seconds for epoch in trained.epochs)
    return [
        (
            "Test accuracy",
            f"{scores.accuracy:.2%}",
            f"95% interval {low:.2%} to {high:.2%}",
        ),
        (
            "Validation accuracy",
            f"{last.val_accuracy:.2%}",
            f"after epoch {last.epoch} of {trained.recipe.epochs}",
        ),
        ("Parameters", f"{trained.network.parameters:,}", "weights and biases"),
        ("Training", f"{seconds:,.1f} s", "without validation"),
    ]


def _curves(epochs):
    """(title, <svg> element) of accuracy and loss."""
    finite = [epoch for epoch in epochs if math.isfinite(epoch.loss + epoch.val_loss)]
    found = []
    for measure, show in (
        ("accuracy", lambda value: f"{value * 100:.4g}%"),
        ("loss", lambda value: f"{value:.4g}"),
    ):
        series = {
            "training": [getattr(epoch, measure) for epoch in finite],
            "validation": [getattr(epoch, f"val_{measure}") for epoch in finite],
        }
        title = measure.capitalize()
        label = (
            f"{title} after each epoch: on the validation images from "
            f"{show(series['validation'][0])} to {show(series['validation'][-1])}"
        )
        found.append((title, curves(measure, series, finite[0].epoch, label, show)))
    return found


def _confusion(scores: Scores):
    """For each digit, (count, CSS colour) of each answer."""
    rows = []
    for label, counts in enumerate(scores.confusion):
        cells = []
        for answer, count in enumerate(counts):
            colour = BLUE if label == answer else VERMILION
            share = round(100 * count / max(1, counts.sum()))
            # Mistakes are rare: without more colour they would be invisible.
            strength = share * 0.6 if label == answer else min(60, share * 12)
            shade = f"color-mix(in srgb, {colour} {strength:.0f}%, transparent)"
            cells.append((int(count), shade))
        rows.append(cells)
    return rows
