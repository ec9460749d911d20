"""From the click on Start to the first epoch on screen, in Chromium. Strokes: see `strokes.py`."""

import statistics
import time

from tools import served

ROUNDS = 10


def first_epoch(page, url):
    """Seconds from the click on Start until the first epoch is on screen, as the page sees it."""
    page.goto(f"{url}/train")
    page.get_by_text("Change the recipe", exact=True).click()
    page.get_by_role("spinbutton", name="Epochs").fill("3")
    page.keyboard.press("Tab")
    page.get_by_text("s an epoch").wait_for()
    page.wait_for_timeout(1_000)
    button = page.get_by_role("button", name="Start training")
    button.hover()
    started = time.perf_counter()
    button.click()
    page.get_by_text("Epoch 1 of 3").or_(
        page.get_by_text("Epoch 2 of 3")
    ).first.wait_for()
    seconds = time.perf_counter() - started
    page.get_by_text("Done: 3 epochs").wait_for()
    return seconds


def report(name, seconds, goal):
    ordered = sorted(seconds)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    print(
        f"{name:32s} median {statistics.median(ordered):.3f} s   p95 {p95:.3f} s   "
        f"(goal: median below {goal} s; {len(ordered)} times)"
    )


def main():
    with served.app() as server, served.chromium() as browser:
        server.wait_until_warm()
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        first_epoch(page, server.url)  # the browser loads its parts
        seconds = [first_epoch(page, server.url) for _ in range(ROUNDS)]
        report("Start to first epoch, warm", seconds, 2)


if __name__ == "__main__":
    main()
