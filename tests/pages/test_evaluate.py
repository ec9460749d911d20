"""Evaluate says of a network what counting says of it."""

import re
from pathlib import Path

import numpy as np
import pytest

from mnist_ann import writers
from mnist_ann.network import Network
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.attempts import Attempts
from mnist_ann.store.start import database
from tests.pages.steps import component, opened
from ui.state import cached

PROJECT = Path(__file__).resolve().parents[2]


def open_page(**query):
    return opened(None, "evaluate", **query)


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
    assert metrics(page)["Read right"] == f"{1 - wrong / 10_000:.2%}"
    assert metrics(page)["Read wrong"] == f"{wrong:,}"


def test_the_first_five_are_predicted_as_in_the_article(data):
    # After one epoch the network still doubts, so that two decimals show more than 0 and 1.
    early = cached.runs().network("article", 1).forward(data.x_test[:5] / 255)
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
    page = open_page(show="Confusions")
    (table,) = [t.value for t in page.table if "Images" in t.value]
    for digit in range(10):
        of_digit = answers[data.y_test == digit]
        assert float(table["Found (recall)"].iloc[digit]) == pytest.approx(
            (of_digit == digit).mean()
        )


def texts(page):
    return " ".join(element.value for element in [*page.markdown, *page.caption])


def test_a_cell_of_the_matrix_opens_its_images(data, article):
    fours_as_nines = int(((data.y_test == 4) & (article.argmax(axis=1) == 9)).sum())
    page = open_page(show="Confusions", cell="4-9")
    assert not page.exception
    assert "4 read as 9" in [s.value for s in page.subheader]
    assert f"All {fours_as_nines}, the most confident answer first" in texts(page)


def test_a_mistyped_cell_opens_nothing():
    page = open_page(show="Confusions", cell="4-x")
    assert not page.exception and not page.subheader


def test_the_expected_calibration_error_is_counted_over_ten_groups(data, article):
    """Counted in another way: by sorting each answer into its group."""
    sure, right = article.max(axis=1), article.argmax(axis=1) == data.y_test
    group = np.ceil(sure * 10).astype(int)
    error = sum(
        abs(right[group == g].sum() - sure[group == g].sum(dtype=float))
        for g in range(1, 11)
    )
    page = open_page(show="Confidence")
    shown = re.search(r"calibration error: \*\*([\d.]+) points", texts(page))[1]
    assert float(shown) == pytest.approx(error / 100, abs=0.006)


def test_the_threshold_counts_what_is_answered_and_what_is_right(data, article):
    sure = article.max(axis=1) >= 0.99
    right = (article.argmax(axis=1) == data.y_test)[sure].sum()
    shown = metrics(open_page(show="Confidence", threshold="99"))
    assert shown["Answers"] == f"{sure.sum():,} of 10,000"
    assert shown["Mistakes among them"] == f"{sure.sum() - right:,}"
    assert shown["Right, of these"] == f"{right / sure.sum():.2%}"


def test_two_networks_are_compared_on_the_images_that_one_of_them_reads(data, article):
    other = cached.runs().network("linear").forward((data.x_test / 255).astype("f4"))
    one = article.argmax(axis=1) == data.y_test
    two = other.argmax(axis=1) == data.y_test
    page = open_page(show="Two networks", against="linear")
    shown = metrics(page)
    assert shown["Only this one"] == f"{(one & ~two).sum():,}"
    assert shown["Only the other"] == f"{(two & ~one).sum():,}"
    assert "This network is better, and that is hardly chance" in texts(page)


def test_training_is_measured_again_at_the_end_of_an_epoch(data):
    network = cached.runs().network("article", 1)
    answers = network.forward(data.train.images[::5] / 255).argmax(axis=1)
    at_end = (answers == data.train.labels[::5]).mean()
    page = open_page(show="Learning", epoch="1")
    (epoch,) = [e for e in cached.runs().epochs("article") if e.epoch == 1]
    assert f"**{epoch.accuracy:.2%}**" in texts(page)
    assert f"**{at_end:.2%}**" in texts(page)
    # What the page explains: reported below validation, though it is above it.
    assert epoch.accuracy < epoch.val_accuracy


@pytest.mark.parametrize(
    "disturbance", ["Turn", "Shift", "Scale", "Noise", "Stroke thickness"]
)
def test_robustness_shows_up_to_three_networks(disturbance):
    page = open_page(show="Robustness", disturbance=disturbance)
    assert not page.exception
    (beside,) = page.multiselect
    beside.set_value(["draw", "linear"]).run()
    assert not page.exception


def test_ten_hard_images_come_first_with_their_labels_and_the_networks_answers(data):
    page = open_page()
    asked = component(page, "quiz")
    _, places = page.session_state["images of the quiz"]
    assert len(set(places)) == 10
    assert [each["label"] for each in asked["images"]] == data.y_test[places].tolist()
    network = cached.runs().network("article")
    answers = network.forward(data.x_test[places] / 255).argmax(axis=1)
    assert [each["read"] for each in asked["images"]] == answers.tolist()
    # Hard ones: the network that reads 1 of 135 images wrong in all does so with many of these.
    hard = cached.scores_of(cached.network("draw")).closest[:200]
    assert set(places) <= set(hard)
    assert "between 72% and 100%" in asked["shares"][10]  # Wilson's interval by hand


def test_another_section_leaves_the_quiz_as_it_is():
    page = open_page()
    before = component(page, "quiz")
    page.button_group(key="show").set_value("Writers").run()
    assert component(page, "quiz") == before


def test_runs_with_other_seeds_show_how_much_is_luck():
    page = open_page()
    assert "Train the same recipe with another seed" in texts(page)
    visitor = page.session_state["visitor"]
    for seed, accuracy in ((1, 0.978), (2, 0.976)):
        id = cached.runs().create(Recipe(seed=seed), visitor)
        taken, attempt = cached.queue().take(99)
        assert taken == id
        Attempts(database()).finish(id, attempt, "done", 0.07, accuracy)
    page.run()
    assert "**3 seeds of this recipe** reached 97.60% to 97.80%" in texts(page)


def test_an_uploaded_network_is_evaluated_in_this_session_alone(article):
    page = open_page()
    network = cached.runs().network("linear")
    page.session_state["uploaded network"] = ("mine.keras", network)
    page.query_params["run"] = "file"
    page.run()
    assert metrics(page)["Read right"].startswith("92.")
    assert "mine.keras has no epochs" in texts(page)
    stranger = open_page(run="file")
    assert "Upload it again" in stranger.info[0].value
    assert metrics(stranger)["Read wrong"] == "227"


@pytest.mark.parametrize(
    "show",
    [
        "Accuracy",
        "Confusions",
        "Mistakes",
        "Confidence",
        "Robustness",
        "Two networks",
        "Learning",
    ],
)
@pytest.mark.parametrize("epoch", ["0", "20"])
def test_every_section_shows_every_epoch(show, epoch):
    page = open_page(show=show, run="draw", epoch=epoch)
    assert not page.exception


def test_the_run_and_the_epoch_come_from_the_address():
    untrained = float(metrics(open_page(epoch="0"))["Read right"].rstrip("%"))
    assert 2 < untrained < 25  # random weights: about one in ten
    drawing = metrics(open_page(run="draw"))["Read right"]
    assert float(drawing.rstrip("%")) > 99


def test_another_run_is_compared_at_the_same_epoch_if_it_kept_that_one():
    page = open_page(epoch="3")
    page.selectbox[0].set_value("draw").run()
    assert page.query_params["run"] == "draw"
    assert page.select_slider[0].value == 3
    last = cached.runs().snapshots("draw")[-1]
    page.select_slider[0].set_value(last).run()
    page.selectbox[0].set_value("article").run()  # which ended after epoch 30
    assert page.select_slider[0].value == 30


def test_a_run_without_a_network_says_why():
    id = cached.runs().create(Recipe(epochs=2), "someone")
    page = open_page(run=id)
    assert not page.exception and not page.metric
    assert "waits for its turn" in page.info[0].value


def test_everybodys_hand_is_counted(data, article):
    right = article.argmax(axis=1) == data.y_test
    page = open_page(show="Writers")
    assert not page.exception
    found = metrics(page)
    students = writers.of(data.test).of_group("Students")
    assert found["Students"] == f"{right[students].mean():.2%}"
    assert found["Census staff"] == f"{right[~students].mean():.2%}"
    assert found["Without a mistake"] == "175 of 297"
    numbers = writers.of(data.test).numbers
    each = sorted(right[numbers == number].mean() for number in set(numbers))
    (table,) = [t.value for t in page.table if "Writer" in t.value.columns]
    assert table["Read right"].tolist() == [f"{share:.0%}" for share in each[:10]]
