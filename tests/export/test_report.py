import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from mnist_ann import export
from mnist_ann.export import Trained
from mnist_ann.export.curves import curves
from mnist_ann.export.report import to_report
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.rows import Epoch
from mnist_ann.store.runs import Runs
from mnist_ann.store.start import database

HOSTILE = (
    '</title><script>alert(1)</script>"><img src=http://evil.example/x onerror="a()">'
)


class Reader(HTMLParser):
    """What a browser would find: tags with their attributes, and the text between them."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.text += data


@pytest.fixture(scope="module")
def article():
    runs = Runs(database())
    return export.of_run(runs, runs.get("article"))


@pytest.fixture(scope="module")
def page(article, data):
    return to_report(article, data.test).decode()


def test_it_tells_what_came_out(page, article):
    text = re.sub(r"\s+", " ", Reader(page).text)
    assert "The article's network" in text
    assert "Test accuracy97.73%95% interval 97.42% to 98.00%" in text
    assert "266,610" in text
    assert "hidden layers of 300, 100" in text
    for epoch in article.epochs:
        assert f"{epoch.val_loss:.4f}{epoch.val_accuracy:.2%}" in text


def test_the_confusion_matrix_counts_every_test_image(page):
    table = page[page.index('class="confusion"') :].split("</table>")[0]
    counts = re.findall(r"<td style[^>]*>([\d·]+)</td>", table)
    assert len(counts) == 100
    assert sum(int(count) for count in counts if count != "·") == 10_000


def lines(page):
    """The points of the charts' lines, in the order of the page: lists of (x, y)."""
    found = re.findall(
        r'<g id="\w+-(?:training|validation)">\s*<path d="([^"]*)"', page
    )
    return [
        [tuple(map(float, point)) for point in re.findall(r"[ML] (\S+) (\S+)", path)]
        for path in found
    ]


def test_both_charts_hold_both_lines_and_speak(page):
    assert [len(points) for points in lines(page)] == [30] * 4
    tags = Reader(page).tags
    labels = [attributes["aria-label"] for tag, attributes in tags if tag == "svg"]
    assert "from 91.76% to 97.94%" in labels[0]
    assert "from 0.3075 to 0.07199" in labels[1]


def test_a_curve_rises_where_its_values_do(page):
    accuracy, *_ = lines(page)
    assert accuracy[0][0] < accuracy[-1][0]
    assert accuracy[0][1] > accuracy[-1][1]  # y counts from the top


def test_every_id_stands_for_one_thing(page):
    ids = [
        attributes["id"] for _, attributes in Reader(page).tags if "id" in attributes
    ]
    assert len(ids) == len(set(ids))


def test_nothing_in_it_leads_outside(page):
    for tag, attributes in Reader(page).tags:
        assert tag not in ("script", "link", "iframe", "object", "a", "form")
        for name in ("src", "href", "srcset", "action"):
            assert attributes.get(name, "data:").startswith("data:")
    assert "http" not in page
    assert "url(" not in page
    assert "@import" not in page


def test_what_a_visitor_typed_is_shown_as_it_is(article, data):
    hostile = replace(article, name=HOSTILE, note=HOSTILE)
    found = Reader(to_report(hostile, data.test).decode())
    tags = [tag for tag, _ in found.tags]
    assert "script" not in tags
    assert tags.count("img") == 12  # the digits
    assert found.text.count(HOSTILE) == 3  # title, heading and note


def test_one_epoch_is_enough_and_a_loss_without_end_is_left_out(article, data):
    rows = (
        Epoch(1, 2.0, 0.1, 1.9, 0.2, 0.4),
        Epoch(2, float("nan"), 0.1, float("inf"), 0.1, 0.4),
    )
    short = Trained("A run", article.network, Recipe(epochs=2), rows)
    page = to_report(short, data.test).decode()
    assert [len(points) for points in lines(page)] == [1] * 4
    tags = [tag for tag, _ in Reader(page).tags]
    assert tags.count("use") == 4  # a dot for each line of one point


def test_an_axis_of_accuracies_ends_at_one():
    for low in (0.1, 0.5, 0.844, 0.9, 0.97, 0.993):
        for high in (0.9934, 0.99999, 1.0):
            svg = curves(
                "accuracy", {"training": [low, high]}, 1, "", lambda v: f"{v:.6f}"
            )
            ticks = [float(text) for text in re.findall(r">(\d\.\d{6})<", svg)]
            assert ticks[0] <= low < high <= ticks[-1] <= 1
