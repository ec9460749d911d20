"""A question and an experiment in a real class: a teacher and two students, each with a browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import choose
from tools.windows import DESKTOP, PHONE

VOTE = "4321"


@pytest.fixture
def teacher(page, server):
    """The page of a teacher who has just opened a class."""
    page.goto(f"{server.url}/classroom")
    page.get_by_role("button", name="Open a class").click()
    page.wait_for_url(re.compile("class="))
    return page


@pytest.fixture
def students(another, server, teacher):
    """The pages of two students, one of them on a phone and without a nickname."""
    code = re.search(r"class=(\w{6})", teacher.url)[1]
    found = []
    for name, look in (("Ada", DESKTOP), ("", PHONE)):
        own = another(**look)
        own.goto(f"{server.url}/classroom?class={code}")
        own.get_by_role("textbox", name="Nickname").fill(name)
        own.get_by_role("button", name="Join").click()
        own.get_by_text("You are in.").wait_for()
        found.append(own)
    return found


def view(teacher, name):
    teacher.get_by_role("radio", name=name).or_(
        teacher.get_by_role("button", name=name)
    ).first.click()


def heard(page):
    """What a page has got from the server, as bytes, from now on."""
    frames = []
    page.on(
        "websocket",
        lambda socket: socket.on("framereceived", lambda frame: frames.append(frame)),
    )
    page.reload()
    page.get_by_role("heading", name="How many").or_(
        page.get_by_role("heading", name="Classroom ·")
    ).first.wait_for()
    return frames


def told(frames, text):
    """Whether a text, or the same number in a table, came along."""
    found = [frame if isinstance(frame, bytes) else frame.encode() for frame in frames]
    return any(text.encode() in frame or b"4,321" in frame for frame in found)


def test_a_vote_is_nowhere_before_it_is_revealed_and_then_a_run_answers(
    teacher, students
):
    ada, ben = students
    view(teacher, "Predict first")
    choose(teacher, "Prepared question", "After one epoch")
    teacher.get_by_role("button", name="Ask the class").click()
    field = ada.get_by_role("spinbutton")  # it opens by itself
    field.fill("12345678")
    ada.get_by_role("button", name="Vote", exact=True).click()
    frames = [heard(page) for page in (teacher, ben)]
    expect(teacher.get_by_text("0 of 2 have voted")).to_be_visible()
    field.fill(VOTE)
    ada.get_by_role("button", name="Vote", exact=True).click()
    expect(ada.get_by_text("You voted: 4,321 images")).to_be_visible()
    expect(teacher.get_by_text("1 of 2 have voted")).to_be_visible()
    ben.get_by_role("spinbutton").fill("9000")
    ben.get_by_role("button", name="Vote", exact=True).click()
    expect(teacher.get_by_text("2 of 2 have voted")).to_be_visible()
    assert all(frames) and not any(told(each, VOTE) for each in frames)
    ada.reload()  # keeps it
    expect(ada.get_by_role("spinbutton")).to_have_value(VOTE)
    teacher.get_by_role("button", name="Reveal the votes").click()
    for page in (teacher, ada, ben):
        expect(
            page.get_by_text(re.compile("Median: 6,660.5 images")).first
        ).to_be_visible()
    assert all(told(each, VOTE) for each in frames)  # so it would have been noticed
    teacher.get_by_role("button", name="Run it").click()
    for page in (teacher, ada, ben):
        # 9,608 were measured; another processor sums a little differently.
        expect(
            page.get_by_text(re.compile(r"The answer: 9,[56]\d\d images"))
        ).to_be_visible()
    expect(
        teacher.get_by_text("Closest: Student 2, with 9,000 images.")
    ).to_be_visible()
    expect(ben.get_by_text("Nobody came closer.")).to_be_visible()
    width = ben.evaluate("document.documentElement.scrollWidth")
    assert width <= 390


def test_each_student_trains_with_a_value_of_their_own_and_the_curve_comes_in(
    teacher, students
):
    ada, ben = students
    view(teacher, "Experiment")
    values = teacher.get_by_role("textbox", name="The values")
    values.fill("0.01, 0.3, 10")
    values.press("Tab")
    expect(teacher.get_by_text(re.compile("^3 values for 2 students"))).to_be_visible()
    teacher.get_by_role("button", name="Start with the class").click()
    for page, value in ((ada, "0.01"), (ben, "0.3")):
        expect(page.get_by_test_id("stMetricValue").first).to_have_text(value)
        expect(page.get_by_role("button", name="Start training")).to_have_count(0)
        page.get_by_role("spinbutton").fill("50")
        page.get_by_role("button", name="Predict", exact=True).click()
        page.get_by_role("button", name="Start training").click()
    ada.reload()  # loses neither prediction nor run
    for page in (ada, ben):
        expect(
            page.get_by_text(re.compile("You predicted 50%; it reads 9"))
        ).to_be_visible()
    points = teacher.locator("path[aria-roledescription='point']")
    expect(points).to_have_count(2)
    teacher.get_by_role("button", name="Start the missing 1").click()
    expect(points).to_have_count(3)
    expect(teacher.get_by_text("Best by validation: learning rate 0.3")).to_be_visible()
    teacher.get_by_role("button", name="Reveal the predictions").click()
    expect(teacher.get_by_text("predictions lie within")).to_be_visible()
    expect(points).to_have_count(5)
    expect(ben.get_by_text("The curve of the class")).to_be_visible()
    points.last.click()
    teacher.wait_for_url(re.compile(r"/train\?run="))
