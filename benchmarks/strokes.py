"""From the pen to the answer, in Chromium: at a stroke's end, during it, and when strokes are edited.

The time is the browser's own: until the last change of the picture that the network saw, which is on
the page with the answer.
"""

import numpy as np

from tools import served
from tools.pens import CANVAS, EDITING, placed, strokes_of

ROUNDS = 2  # of ten digits

LINE = np.array([[60.0, 200.0], [140.0, 150.0], [220.0, 100.0]])

WATCH = """() => {
    Object.assign(window, { changes: [], sends: [], frames: 0 });
    const ask = window.fetch;
    window.fetch = (...rest) => {
        if (rest[0] === "api/read") sends.push(performance.now());
        return ask(...rest);
    };
    addEventListener("pointerup", () => { window.released = performance.now(); }, true);
    const find = (root) => {
        const found = root.querySelector('img[alt*="network sees"]');
        if (found) return found;
        for (const { shadowRoot } of root.querySelectorAll("*")) {
            const within = shadowRoot && find(shadowRoot);
            if (within) return within;
        }
    };
    let last = null, picture = null;
    const look = () => {
        frames += 1;
        picture = picture?.isConnected && picture.alt ? picture : find(document);
        const now = picture?.getAttribute("src");
        if (now !== last) changes.push(performance.now());
        last = now;
        requestAnimationFrame(look);
    };
    look();
}"""


def settled(page):
    """Milliseconds from the pen's release to the last change of the answer, and the changes before."""
    page.wait_for_timeout(600)
    changes = page.evaluate("window.changes.splice(0)")
    released = page.evaluate("window.released")
    after = [change - released for change in changes if change > released]
    before = [change for change in changes if change <= released]
    return (max(after) if after else None), before


def stroke(page, locator, points, pause):
    moved = placed(page.locator(locator), points)
    page.mouse.move(*moved[0])
    page.mouse.down()
    for point in moved[1:]:
        page.mouse.move(*point)
        if pause:
            page.wait_for_timeout(pause)
    page.mouse.up()


def answered(sends, changes):
    """Milliseconds from each update to its answer; one that changes nothing in the picture has none."""
    found = []
    for sent, following in zip(sends, [*sends[1:], np.inf]):
        found += [each - sent for each in changes if sent < each <= following][:1]
    return found


def live(page):
    ends, updates, between, frames = [], [], [], []
    for digit in list(range(10)) * ROUNDS:
        for points in strokes_of(digit):
            page.evaluate("window.sends.splice(0)")
            started, before = page.evaluate("[performance.now(), window.frames]")
            stroke(page, CANVAS, points, 10)
            now, after = page.evaluate("[performance.now(), window.frames]")
            frames.append(1_000 * (after - before) / (now - started))
            end, before = settled(page)
            ends += [end] if end is not None else []
            updates += answered(page.evaluate("window.sends"), before)
            between += np.diff(before).tolist()
        page.get_by_role("button", name="Clear", exact=True).click()
        page.get_by_text("Draw a digit from 0").wait_for()
        settled(page)
    return ends, updates, between, frames


def edit(page):
    """Milliseconds after a line across a 0 was moved."""
    for points in [*strokes_of(0), LINE]:
        stroke(page, CANVAS, points, 0)
    page.get_by_role("radio", name="Edit strokes").click()
    page.get_by_role("button", name="Edit", exact=True, pressed=True).wait_for()
    settled(page)
    grip, ends = LINE[1], []
    for turn in range(20):
        way = np.array([0, 40 if turn % 2 == 0 else -40])
        stroke(page, EDITING, [grip, grip + way / 2, grip + way], 20)
        grip = grip + way
        end, _ = settled(page)
        ends += [end] if end is not None else []
    return ends


def report(name, milliseconds, goal):
    if not milliseconds:
        print(f"{name:34s} nothing was measured")
        return
    median, p95 = np.percentile(milliseconds, [50, 95])
    print(
        f"{name:34s} median {median:4.0f} ms   p95 {p95:4.0f} ms   "
        f"({goal}; {len(milliseconds)} times)"
    )


def main():
    with (
        served.app(MNIST_ANN_WORKERS="1") as server,
        served.chromium() as browser,
    ):
        server.wait_until_warm()
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        page.goto(server.url)
        page.locator(CANVAS).wait_for()
        page.wait_for_timeout(2_000)  # the browser loads its parts
        page.evaluate(WATCH)
        for points in strokes_of(0):
            stroke(page, CANVAS, points, 10)
        page.wait_for_timeout(4_000)  # at the first answer, what draws charts
        page.get_by_role("button", name="Clear", exact=True).click()
        settled(page)
        ends, updates, between, frames = live(page)
        report("live: stroke end to answer", ends, "goal: 30 and 60 ms")
        report("live: update to its answer", updates, "goal: p95 50 ms")
        report("live: from answer to answer", between, "no goal")
        worst, median = np.percentile(frames, [5, 50])
        print(
            f"frames a second while drawing      median {median:.0f}, the worst 5% {worst:.0f} (goal: 20)"
        )
        report("edit: stroke moved to answer", edit(page), "goal: p95 300 ms")


if __name__ == "__main__":
    main()
