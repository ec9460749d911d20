"""A class of thirty on one server: how long its pages, strokes and runs take, and whether all arrives.

Twenty-eight students are browsers without a window; the teacher, a laptop and a phone are Chromium. All
join, draw, hand in a drawing, vote, start the class's preset within ten seconds, and then draw and train
by turns for three minutes.
"""

import dataclasses
import os
import random
import re
import time

import psutil

from benchmarks import strokes
from mnist_ann.classroom.classroom import Classroom
from mnist_ann.classroom.contents import Vote
from mnist_ann.lab import presets
from tools import pens, served
from tools.crowd.pupils import Crowd

CROWD = 28
MANY = 60  # who draw at once
TRAINING = 180  # seconds
DRAWING = 5  # students who draw at once while the others watch their first run
START = "Start training"
GOAL = "goal: p95 200 ms"
DONE = f"Done: {presets.CLASS.recipe.epochs} epochs"


def main():
    print(f"load before: {os.getloadavg()[0]:.2f}, {os.cpu_count()} cores")
    with served.app() as server, served.chromium() as browser:
        server.wait_until_warm()
        web = psutil.Process(server.pid)
        teacher = browser.new_page(viewport={"width": 1440, "height": 900})
        teacher.goto(f"{server.url}/classroom")
        teacher.get_by_role("button", name="Open a class").click()
        teacher.wait_for_url(re.compile("class="))
        code = re.findall("class=(\\w+)", teacher.url)[0]
        before = web.memory_info().rss / 1e6
        crowd = Crowd(server.url, CROWD)
        laptop, phone = join(crowd, browser, server.url, code)
        draw(crowd, laptop, server.url)
        answers = hand_in(crowd, server, teacher, code), vote(crowd, teacher)
        ids = train(crowd, server, laptop, phone)
        after = web.memory_info().rss / 1e6
        print(f"web process: {before:.0f} MB before, {after:.0f} MB after")
        print(f"errors shown: {crowd.wrong() or 'none'}")
        print(f"errors logged: {server.log.read_text().count('Traceback')}")
        lost(crowd, server, code, answers, ids)
        crowd.close()
        many_draw(server.url)


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


def draw(crowd, laptop, url):
    """All write two digits on Draw at the same time, one of them in Chromium."""

    async def two(pupil):
        await pupil.visit("")
        for _ in range(2):
            await pupil.draw(random.randrange(10))

    pen(laptop, url)
    drawing = crowd.begin(two, within=5)
    ends = []
    while not drawing.done():
        ends += drawn(laptop)
    drawing.result()
    report("stroke, all thirty draw at once", taken(crowd, "strokes"), GOAL)
    strokes.report("stroke in Chromium meanwhile", ends, GOAL)


def many_draw(url):
    """So many people who are in no class write two digits each, as fast as they can."""
    crowd = Crowd(url, MANY)

    async def two(pupil):
        await pupil.open()
        for _ in range(2):
            await pupil.draw(random.randrange(10))

    crowd.all(two, within=5)  # ends with an error if a drawing gets no answer
    report(f"stroke, {MANY} draw at once", taken(crowd, "strokes"))
    print(f"errors shown: {crowd.wrong() or 'none'}")
    crowd.close()


def hand_in(crowd, server, teacher, code):
    """All draw the teacher's digit and hand it in. Returns it."""
    teacher.get_by_role("radio", name="Same digit").click()
    teacher.get_by_role("button", name=re.compile("Let everyone draw")).click()
    teacher.get_by_role("heading", name=re.compile("Everyone draws")).wait_for()
    digit = _last(server, code).content.digit

    async def one(pupil):
        await pupil.visit("classroom")
        await pupil.hand_in(digit)

    started = time.perf_counter()
    crowd.all(one, within=5)
    print(f"all handed in after {time.perf_counter() - started:.0f} s")
    report("stroke, all thirty hand in a drawing", taken(crowd, "strokes"))
    return digit


def vote(crowd, teacher):
    """All vote. Returns {pupil: its vote}."""
    teacher.get_by_role("radio", name="Predict first").click()
    teacher.get_by_role("button", name="Ask the class").click()
    votes = {pupil: float(place) for place, pupil in enumerate(crowd.pupils)}
    started = time.perf_counter()
    crowd.all(lambda pupil: pupil.vote(votes[pupil]), within=5)
    print(f"all voted after {time.perf_counter() - started:.0f} s")
    teacher.get_by_role("button", name="Reveal the votes").click()
    time.sleep(
        5
    )  # it brings all to the votes; who went on before would be fetched back
    return votes


def train(crowd, server, laptop, phone):
    """Train and draw by turns. Returns the ids of the first runs and of those after them."""
    end = time.monotonic() + TRAINING
    taken(crowd, "loads")
    first, others = {}, []

    async def turns(pupil):
        first[pupil] = await pupil.start_training()
        if pupil not in crowd.pupils[:DRAWING]:
            await pupil.until_text(DONE, 3 * TRAINING)
        while time.monotonic() < end:
            await pupil.visit("")
            for _ in range(3):
                await pupil.draw(random.randrange(10))
            seed = random.randrange(1_000_000)
            recipe = dataclasses.replace(presets.CLASS.recipe, seed=seed)
            others.append(await pupil.start_training(recipe))
            await pupil.until_text(DONE, 3 * TRAINING)

    started = time.time()
    training = crowd.begin(turns, within=10)
    ids = [start(page, server.url) for page in (laptop, phone)]
    pen(laptop, server.url)
    everybody = all_done = None
    ends = []
    while all_done is None and time.monotonic() < end + 3 * TRAINING:
        ends += drawn(laptop)
        runs = [server.runs().get(id) for id in [*first.values(), *ids]]
        if len(runs) == CROWD + len(ids):
            since = time.time() - started
            if everybody is None and all(run.epoch for run in runs):
                everybody = since
            if all(run.status == "done" for run in runs):
                all_done = since
    print(f"everybody's first epoch: {everybody:.0f} s (goal: 60)")
    print(f"all thirty runs done: {all_done:.0f} s (goal: 180)")
    report("stroke, thirty runs train", taken(crowd, "strokes"), "goal: p95 350 ms")
    strokes.report("stroke in Chromium meanwhile", ends, "goal: p95 350 ms")
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
    return re.findall("run=(\\w+)", page.url)[0]


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


def lost(crowd, server, code, answers, ids):
    """Say whether what was sent is in the store exactly once."""
    digit, votes = answers
    me, classroom = crowd.pupils[0].visitor, Classroom(server.engine())
    room = classroom.classes.find(code, "benchmark")
    members = classroom.members.of_class(room.id, me)
    names = [each.name for each in members]
    sent = [*(pupil.name for pupil in crowd.pupils), "Laptop", "Phone"]
    once("members", names, sent)
    question, wall = classroom.activities.of_class(room.id)
    drawn = classroom.drawings.of_activity(wall.id, me)
    sent = [(pupil.name, digit) for pupil in crowd.pupils]
    once("drawings", [(each.name, each.label) for each in drawn], sent)
    who = {each.id: each.name for each in members}
    given = classroom.answers.of_activity(question.id, Vote)
    there = [(who[each.member], each.answer.guess) for each in given]
    once("votes", there, [(each.name, number) for each, number in votes.items()])
    runs = server.runs().of_class(room.id)
    once("runs", [run.id for run in runs if run.status == "done"], ids)


def once(what, there, sent):
    verdict = "each once" if sorted(there) == sorted(sent) else "NOT as sent"
    print(f"{what} in the store: {len(there)} of {len(sent)}, {verdict}")


def _last(server, code):
    """The newest Activity of a class."""
    classroom = Classroom(server.engine())
    room = classroom.classes.find(code, "benchmark")
    return classroom.activities.of_class(room.id)[0]


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
