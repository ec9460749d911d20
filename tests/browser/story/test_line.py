"""The line that is grabbed: with a mouse, a finger and the keys, and the numbers that follow it."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from mnist_ann.story.perceptron import Perceptron
from mnist_ann.story.problems import BODY, animals
from tests.browser.story.steps import open_chapter

START = Perceptron([-0.5, 1.0], 1.0)


def shown(page):
    """The perceptron whose numbers the page shows."""
    text = page.locator(".formula").first.inner_text().replace("−", "-")
    numbers = re.findall(r"[-+]? ?\d+\.\d+", text)
    *weights, bias = (float(number.replace(" ", "")) for number in numbers)
    return Perceptron(weights, bias)


def handle(page, name, which=0):
    found = page.get_by_role("slider", name=name).nth(which)
    found.scroll_into_view_if_needed()
    return found


def centre(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def inputs_at(page, x, y):
    """What the animals' plane has at a place of the window."""
    box = page.locator("canvas[role=application]").first.bounding_box()
    parts = (x - box["x"]) / box["width"], 1 - (y - box["y"]) / box["height"]
    return np.array(
        [
            (axis.low + part * (axis.high - axis.low) - axis.centre) / axis.scale
            for axis, part in zip(BODY, parts)
        ]
    )


def drag(page, locator, right, down):
    """Drag with a mouse; returns where it ended, in inputs."""
    x, y = centre(locator)
    page.mouse.move(x, y)
    page.mouse.down()
    for part in (0.3, 0.7, 1):
        page.mouse.move(x + part * right, y + part * down)
    page.mouse.up()
    return inputs_at(page, x + right, y + down)


def test_a_mouse_moves_the_line_and_its_numbers_follow(page, server):
    open_chapter(page, server, 1)
    assert shown(page).weights.tolist() == START.weights.tolist()
    end = drag(page, handle(page, "Move the line"), 40, 70)
    moved = shown(page)
    assert moved.weights.tolist() == START.weights.tolist()
    assert moved.sums(end) == pytest.approx(0, abs=0.1)
    points = animals(12, 14)
    wrong = moved.mistakes(points.inputs, points.labels)
    expect(page.locator(".count")).to_contain_text(f"{wrong} on the wrong side")


def test_a_mouse_turns_the_line_all_around(page, server):
    open_chapter(page, server, 1)
    pivot = inputs_at(page, *centre(handle(page, "Move the line")))
    turning = handle(page, "Turn the line")
    end = drag(page, turning, -60, -40)
    turned = shown(page)
    assert np.linalg.norm(turned.weights) == pytest.approx(np.hypot(0.5, 1), abs=0.01)
    assert turned.sums(pivot) == pytest.approx(0, abs=0.1)
    assert turned.sums(end) == pytest.approx(0, abs=0.1)
    turning.press("ArrowRight")  # 2 degrees: the sides stay what they are
    assert shown(page).weights == pytest.approx(turned.weights, abs=0.08)
    turning.press("ArrowLeft")
    for _ in range(18):  # 10 degrees each: what was above the line is below it then
        turning.press("Shift+ArrowRight")
    assert shown(page).weights == pytest.approx(-turned.weights, abs=0.02)


def test_a_finger_moves_the_line_and_the_page_stays_where_it_is(phone, server):
    page = phone
    open_chapter(page, server, 1)
    moving = handle(page, "Move the line")
    x, y = centre(moving)
    before = page.locator("[data-testid=stMain]").evaluate("main => main.scrollTop")
    session = page.context.new_cdp_session(page)

    def touch(kind, *points):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", {"x": x, "y": y})
    for part in range(1, 9):
        touch("touchMove", {"x": x, "y": y - 8 * part})
    touch("touchEnd")
    session.detach()
    end = inputs_at(page, x, y - 64)
    assert shown(page).sums(end) == pytest.approx(0, abs=0.15)
    after = page.locator("[data-testid=stMain]").evaluate("main => main.scrollTop")
    assert after == before


def test_arrow_keys_move_it_and_a_screen_reader_hears_the_numbers(page, server):
    open_chapter(page, server, 1)
    moving = handle(page, "Move the line")
    for _ in range(5):
        moving.press("Shift+ArrowDown")
    side = page.locator("canvas[role=application]").first.bounding_box()["height"]
    lower = 100 / side * 15  # the plane shows 150 kg, 10 kg are 1 of the input
    assert shown(page).bias == pytest.approx(1 + lower, abs=0.05)
    heard = moving.get_attribute("aria-valuetext")
    assert page.locator(".formula").inner_text() in heard
    assert float(moving.get_attribute("aria-valuenow")) == shown(page).bias


def test_a_line_that_left_the_plane_can_be_brought_back(page, server):
    open_chapter(page, server, 1)
    for _ in range(40):
        handle(page, "Turn the line").press("ArrowLeft")
    drag(page, handle(page, "Move the line"), -2_000, 2_000)
    moving = handle(page, "Move the line")
    box = page.locator("canvas[role=application]").first.bounding_box()
    x, y = centre(moving)
    assert box["x"] < x < box["x"] + box["width"]
    assert box["y"] < y < box["y"] + box["height"]
    end = drag(page, moving, 100, -100)
    assert shown(page).sums(end) == pytest.approx(0, abs=0.1)
