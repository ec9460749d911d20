"""Dataset shows the article's images, and what is chosen stands in the address."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mnist_ann import writers

NAVIGATION = Path(__file__).resolve().parents[2] / "pages" / "navigation.py"


def open_page(**query):
    page = AppTest.from_file(str(NAVIGATION), default_timeout=120)
    page.switch_page("dataset.py")
    for name, value in query.items():
        page.query_params[name] = value
    return page.run()


def shown(page):
    """(first, last, how many in all) of the images in the grid."""
    (text,) = [c.value for c in page.caption if "label below" in c.value]
    numbers = re.match(r"([\d,]+) to ([\d,]+) of ([\d,]+) images", text).groups()
    return tuple(int(number.replace(",", "")) for number in numbers)


def metrics(page):
    return {metric.label: metric.value for metric in page.metric}


def test_the_split_is_the_articles():
    page = open_page()
    assert not page.exception
    assert metrics(page) == {
        "Training images": "55,000",
        "Validation images": "5,000",
        "Test images": "10,000",
    }
    assert shown(page) == (1, 60, 55_000)


def test_the_articles_third_image_is_one_click_away():
    page = open_page()
    page.button[0].click().run()
    assert metrics(page)["Label"] == "4"
    assert page.query_params["image"] == "train-2"


def test_a_link_opens_an_image_with_its_numbers_before_and_after_division(data):
    page = open_page(image="test-7")
    assert not page.exception
    assert metrics(page)["Label"] == "9"
    pixels, divided = [t.value for t in page.table if t.value.shape == (28, 28)]
    assert (pixels.to_numpy().astype(int) == data.x_test[7]).all()
    assert divided.to_numpy().astype(float) == pytest.approx(data.x_test[7] / 255)


def test_flatten_puts_the_rows_one_behind_the_other(data):
    page = open_page(image="test-7")
    row, column = [box for box in page.number_input if box.label in ("Row", "Column")]
    row.set_value(10)
    column.set_value(13).run()
    places = [m.value for m in page.markdown if "28 × 10 + 13" in m.value]
    assert len(places) == 1 and "**293**" in places[0]
    (flat,) = [code.value.split() for code in page.code]
    assert len(flat) == 784
    assert flat[293] == f"{data.x_test[7][10, 13] / 255:.2f}"
    assert flat[293] in places[0]


def test_filters_come_from_the_address():
    page = open_page(split="Test", digit="9", shuffle="true", seed="7", page="2")
    assert shown(page) == (61, 120, 1_009)  # the test file has 1,009 nines
    assert page.number_input(key="seed").value == 7


def test_filters_choose_the_images(data):
    page = open_page()
    page.button_group(key="digit").set_value("4").run()
    page.button_group(key="split").set_value("Validation").run()
    assert shown(page) == (1, 60, (data.y_train_full[:5_000] == 4).sum())


def test_another_digit_starts_at_the_first_page():
    page = open_page(digit="9", page="3")
    assert shown(page)[0] == 121
    page.button_group(key="digit").set_value("4").run()
    assert shown(page)[0] == 1


def test_a_mistyped_filter_shows_everything():
    page = open_page(split="Nothing", digit="77", page="-4")
    assert not page.exception
    assert shown(page) == (1, 60, 55_000)


def test_a_mistyped_image_is_said_before_anything_else():
    page = open_page(image="test-10000")
    assert len(page.exception) == 1  # app.py shows the Problem's sentence in its place
    assert not page.metric
    assert not open_page(image="test-9999").exception


def test_one_group_or_one_writer_can_be_looked_at(data):
    who = writers.of(data.test)
    page = open_page(split="Test", by="Students")
    assert shown(page)[2] == who.of_group("Students").sum() == 5_001
    page = open_page(split="Test", writer="2578")
    assert not page.exception
    assert shown(page)[2] == (who.numbers == 2_578).sum()


def test_a_writer_of_no_such_image_is_said():
    page = open_page(split="Test", writer="2154")  # who wrote training images alone
    assert not page.exception
    assert "Nobody wrote such an image here" in page.info[0].value


def test_an_image_says_who_wrote_it_and_that_its_label_is_doubted():
    page = open_page(image="test-947")
    said = " ".join(each.value for each in page.markdown)
    assert "a high-school student" in said
    assert "The label is doubted: of five people, most read a 9." in said


def test_from_an_image_to_all_by_its_writer(data):
    page = open_page(image="test-0", digit="7")
    (button,) = [each for each in page.button if each.label == "All by this writer"]
    button.click().run()
    assert not page.exception
    assert shown(page)[2] == (writers.of(data.test).numbers == 2_578).sum()
    assert page.query_params["writer"] == "2578"
    assert "image" not in page.query_params
