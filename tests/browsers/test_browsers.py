"""What a lesson needs works in Firefox and in WebKit, too: to draw, to play, to train."""

import pytest

from tools.pens import CANVAS, strokes_of, within

pytestmark = pytest.mark.browsers


def open_page(window, url):
    window.open(url)
    window.find("h1")
    settle(window)


def settle(window):
    """Wait for the end of a page's script: what is pressed while the page is made may be lost."""
    running = "return !!document.querySelector('[data-test-script-state=running]')"
    window.until(lambda: not window.script(running))


def draw(window, digit, pointer):
    box = window.find(CANVAS)
    for stroke in strokes_of(digit):
        window.stroke(within(box, stroke), pointer)


def test_a_digit_is_read(window, server):
    open_page(window, f"{server.url}/")
    draw(window, 3, "mouse")
    window.find("h2, h3", "^This is a 3$")
    window.click("button", "^Clear$")
    window.find("*", "^Draw a digit from 0 to 9")
    # WebKit's driver has no finger: it moves its mouse.
    draw(window, 5, "touch")
    window.find("h2, h3", "^This is a 5$")


def test_the_perceptron_comes_to_rest(window, server):
    open_page(window, f"{server.url}/perceptron?chapter=1")
    window.click(".play button", "^Play$")
    window.find(".play", "At rest: a whole round without a mistake")
    window.find(".count", "24 of 24 right")


def test_a_run_is_followed_to_its_end(window, server):
    server.wait_until_warm()
    open_page(window, f"{server.url}/train")
    window.click("summary", "Change the recipe")
    settle(window)
    window.fill("input", "^Epochs$", "2")
    window.find("*", "2 epochs, seed 42")
    settle(window)
    window.click("button", "Start training$")
    window.find("*", "^Done: 2 epochs")
    assert "run=" in window.script("return location.search")
