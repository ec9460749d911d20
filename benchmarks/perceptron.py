"""How smoothly the small network plays in Chromium, and what its visitors cost the server.

The network is the largest that can be chosen, 3 layers of 8 units, on the spiral's 160 points, at the
highest speed. A frame counts when it has drawn every picture and written its numbers. Playing sends
nothing to the server (`tests/browser/story/test_play.py`), so what 30 visitors cost it is what they
choose: here they change the number of units in turn, as fast as one browser can click for them.
"""

import os
import statistics
import time

from tools import served

VISITORS = 30
CHANGES = 60
ADDRESS = "/perceptron?chapter=4&learn=Spiral&layers=3&units=8"
FRAMES = """
count => new Promise(done => {
    let frames = 0;
    const seen = new MutationObserver(() => frames++);
    seen.observe(count, { childList: true });
    setTimeout(() => { seen.disconnect(); done(frames / 5); }, 5000);
})
"""


def visit(browser, url):
    """A new visitor who has opened the chapter."""
    page = browser.new_context().new_page()
    page.goto(url + ADDRESS)
    page.get_by_role("button", name="Play", exact=True).first.wait_for(timeout=60_000)
    return page


def frames_a_second(page):
    """Of the largest network while it plays."""
    page.get_by_label("Speed").first.select_option("very quick")
    page.get_by_role("button", name="Play", exact=True).first.click()
    frames = page.locator(".count").first.evaluate(FRAMES)
    page.get_by_role("button", name="Pause", exact=True).first.click()
    return frames


def change(page, units):
    """Choose the number of units; returns the seconds until the network shows them."""
    since = time.monotonic()
    field = page.get_by_role("spinbutton", name="Units in each")
    field.fill(str(units))
    field.press("Enter")
    page.wait_for_function(
        "units => [...document.querySelectorAll('*')].some(element => "
        "element.shadowRoot?.querySelectorAll('.diagram > button').length === 3 * units + 1)",
        arg=units,
    )
    return time.monotonic() - since


def cpu_seconds(server):
    """What the server's process has used so far, user and system."""
    with open(f"/proc/{server.process.pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main():
    with served.app(MNIST_ANN_WORKERS="1") as server, served.chromium() as browser:
        server.wait_until_warm()
        pages = [visit(browser, server.url)]
        print(
            f"1 visitor plays: {frames_a_second(pages[0]):.0f} frames a second (goal: 10)"
        )
        pages += [visit(browser, server.url) for _ in range(VISITORS - 1)]
        used = cpu_seconds(server)
        waits = [
            change(pages[i % VISITORS], 2 + i // VISITORS % 2) for i in range(CHANGES)
        ]
        used = (cpu_seconds(server) - used) / CHANGES
        slowest = statistics.quantiles(waits, n=20)[-1]
        print(
            f"{VISITORS} visitors are there: a change shows after "
            f"{statistics.median(waits):.2f} s, p95 {slowest:.2f} s; "
            f"it costs the server {1000 * used:.0f} ms"
        )


if __name__ == "__main__":
    main()
