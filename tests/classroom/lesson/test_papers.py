"""The lesson says what is true of this app, and its papers print without anything from elsewhere."""

import re

import pytest

from mnist_ann import writers
from mnist_ann.classroom.lesson import papers
from mnist_ann.lab import presets
from mnist_ann.network import Network
from mnist_ann.settings import PROJECT
from mnist_ann.store.files import NETWORKS

PAPERS = (papers.guide, papers.worksheet, papers.solutions)
PAGES = "\n".join(
    path.read_text()
    for room in ("pages", "ui")
    for path in PROJECT.glob(f"{room}/**/*.py")
)


def test_its_numbers_are_those_of_the_shipped_networks_and_of_the_preset(data):
    said = papers.facts()
    assert (said["article"], said["linear"]) == ("97.7", "92.1")
    assert said["train"] == f"{len(data.train):,}"
    assert said["validation"] == f"{len(data.validation):,}"
    assert said["test"] == f"{len(data.test):,}"
    # One hidden layer of 100: (784 + 1) * 100 + (100 + 1) * 10 weights and thresholds.
    assert said["parameters"] == "79,510"
    assert said["updates"] == "1,719"  # 55,000 / 32, rounded up
    right = (
        Network.load(NETWORKS / "article.keras").forward(data.x_test / 255).argmax(1)
        == data.y_test
    )
    for name, group in (("staff", "Census staff"), ("students", "Students")):
        share = right[writers.of(data.test).of_group(group)].mean()
        assert said[name] == f"{100 * share:.1f}"
    (hundred,) = (each for each in presets.PRESETS if each.name == "Only 100 images")
    assert f"{said['hundred']}%" in hundred.outcome


def test_what_the_guide_tells_to_press_is_there():
    text = papers.guide().text
    pressed = set(re.findall(r"\*\*([A-Z][^*\d·?]+)\*\*", text))
    pressed -= {presets.CLASS.name}
    assert {"Open a class", "Bring everyone here", "Start training"} <= pressed
    shown = PAGES + (PROJECT / "mnist_ann" / "recipe" / "choices.py").read_text()
    for words in pressed:
        assert f'"{" ".join(words.split())}' in shown, words
    for view in set(re.findall(r"(?<!\*)\*([A-Z][\w ]{2,12})\*(?!\*)", text)):
        assert f'"{view}"' in PAGES, view


def test_the_guide_fills_45_minutes_without_a_gap():
    spans = re.findall(r"\*\*(\d+) to (\d+) · ", papers.guide().text)
    starts, ends = zip(*[(int(a), int(b)) for a, b in spans])
    assert starts == (0, *ends[:-1])
    assert ends[-1] == 45


def test_the_worksheet_gives_no_answer_away_and_the_solutions_give_all():
    questions = len(
        re.findall(
            r"^>.*\n(?!>)", (papers.FOLDER / "worksheet.md").read_text(), re.MULTILINE
        )
    )
    worksheet, solutions = papers.worksheet().text, papers.solutions().text
    assert ">" not in worksheet
    assert "92.1" not in worksheet and "784" not in worksheet
    assert len(re.findall(r"^>.*\n(?!>)", solutions, re.MULTILINE)) == questions == 9
    assert "Name" in worksheet and "Name" not in solutions


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_is_one_page_that_needs_nothing_else(paper):
    html = papers.to_html(paper()).decode()
    assert "<h1>" in html and "@page" in html
    assert not re.search(r"<script|src=|href=|url\(|@import", html)
    assert "{" not in html.partition("</style>")[2]  # all was filled in
    assert "Room for" not in html and "Room to" not in html
