"""On a phone, what an activity needs is on the screen together, and a page begins at its top."""

import re

import pytest
from playwright.sync_api import expect

from mnist_ann.classroom.classroom import Classroom
from mnist_ann.classroom.contents import SameDigit, TenDigits
from tools.pens import CANVAS
from tools.windows import PHONE

SMALL = PHONE | {"viewport": {"width": 320, "height": 640}}
TOP = """() => document.querySelector('[data-testid="stMain"]').scrollTop"""


@pytest.mark.parametrize("look", [PHONE, SMALL], ids=["390 wide", "320 wide"])
def test_canvas_and_button_are_on_one_screen(another, server, look):
    classroom = Classroom(server.engine())
    teacher = f"teacher {look['viewport']['width']}"
    id, _ = classroom.teaching.open(teacher)
    code = classroom.classes.get(id).code
    student = another(**look)
    student.goto(f"{server.url}/classroom?class={code}")
    student.get_by_role("textbox", name="Nickname").fill("Grace Brewster H.")
    student.get_by_role("button", name="Join", exact=True).click()
    student.get_by_text("You are in.").wait_for()
    for content, title in ((SameDigit(4), "Draw a 4"), (TenDigits(), "Draw a 0")):
        classroom.activities.start(id, teacher, content)
        expect(student.get_by_role("heading", name=title)).to_be_in_viewport(ratio=1)
        button = student.get_by_role("button", name=re.compile("^Hand it in"))
        for each in (student.locator(CANVAS), button):
            expect(each).to_be_in_viewport(ratio=1)
        # The button lies over what scrolls: it must not lie over the canvas.
        canvas = student.locator(CANVAS).bounding_box()
        assert canvas["y"] + canvas["height"] < button.bounding_box()["y"]
        assert student.evaluate(TOP) == 0
        # The next one begins at its top, wherever this one was left.
        student.evaluate(
            """document.querySelector('[data-testid="stMain"]').scrollTop = 200"""
        )
