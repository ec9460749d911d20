"""The lesson says what is true of this app, and its papers print without anything from elsewhere."""

import re

import pytest

from mnist_ann import writers
from mnist_ann.classroom.lesson import papers
from mnist_ann.classroom.lesson.plan import PLANS
from mnist_ann.lab import presets
from mnist_ann.network import Network
from mnist_ann.settings import PROJECT
from mnist_ann.store.files import NETWORKS

PAPERS = (papers.guide, papers.worksheet, papers.solutions, papers.parents)
ANSWER = re.compile(r"^>.*\n(?!>)", re.MULTILINE)
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
    # What a dead network gets that answers 1 to every test image.
    assert said["ones"] == f"{(data.y_test == 1).mean():.2%}"
    (hundred,) = (each for each in presets.PRESETS if each.name == "Only 100 images")
    assert f"{said['hundred']}%" in hundred.outcome


def test_what_the_guide_tells_to_press_is_there():
    guide = papers.guide(90).text
    text = re.sub(r"^>.*$", "", guide, flags=re.MULTILINE)  # without its slides
    pressed = set(re.findall(r"\*\*([A-Z][^*\d·?]+)\*\*", text))
    pressed -= {preset.name for preset in presets.PRESETS}
    assert {"Open a class", "Bring everyone here", "Start training"} <= pressed
    shown = PAGES + (PROJECT / "mnist_ann" / "recipe" / "choices.py").read_text()
    for words in pressed:
        assert f'"{" ".join(words.split())}' in shown, words
    for view in set(re.findall(r"(?<!\*)\*([A-Z][\w ]{2,12})\*(?!\*)", text)):
        if view not in ("Air", "Learning"):  # a step, and a Big Idea of AI4K12
            assert f'"{view}"' in PAGES, view
    for preset in re.findall(r"preset \*\*([^*]+)\*\*", text):
        assert preset in {each.name for each in presets.PRESETS}
    for number in re.findall(r"\*\*(\d \w[\w ]+)\*\*", text):  # steps of Handwriting
        assert f'"{number}"' in PAGES, number


@pytest.mark.parametrize("minutes", PLANS)
def test_the_worksheet_gives_no_answer_away_and_the_solutions_give_all(minutes):
    written = papers.PAPERS.get_template("worksheet.md").render(
        papers.facts(), names={step.name for step in papers.steps(minutes)}
    )
    asked = len(ANSWER.findall(written))
    worksheet, solutions = papers.worksheet(minutes).text, papers.solutions(minutes).text  # fmt: skip
    assert ">" not in worksheet
    for answer in ("92.1", "784", "1,719", "never seen", "dead"):
        assert answer not in worksheet
    assert len(ANSWER.findall(solutions)) == asked >= 6
    assert "Name:" in worksheet and "Name:" not in solutions


def test_the_guide_tells_what_to_expect_to_who_teaches_alone():
    told, kept = papers.guide(90).text, papers.guide(90, answers=False).text
    assert told.count("*Expect:*") == 6
    assert "*Expect:*" not in kept
    for answer in ("92.1 of 100", "784 numbers to it", "dead", "never seen."):
        assert answer in told and answer not in kept


def test_each_worksheet_asks_about_the_steps_of_its_plan():
    for minutes in PLANS:
        steps = {step.name for step in papers.steps(minutes)}
        asked = set(re.findall(r"^## (.+)$", papers.worksheet(minutes).text, re.MULTILINE))  # fmt: skip
        assert asked - {"At home"} == steps - {"Arrive", "What it sees", "Air"}


def test_who_sketches_the_curve_has_a_tick_for_each_value_of_the_experiment():
    html = papers.to_html(papers.worksheet(90)).decode()
    ticks = re.findall(r'y="210"[^>]*>([\d.]+)<', html)
    assert ticks == ["0.001", "0.003", "0.01", "0.03", "0.1", "0.3", "1", "3", "10"]


@pytest.mark.parametrize("minutes", PLANS)
@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_is_one_page_that_needs_nothing_else(paper, minutes):
    html = papers.to_html(paper(minutes)).decode()
    assert "<h1>" in html and "@page" in html
    assert not re.search(r"<script|src=|href=|url\(|@import", html)
    assert "{" not in html.partition("</style>")[2]  # all was filled in
    assert "Room for" not in html and "Room to" not in html
