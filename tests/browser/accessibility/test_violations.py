"""axe-core finds nothing that is ours on any page, in any of its sections and main states."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility.axe import as_before, violations
from tools.pens import CANVAS, strokes_of, with_mouse

LONG = quote('{"epochs": 500, "hidden": [300]}')
SHORT = quote('{"epochs": 2, "hidden": [16]}')


@pytest.fixture
def examine(page, server):
    """A function that opens an address and gives the page, and one that looks at it as it is then; at the
    end, nothing must have been found anywhere."""
    found, seen = [], set()

    def open(path):
        page.goto(f"{server.url}/{path}")
        page.get_by_role("heading", level=1).wait_for()
        return page

    def look(what, page=page):
        seen.add(page)
        found.extend(f"{what}, {each}" for each in violations(page))

    yield open, look
    for each in seen:
        as_before(each)
    assert not found, "\n".join(found)


def through(page, group, look):
    """Look at what each choice of a group shows."""
    choices = page.get_by_role("radiogroup", name=group, exact=True).get_by_role(
        "radio"
    )
    choices.first.wait_for()
    for choice in choices.all():
        if not choice.is_checked():
            choice.click()
            expect(choice).to_be_checked()
        look(choice.inner_text())


def test_draw(examine):
    open, look = examine
    page = open("")
    page.locator(CANVAS).wait_for()
    look("no drawing")
    with_mouse(page, strokes_of(4))
    expect(page.get_by_role("heading", name="This is a 4")).to_be_visible()
    look("a drawing")
    page.get_by_role("button", name="What was it?").click()
    look("its correction")
    page.keyboard.press("Escape")
    through(page, "Look closer", look)
    through(page, "Way in", look)


def test_the_story(examine):
    open, look = examine
    page = open("perceptron?chapter=all")
    page.get_by_role("heading", name="7. To 784 inputs").wait_for()
    look("all chapters")


def test_the_data(examine):
    open, look = examine
    page = open("dataset")
    page.get_by_role("heading", name="What does each digit have in common?").wait_for()
    look("the images")
    page = open("dataset?image=train-2")
    page.get_by_role("dialog").get_by_text("Flatten", exact=True).wait_for()
    look("an image")


@pytest.mark.parametrize("path", ["evaluate?cell=4-9", "inside"])
def test_the_sections_of(path, examine):
    open, look = examine
    page = open(path)
    through(page, "Look at", look)


def test_the_glossary(examine):
    open, look = examine
    open("glossary").get_by_role("heading", name="experiment").wait_for()
    look("words")


def test_a_recipe_and_a_run(examine):
    open, look = examine
    page = open("train")
    look("a preset")
    page.get_by_text("Change the recipe", exact=True).click()
    through(page, "More to change", look)
    open(f"train?recipe={LONG}")
    page.get_by_role("button", name="Start training").click()
    page.get_by_role("button", name="Stop").wait_for()
    look("a run at work")
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Resume").wait_for()
    page.get_by_role("button", name="More").click()
    look("what can be done with a run")
    open(f"train?recipe={SHORT}")
    page.get_by_role("button", name="Start training").click()
    expect(page.get_by_text("Done: 2 epochs")).to_be_visible()
    through(page, "Watch", look)
    open("train?compare=linear,draw")
    page.get_by_role("heading", name="Compare runs").wait_for()
    look("two runs")


def test_a_class(examine, another, server):
    open, look = examine
    teacher, student = open("classroom"), another()
    look("the door")
    teacher.get_by_role("button", name="Open a class").click()
    teacher.wait_for_url(re.compile("class="))
    look("an empty class")
    student.goto(teacher.url)
    student.get_by_role("textbox", name="Nickname").fill("Ada")
    look("a student at the door", student)
    student.get_by_role("button", name="Join").click()
    student.get_by_role("button", name="Ask for help").click()
    look("a student", student)
    teacher.get_by_role("button", name="Ada: helped").wait_for()
    through(teacher, "View", look)
    teacher.get_by_role("radio", name="Same digit").click()
    teacher.get_by_role("radio", name="4", exact=True).click()
    teacher.get_by_role("button", name="Let everyone draw a 4").click()
    with_mouse(student, strokes_of(4))
    expect(student.get_by_role("heading", name="This is a 4")).to_be_visible()
    look("a student who draws", student)
    student.get_by_role("button", name="Hand it in").click()
    teacher.get_by_role("button", name="A 4 by Ada").wait_for()
    look("a wall")
    teacher.get_by_role("button", name="A 4 by Ada").click()
    teacher.get_by_role("dialog").wait_for()
    look("a drawing of the wall")
    teacher.keyboard.press("Escape")
    teacher.get_by_role("radio", name="Predict first").click()
    teacher.get_by_role("button", name="Ask the class").click()
    student.get_by_role("spinbutton").fill("10")
    look("a student who votes", student)
    student.get_by_role("button", name="Vote", exact=True).click()
    expect(teacher.get_by_text("1 of 1 have voted")).to_be_visible()
    teacher.get_by_role("button", name="Reveal the votes").click()
    expect(student.get_by_text("One vote").first).to_be_visible()
    look("the votes")
    look("the votes on a phone", student)
    link = teacher.get_by_role("link", name="Open the projection").get_attribute("href")
    projector = another()
    projector.goto(link)
    projector.get_by_text("One vote").first.wait_for()
    look("the votes projected", projector)
    teacher.get_by_role("radio", name="Experiment").click()
    teacher.get_by_role("button", name="Let everyone train").click()
    projector.get_by_role("heading", name="Train your own network").wait_for()
    look("the projection before anybody trains", projector)
    look("a student who is to train", student)
