"""Evaluate says of a network what counting says of it."""

from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from mnist_ann.network import Network
from mnist_ann.recipe import Recipe
from mnist_ann.runs import open_store

PROJECT = Path(__file__).resolve().parents[2]


def open_page(**query):
    page = AppTest.from_file(
        str(PROJECT / "pages" / "navigation.py"), default_timeout=30
    )
    page.switch_page("evaluate.py")
    for name, value in query.items():
        page.query_params[name] = value
    return page.run()


def metrics(page):
    return {metric.label: metric.value for metric in page.metric}


@pytest.fixture(scope="module")
def article(data):
    """What the shipped network of the article says about the 10,000 test images."""
    network = Network.load(PROJECT / "mnist_ann" / "networks" / "article.keras")
    return network.forward((data.x_test / 255).astype(np.float32))


def test_accuracy_and_mistakes_are_counted_over_all_10000_images(data, article):
    wrong = int((article.argmax(axis=1) != data.y_test).sum())
    page = open_page()
    assert not page.exception
    assert metrics(page)["Test accuracy"] == f"{1 - wrong / 10_000:.2%}"
    assert metrics(page)["Mistakes"] == f"{wrong:,}"


def test_the_first_five_are_predicted_as_in_the_article(data):
    # After one epoch the network still doubts, so that two decimals show more than 0 and 1.
    early = open_store().network("article", 1).forward(data.x_test[:5] / 255)
    page = open_page(epoch="1")
    (first,) = [t.value for t in page.table if t.value.shape == (5, 10)]
    shown = first.to_numpy().astype(float)
    np.testing.assert_allclose(shown, early.round(2), atol=1e-6)
    assert shown.argmax(axis=1).tolist() == [7, 2, 1, 0, 4]


def test_unrounded_probabilities_differ_from_0_and_1(article):
    page = open_page()
    page.toggle[0].set_value(False).run()
    (first,) = [t.value for t in page.table if t.value.shape == (5, 10)]
    np.testing.assert_allclose(first.to_numpy().astype(float), article[:5], atol=1e-5)
    assert (first.to_numpy().astype(float) > 0).all()


def test_the_text_counts_rows_that_rounding_takes_away_from_1(article):
    hundredths = [sum(round(100 * float(p)) for p in row) for row in article]
    off = sum(total != 100 for total in hundredths)
    page = open_page()
    assert any(f"that is so for {off:,} of" in m.value for m in page.markdown)


def test_each_digit_has_its_recall(data, article):
    answers = article.argmax(axis=1)
    page = open_page()
    (table,) = [t.value for t in page.table if "Recall" in t.value]
    for digit in range(10):
        of_digit = answers[data.y_test == digit]
        assert float(table["Recall"].iloc[digit]) == pytest.approx(
            (of_digit == digit).mean()
        )


def test_a_kind_of_mistake_can_be_chosen(data, article):
    fours_as_nines = int(((data.y_test == 4) & (article.argmax(axis=1) == 9)).sum())
    page = open_page()
    (kinds,) = [box for box in page.selectbox if box.label == "Show"]
    kinds.set_value(f"4 read as 9 ({fours_as_nines})").run()
    assert any(
        c.value.startswith(f"{fours_as_nines} of {fours_as_nines},")
        for c in page.caption
    )


def test_the_run_and_the_epoch_come_from_the_address():
    untrained = float(metrics(open_page(epoch="0"))["Test accuracy"].rstrip("%"))
    assert 2 < untrained < 25  # random weights: about one in ten
    drawing = metrics(open_page(run="draw"))["Test accuracy"]
    assert float(drawing.rstrip("%")) > 99


def test_another_run_is_compared_at_the_same_epoch_if_it_kept_that_one():
    page = open_page(epoch="3")
    page.selectbox[0].set_value("draw").run()
    assert page.query_params["run"] == "draw"
    assert page.select_slider[0].value == 3
    page.select_slider[0].set_value(40).run()
    page.selectbox[0].set_value("article").run()  # which ended after epoch 30
    assert page.select_slider[0].value == 30


def test_a_run_without_a_network_says_why():
    id = open_store().create(Recipe(epochs=2), "someone")
    page = open_page(run=id)
    assert not page.exception and not page.metric
    assert "waits for its turn" in page.info[0].value
