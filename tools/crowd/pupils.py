"""What a class does: students who join, draw, vote and train, each with a browser without a window."""

import asyncio
import functools
import json
import random
import threading
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor

from itsdangerous import URLSafeSerializer

from mnist_ann.lab import presets
from tools.crowd.browser import Browser
from tools.drawings import pens
from tools.pens import strokes_of

PEN = 18  # pixels, as the live canvas draws
UPDATE = 0.1  # seconds between two points of a stroke that are looked at
LEAST, SHARE = 0.05, 3  # the canvas's pauses between two questions; see reader.js
REST = 0.6  # seconds without a pen after which a page that doesn't wait hears of it; see live_canvas.js
STROKE = 0.6  # seconds that a hand needs for one


@functools.cache
def moments(digit):
    """What the live canvas sends while someone writes a digit: (strokes, whether a stroke has just ended),
    every UPDATE."""
    found, written = [], []
    for stroke in strokes_of(digit):
        parts = round(STROKE / UPDATE)
        for part in range(1, parts + 1):
            now = [*written, stroke[: max(2, len(stroke) * part // parts)]]
            found.append((_json(now), part == parts))
        written.append(stroke)
    return found


def _json(strokes):
    return [each.to_json() for each in pens([each.round(1) for each in strokes], PEN)]


class Pupil(Browser):
    """A student. loads: seconds of each page load; strokes: seconds from each stroke's end until its
    answer was there; answer: the last one."""

    def __init__(self, url, name):
        super().__init__(url)
        self.name = name
        self.loads, self.strokes, self.answer = [], [], {}
        self._answered_at = self._rested = 0.0
        self._untold = None  # strokes that the page has not heard of
        self._resting = None  # the Task that will tell it

    @property
    def visitor(self):
        """Who the app takes this browser for, as its cookie says."""
        signed = self.cookie.partition("=")[2]
        return URLSafeSerializer("").loads_unsafe(signed)[1]

    async def join(self, code):
        self.loads.append(await self.open("classroom", **{"class": code}))
        await self.give("text_input", "Nickname", self.name)
        await self.press("Join")
        await self.until_text("You are in.")

    async def visit(self, page, query=""):
        """Go to a page by the menu or a link."""
        await self._not_resting()
        self._untold = None
        self.loads.append(await self.go(page, query))

    async def draw(self, digit):
        """Write a digit on the canvas of this page, as fast as a hand does, and have it read as the canvas
        does: one question at a time while the pen moves, another at each stroke's end. The page is told
        then, or when nothing was drawn for a while."""
        asking = None
        for strokes, ended in moments(digit):
            started = time.perf_counter()
            await self._not_resting()
            # It is away for a moment when the whole page is made anew beneath the pen.
            shown = await self.until(
                lambda: next(self.all("bidi_component", "live_canvas"), None), "canvas"
            )
            data = json.loads(shown.proto.json)
            network = data["reader"]["network"]
            if ended:
                answer = await self._read(strokes, network)
                self.strokes.append(self._answered_at - started)
                if asking:
                    await asking
                self.answer = (
                    answer  # and not the one before, which may have come later
                )
                self._untold = strokes
                if data["soon"]:
                    await self._tell()
                else:
                    self._resting = asyncio.create_task(self._rest())
            elif asking is None or (asking.done() and started >= self._rested):
                asking = asyncio.create_task(self._read(strokes, network))
            await asyncio.sleep(max(0, UPDATE - (time.perf_counter() - started)))

    async def _read(self, strokes, network):
        """Ask what a network reads, which is the answer now; then rest for a while."""
        question = {"strokes": strokes, "network": network["id"], "epoch": network["epoch"]}  # fmt: skip
        started = time.perf_counter()
        self.answer = await asyncio.to_thread(self.ask, json.dumps(question).encode())
        self._answered_at = time.perf_counter()
        took = self._answered_at - started
        self._rested = self._answered_at + max(LEAST, SHARE * took)
        return self.answer

    async def _rest(self):
        await asyncio.sleep(REST)
        await self._tell()

    async def _not_resting(self):
        if self._resting:
            self._resting.cancel()
            await asyncio.gather(self._resting, return_exceptions=True)

    async def _tell(self):
        """Tell the page what is drawn, if it hasn't heard."""
        strokes, self._untold = self._untold, None
        if strokes is not None:
            told = {"number": time.time(), "strokes": strokes}
            await self.component("live_canvas", "drawing", told)

    async def press(self, label):
        """The same, once the page knows what is drawn."""
        await self._tell()
        return await super().press(label)

    async def close(self):
        await self._not_resting()
        await super().close()

    async def hand_in(self, digit):
        """Draw the digit that the class draws now, and hand it in."""
        await self.draw(digit)
        await self.until(lambda: any(self.all("button", "Hand it in")), "button")
        await self.press("Hand it in")
        await self.until_text("Handed in.")

    async def vote(self, number):
        """Vote for a number in the question that the class is asked."""
        # The button is the last that comes.
        await self.until(lambda: any(self.all("button", "Vote")), "question")
        await self.give("number_input", "Your vote", number)
        await self.press("Vote")
        await self.until_text("You voted")

    async def start_training(self, recipe=presets.CLASS.recipe):
        """Start a run by a recipe; returns its id."""
        await self.visit("train", urllib.parse.urlencode({"recipe": recipe.to_query()}))
        await self.press("Start training")
        await self.until(lambda: self.query.startswith("run="), "run in the address")
        return self.query.removeprefix("run=")


class Crowd:
    """So many Pupils at once, in a thread of their own. `close` at the end."""

    def __init__(self, url, count):
        self.pupils = [Pupil(url, f"Pupil {n:02d}") for n in range(1, count + 1)]
        self._loop = asyncio.new_event_loop()
        # A thread for each that asks: none is to wait for another's answer.
        self._loop.set_default_executor(ThreadPoolExecutor(2 * count))
        threading.Thread(target=self._loop.run_forever, daemon=True).start()

    def begin(self, do, within, pupils=None):
        """Have each do something, `do(pupil)`, beginning at a random moment of so many seconds;
        returns a Future of what they all returned."""

        async def one(pupil):
            await asyncio.sleep(random.uniform(0, within))
            return await do(pupil)

        async def together():
            return await asyncio.gather(*map(one, pupils or self.pupils))

        return asyncio.run_coroutine_threadsafe(together(), self._loop)

    def all(self, do, within=0, pupils=None):
        """The same, and wait for it."""
        return self.begin(do, within, pupils).result()

    def wrong(self):
        """The errors that any of their pages showed."""
        return {error for pupil in self.pupils for error in pupil.wrong}

    def close(self):
        self.all(Pupil.close)
        self._loop.call_soon_threadsafe(self._loop.stop)
