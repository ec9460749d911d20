"""Every chapter: it can be played with before its question is answered, and each answer gets a word."""

from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from mnist_ann import mnist
from mnist_ann.evaluation.scores import wilson
from mnist_ann.network import Network
from mnist_ann.store.files import NETWORKS
from tests.pages.steps import component

NAVIGATION = Path(__file__).resolve().parents[2] / "pages" / "navigation.py"

RIGHT = {
    "1": "When a line makes no mistake, and otherwise never",
    "2": "About 92",
    "3": "Three",
    "4": "Three",
    "5": "One straight line",
    "6": "Down",
    "7": "About 230",
}

# What there is besides the question, whether or not it was answered.
THERE = {
    "1": "Play",
    "2": "Each unit's weights as a picture",
    "3": "change the points yourself",
    "4": "Has it learned the pattern",
    "5": "And the other way round",
    "6": "one step of learning from one point",
    "7": "Where to go from here",
}


def open_page(**query):
    page = AppTest.from_file(str(NAVIGATION), default_timeout=120)
    page.switch_page("perceptron.py")
    for name, value in query.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def words(page):
    return "\n".join(
        element.value
        for kind in (page.markdown, page.header, page.subheader, page.caption, page.code)
        for element in kind
    )  # fmt: skip


def question(page, chapter):
    return page.radio(key=f"question {chapter}")


@pytest.mark.parametrize("chapter", RIGHT)
def test_a_question_waits_for_nobody_and_has_a_word_for_each_answer(chapter):
    page = open_page(chapter=chapter)
    assert [header.value[:2] for header in page.header] == [f"{chapter}."]
    assert THERE[chapter] in words(page)

    told = set()
    for answer in question(page, chapter).options:
        question(page, chapter).set_value(answer).run()
        assert not page.exception
        if answer == RIGHT[chapter]:
            assert page.success[0].value.startswith("Right. ") and not page.warning
            continue
        (warning,) = page.warning
        assert warning.value.startswith("Not quite. ")
        told.add(warning.value)
    assert len(told) == len(question(page, chapter).options) - 1  # a word for each


def test_without_a_chapter_the_first_shows_and_next_leads_through_all():
    page = open_page()
    for chapter in "1234567":
        assert [header.value[:2] for header in page.header] == [f"{chapter}."]
        assert page.query_params["chapter"] in (chapter, [chapter])
        following = [b for b in page.button if b.label.startswith("Next: ")]
        if chapter == "7":
            assert not following
        else:
            following[0].click().run()
            assert not page.exception


def test_an_unknown_chapter_shows_the_first():
    page = open_page(chapter="99")
    assert [header.value for header in page.header] == ["1. One perceptron"]


def test_all_chapters_fit_on_one_page():
    page = open_page(chapter="all")
    assert [header.value[0] for header in page.header] == list("1234567")
    assert all(each in words(page) for each in THERE.values())


def test_both_accuracies_are_measured_on_the_test_images(data):
    page = open_page(chapter="7")
    assert not page.metric
    question(page, "7").set_value("None").run()
    expected = []
    for name in ("linear", "article"):
        network = Network.load(NETWORKS / f"{name}.keras")
        answers = network.forward(mnist.normalise(data.x_test)).argmax(1)
        right = int((answers == data.y_test).sum())
        low, high = wilson(right, 10_000)
        assert f"95% interval {low:.2%} to {high:.2%}" in words(page)
        expected.append(f"{right / 10_000:.2%}")
    assert [metric.value for metric in page.metric] == expected
    assert 0.915 < float(expected[0][:-1]) / 100 < 0.93  # "about 92%"
    assert 0.975 < float(expected[1][:-1]) / 100 < 0.981


def test_the_network_of_the_article_reads_the_digit_that_is_chosen():
    page = open_page(chapter="7", show="3")
    network = Network.load(NETWORKS / "article.keras")
    alone = Network.load(NETWORKS / "linear.keras")
    seen = []
    for _ in range(4):
        shown = component(page, "network_at_work")
        image = np.array(shown["answer"]["image"], np.float32) / 255
        assert shown["network"]["sizes"] == [300, 100]
        assert shown["title"] == "The network says 3"
        found = network.forward(image[None])[0]
        assert shown["answer"]["probabilities"] == pytest.approx(
            found.tolist(), abs=1e-5
        )
        other = alone.forward(image[None])[0].argmax()
        other = "the same" if other == 3 else other
        assert shown["sentence"].endswith(f"Without hidden layers: {other}.")
        seen.append(image.tobytes())
        (another,) = [each for each in page.button if each.label == "Another 3"]
        another.click().run()
    assert len(set(seen)) == 4


def test_the_step_by_hand_follows_its_point():
    page = open_page(chapter="6", x1="1", x2="1", class_of="blue (1)", rate="1")
    question(page, "6").set_value("Up").run()
    assert page.success[0].value.startswith("Right. ")
    lines = [
        line
        for section in component(page, "by_hand")["sections"]
        for line in section["lines"]
    ]
    texts = [f"{each['name']} = {each['calculation']} = {each['value']}" for each in lines]  # fmt: skip
    assert "p = 1 / (1 + e^(−1.75)) = 0.852" in texts  # as test_by_hand
    assert "w₁₁ = 0.5 − 1 × (−0.148) = 0.648" in texts


def test_a_damaged_link_is_explained_and_another_problem_can_be_chosen():
    page = open_page(chapter="3", line="Your own points", points="9_9")
    assert "can't be read" in page.error[0].value
    page.button_group(key="line").set_value("ring").run()
    assert not page.exception and not page.error
