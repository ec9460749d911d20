"""From an address to the shell, the canvas and the first answer, for a browser that was never here.

Beside it the same for a browser that takes nothing compressed. The goals are for Draw, in Chromium.
"""

import time

from benchmarks.pages.line import line
from benchmarks.strokes import stroke
from tools import served
from tools.pens import CANVAS, strokes_of

# Megabits a second, milliseconds there and back, seconds until the canvas that are the goal.
LINES = [(1.6, 150, 6), (9, 60, None)]
MOST = 1.0  # megabytes, of a first visit and its first answer
SHELL = 2  # seconds
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000"


def visit(browser, port, megabits, milliseconds, compressed):
    """(seconds to the shell, to the canvas, megabytes until all is there, and with the first answer)."""
    with line(port, megabits, milliseconds) as slow:
        headers = {} if compressed else {"Accept-Encoding": "identity"}
        context = browser.new_context(viewport={"width": 1440, "height": 1000}, extra_http_headers=headers)  # fmt: skip
        context.set_default_timeout(120_000)
        page = context.new_page()
        started = time.perf_counter()
        page.goto(slow.url, wait_until="commit")
        page.locator(CANVAS).wait_for()
        canvas = time.perf_counter() - started
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(2_000)  # icons, and what the page asks for by itself
        there = slow.carried
        for points in strokes_of(0):
            stroke(page, CANVAS, points, 10)
        page.get_by_text("This is a 0").first.wait_for()
        page.wait_for_timeout(4_000)  # the page's own answer follows the canvas's
        found = page.evaluate(PAINTED), canvas, there / 1e6, slow.carried / 1e6
        context.close()
    return found


def report(name, found, goal_canvas, goals):
    shell, canvas, there, answered = found
    print(
        f"{name:34s} shell {shell:4.1f} s   canvas {canvas:4.1f} s   "
        f"{there:.2f} MB, with the first answer {answered:.2f} MB"
    )
    if goals:
        canvas = f", canvas {goal_canvas} s" if goal_canvas else ""
        print(f"{'':34s} (goal: shell {SHELL} s{canvas}; {MOST} MB)")


def main():
    with served.app(MNIST_ANN_WORKERS="1") as server, served.chromium() as browser:
        server.wait_until_warm()
        visit(browser, server.port, 1_000, 0, True)  # the server's first page
        for megabits, milliseconds, canvas in LINES:
            for compressed in (True, False):
                name = f"{megabits:g} Mbit/s" + ("" if compressed else ", nothing compressed")  # fmt: skip
                found = visit(browser, server.port, megabits, milliseconds, compressed)
                report(name, found, canvas, goals=compressed)
