"""A class of thirty on one server: how long its pages, strokes and runs take, and whether all arrives.

Twenty-eight students are browsers without a window; the teacher, a laptop and a phone are Chromium. All
join, draw, start the class's preset within ten seconds, and then draw and train by turns for three
minutes.
"""

import dataclasses
import os
import random
import re
import time

import psutil

from benchmarks import strokes
from mnist_ann import presets
from mnist_ann.classroom import open_classroom
from tests.browser import pens
from tools import served
from tools.pupils import Crowd

CROWD = 28
TRAINING = 180  # seconds
DRAWING = 5  # students who draw at once while the others watch their first run
START = "Start training"


def main():
    print(f"load before: {os.getloadavg()[0]:.2f}, {os.cpu_count()} cores")
    with served.app() as server, served.chromium() as browser:
        server.wait_until_warm()
        web = psutil.Process(server.process.pid)
        teacher = browser.new_page(viewport={"width": 1440, "height": 900})
        teacher.goto(f"{server.url}/classroom")
        teacher.get_by_role("button", name="Open a class").click()
        teacher.wait_for_url(re.compile("class="))
        code = re.search("class=(\\w+)", teacher.url)[1]
        before = web.memory_info().rss / 1e6
        crowd = Crowd(server.url, CROWD)
        laptop, phone = join(crowd, browser, server.url, code)
        draw(crowd)
        ids = train(crowd, server, laptop, phone)
        after = web.memory_info().rss / 1e6
        print(f"web process: {before:.0f} MB before, {after:.0f} MB after")
        print(f"errors shown: {crowd.wrong() or 'none'}")
        print(f"errors logged: {server.log.read_text().count('Traceback')}")
        lost(crowd, server, code, ids)
        crowd.close()


def join(crowd, browser, url, code):
    """All join within ten seconds. Returns the pages of the laptop and the phone."""
    joining = crowd.begin(lambda pupil: pupil.join(code), within=10)
    pages, loads = [], []
    for name, size in (("Laptop", (1440, 1000)), ("Phone", (390, 844))):
        size = dict(zip(("width", "height"), size))
        context = browser.new_context(viewport=size, has_touch=name == "Phone")
        page = context.new_page()
        started = time.perf_counter()
        page.goto(f"{url}/classroom?class={code}")
        page.get_by_role("textbox", name="Nickname").wait_for(timeout=60_000)
        loads.append(time.perf_counter() - started)
        page.get_by_role("textbox", name="Nickname").fill(name)
        page.get_by_role("button", name="Join").click()
        page.get_by_text("You are in.").wait_for()
        pages.append(page)
    joining.result()
    report("page load, joining", taken(crowd, "loads"))
    print(f"in Chromium: {loads[0]:.1f} s on the laptop, {loads[1]:.1f} s on the phone")
    return pages


def draw(crowd):
    """All write two digits on Draw at the same time."""

    async def two(pupil):
        await pupil.visit("")
        for _ in range(2):
            await pupil.draw(random.randrange(10))

    crowd.all(two, within=5)
    report("stroke, all thirty draw at once", taken(crowd, "strokes"))


def train(crowd, server, laptop, phone):
    """Train and draw by turns. Returns the ids of the first runs and of those after them."""
    end, store = time.monotonic() + TRAINING, server.store()
    taken(crowd, "loads")
    first, others = {}, []

    async def turns(pupil):
        first[pupil] = await pupil.start_training()
        if pupil not in crowd.pupils[:DRAWING]:
            await pupil.until_text("Done: 5 epochs", TRAINING)
        while time.monotonic() < end:
            await pupil.visit("")
            for _ in range(3):
                await pupil.draw(random.randrange(10))
            seed = random.randrange(1_000_000)
            recipe = dataclasses.replace(presets.CLASS.recipe, seed=seed)
            others.append(await pupil.start_training(recipe))
            await pupil.until_text("Done: 5 epochs", TRAINING)

    started = time.time()
    training = crowd.begin(turns, within=10)
    ids = [start(page, server.url) for page in (laptop, phone)]
    pen(laptop, server.url)
    everybody = all_done = None
    ends = []
    while all_done is None and time.monotonic() < end + TRAINING:
        ends += drawn(laptop)
        runs = [store.get(id) for id in [*first.values(), *ids]]
        if len(runs) == CROWD + len(ids):
            since = time.time() - started
            if everybody is None and all(run.epoch for run in runs):
                everybody = since
            if all(run.status == "done" for run in runs):
                all_done = since
    print(f"everybody's first epoch: {everybody:.0f} s (goal: 60)")
    print(f"all thirty runs done: {all_done:.0f} s (goal: 180)")
    report("stroke, thirty runs train", taken(crowd, "strokes"), "goal: p95 600 ms")
    strokes.report("stroke in Chromium meanwhile", ends, "goal: p95 600 ms")
    report("page load meanwhile", taken(crowd, "loads"))
    training.result()
    report("stroke, until three minutes are over", taken(crowd, "strokes"))
    report("page load, until then", taken(crowd, "loads"))
    return [*first.values(), *ids, *others]


def start(page, url):
    """Start the class's preset in Chromium; returns the run's id."""
    page.goto(f"{url}/train?recipe={presets.CLASS.recipe.to_query()}")
    page.get_by_role("button", name=START).click(timeout=60_000)
    page.wait_for_url(re.compile("run="), timeout=60_000)
    return re.search("run=(\\w+)", page.url)[1]


def pen(page, url):
    page.goto(url)
    page.locator(pens.CANVAS).wait_for(timeout=60_000)
    page.evaluate(strokes.WATCH)


def drawn(page):
    """Milliseconds from each stroke's end to the last change of the answer, of one digit."""
    ends = []
    for points in pens.strokes_of(random.randrange(10)):
        strokes.stroke(page, pens.CANVAS, points, 10)
        milliseconds, _ = strokes.settled(page)
        ends += [milliseconds] if milliseconds is not None else []
    page.get_by_role("button", name="Clear", exact=True).click()
    strokes.settled(page)
    return ends


def lost(crowd, server, code, ids):
    """Say whether what was sent is in the store exactly once."""
    rooms = open_classroom(f"sqlite:///{server.data / 'mnist_ann.db'}")
    room = rooms.find(code, "benchmark")
    members = rooms.members(room.id, crowd.pupils[0].visitor)
    names = sorted(each.name for each in members)
    sent = sorted([*(pupil.name for pupil in crowd.pupils), "Laptop", "Phone"])
    runs = server.store().of_class(room.id)
    print(
        f"members: {len(names)} of {len(sent)}, {'all' if names == sent else 'NOT all'}"
    )
    there = sorted(run.id for run in runs) == sorted(ids)
    done = sum(run.status == "done" for run in runs)
    print(
        f"runs: {done} done of {len(ids)} started, {'all' if there else 'NOT all'} there once"
    )


def taken(crowd, what):
    """The seconds that all pupils have noted since last asked."""
    found = []
    for pupil in crowd.pupils:
        found += getattr(pupil, what)
        getattr(pupil, what).clear()
    return found


def report(name, seconds, goal="no goal"):
    strokes.report(name, [1000 * each for each in seconds], goal)


if __name__ == "__main__":
    main()
