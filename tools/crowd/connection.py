"""Streamlit 1.67's protocol, as its own page speaks it over a websocket.

It sends what that page sends: the state of every widget, the fragment that a widget stands in, the
hashes of what it has cached, a rerun of a fragment whenever its interval is over. It loads no pictures
and runs no JavaScript, so it says nothing about how a browser copes.
"""

import asyncio
import contextlib
import json
import time
import urllib.request
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets import Subprotocol

from tools.crowd.shown import WIDGETS, Shown, Wrong

CACHED = 64  # messages that a browser keeps to be referred to
PATIENCE = 120  # seconds
FINISHED = ForwardMsg.ScriptFinishedStatus


class Connection:
    """One page that is open, and what it shows."""

    def __init__(self, url):
        self.url = url
        self.shown = {}  # place on the page -> Shown
        self.page = self.query = ""  # as in the address
        self.pages = {}  # address of a page -> its hash
        self.late = []  # seconds between each question to the app and its answer
        self.wrong = []  # the errors that were ever shown
        self.cookie = self._hash = self._session = self._run = ""
        self._listening = None
        self._socket: Any = None
        self._states, self._cache, self._timers = {}, {}, {}
        self._asked, self._early = {}, set()  # fragments; "" is the whole page
        self._making = False  # whether a run of the whole page is under way
        self._changed = asyncio.Event()

    # What is on the page

    def find(self, kind, text=""):
        """The first element of a kind whose text or name contains `text`. Raises Wrong if none does."""
        found = next(self.all(kind, text), None)
        if found is None:
            raise Wrong(f"There is no {kind} {text!r} on {self.page!r}: {self.text()}")
        return found

    def all(self, kind, text=""):
        for _, each in sorted(self.shown.items()):
            if each.kind == kind:
                name = getattr(each.proto, "component_name", "") or each.text
                if text in name:
                    yield each

    def text(self):
        """All that can be read, in its order."""
        texts = [each.text for _, each in sorted(self.shown.items())]
        return " | ".join(text for text in texts if text)

    def errors(self):
        """The errors that are shown."""
        alerts = [each.proto for each in self.all("alert")]
        shown = [each.body for each in alerts if each.format == each.ERROR]
        return shown + [each.proto.message for each in self.all("exception")]

    async def until(self, found, what, seconds=PATIENCE):
        """Wait until `found()` is true after some run; returns what it returned."""
        end = time.monotonic() + seconds
        while not (result := found()):
            self._changed.clear()
            try:
                await asyncio.wait_for(
                    self._changed.wait(), max(0.01, end - time.monotonic())
                )
            except TimeoutError:
                raise Wrong(f"No {what} after {seconds} s: {self.text()}") from None
        return result

    async def until_text(self, text, seconds=PATIENCE):
        await self.until(lambda: text in self.text(), text, seconds)

    # What goes over the wire

    async def close(self):
        self._stop_timers()
        if self._listening:
            self._listening.cancel()
            with contextlib.suppress(
                asyncio.CancelledError, websockets.ConnectionClosed
            ):
                await self._listening
            await self._socket.close()
            self._listening = None

    def _get(self):
        headers = {"Cookie": self.cookie} if self.cookie else {}
        request = urllib.request.Request(f"{self.url}/{self.page}", headers=headers)
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            response.read()
            for cookie in response.headers.get_all("set-cookie", []):
                self.cookie = cookie.partition(";")[0]

    def ask(self, question):
        """The answer of `POST /api/read` to a question, as bytes; waits for it."""
        request = urllib.request.Request(
            f"{self.url}/api/read", question, {"Cookie": self.cookie}
        )
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            return json.load(response)

    async def _connect(self):
        self._socket = await websockets.connect(
            self.url.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=[
                Subprotocol(name)
                for name in ("streamlit", "PLACEHOLDER_AUTH_TOKEN", self._session)
                if name
            ],
            additional_headers={"Cookie": self.cookie},
            origin=self.url,
            max_size=None,
        )
        self._listening = asyncio.create_task(self._listen())
        await self._answered(self._send(page=self._hash))

    async def _send(self, fragment="", page=None, extra=(), alone=False):
        message = BackMsg()
        rerun = message.rerun_script
        rerun.query_string = self.query
        rerun.page_script_hash = self._hash if page is None else page
        if not rerun.page_script_hash:
            rerun.page_name = self.page
        rerun.fragment_id, rerun.is_auto_rerun = fragment, alone
        rerun.widget_states.widgets.extend([*self._states.values(), *extra])
        rerun.cached_message_hashes.extend(self._cache)
        rerun.context_info.timezone, rerun.context_info.locale = "UTC", "en-US"
        rerun.context_info.url = f"{self.url}/{self.page}"
        rerun.context_info.color_scheme = "light"
        self._asked[fragment] = time.perf_counter()
        await self._socket.send(message.SerializeToString())

    async def _answered(self, sending, seconds=PATIENCE):
        """Send, then wait until nothing that was asked is unanswered."""
        await sending
        await self.until(lambda: not self._asked, "answer", seconds)

    async def _listen(self):
        async for payload in self._socket:
            message = ForwardMsg.FromString(payload)
            if message.metadata.cacheable:
                self._cache[message.hash] = message.delta
                while len(self._cache) > CACHED:
                    self._cache.pop(next(iter(self._cache)))
            kind = message.WhichOneof("type")
            if kind in ("delta", "ref_hash"):
                delta = message.delta
                if kind == "ref_hash":
                    delta = self._cache[message.ref_hash]
                self._show(delta, message.metadata)
            elif kind == "new_session":
                self._begin(message.new_session, message.metadata.run)
            elif kind == "script_finished":
                self._end(message.script_finished, message.metadata.run)
            elif kind == "navigation":
                pages = message.navigation.app_pages
                self.pages = {
                    "" if each.is_default else each.url_pathname: each.page_script_hash
                    for each in pages
                }
                self._hash = message.navigation.page_script_hash
                names = {page_hash: name for name, page_hash in self.pages.items()}
                self.page = names[self._hash]
            elif kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "auto_rerun":
                self._repeat(message.auto_rerun)
            elif kind == "stop_auto_rerun":
                for fragment in message.stop_auto_rerun.fragment_ids:
                    self._stop_timer(fragment)

    def _begin(self, session, run):
        self._run = run.script_run_id  # what is shown from now on belongs to it
        if session.HasField("initialize"):
            self._session = session.initialize.session_id
        if run.fragment_ids:
            # Before a fragment's run, Streamlit calls the end of another that it hadn't sent yet early.
            self._answer(self._early)
        else:
            self._making = True
            self._stop_timers()
            self._hash = session.page_script_hash

    def _show(self, delta, metadata):
        place = tuple(metadata.delta_path)
        if delta.WhichOneof("type") != "new_element":
            return
        if delta.new_element.WhichOneof("type") in (None, "empty", "skeleton"):
            self.shown.pop(place, None)
            return
        self.shown[place] = shown = Shown(delta, self._run)
        self._take_default(shown)

    def _take_default(self, shown):
        if shown.kind not in WIDGETS:
            return
        _, default, value = WIDGETS[shown.kind]
        if shown.proto.set_value:
            self._hold(shown.proto.id, shown.field, value(shown.proto))
        elif shown.proto.id not in self._states:
            self._hold(shown.proto.id, shown.field, default(shown.proto))

    def _hold(self, id, field, value):
        state = WidgetState(id=id)
        if field.endswith("array_value"):
            getattr(state, field).data.extend(value)
        elif value is not None:
            setattr(state, field, int(value) if field == "int_value" else value)
        self._states[id] = state

    def _end(self, status, run):
        """A run has ended: forget what it showed no more, and what it answered."""
        parts = set(run.fragment_ids)
        if status == FINISHED.FINISHED_EARLY_FOR_RERUN:
            self._early = parts
            return
        for place, each in list(self.shown.items()):
            stale = each.run != run.script_run_id
            if stale and (not parts or each.fragment in parts):
                del self.shown[place]
        here = {getattr(each.proto, "id", "") for each in self.shown.values()}
        self._states = {id: held for id, held in self._states.items() if id in here}
        if not parts:
            self._making = False
        # A run of the whole page answers for all of its fragments.
        self._answer(parts or set(self._asked))

    def _answer(self, fragments):
        now = time.perf_counter()
        for fragment in fragments & set(self._asked):
            self.late.append(now - self._asked.pop(fragment))
        self._early = set()
        self.wrong += [each for each in self.errors() if each not in self.wrong]
        self._changed.set()

    def _repeat(self, repeat):
        timer = self._timers.get(repeat.fragment_id)
        if timer and timer[0] == repeat.interval:
            return
        self._stop_timer(repeat.fragment_id)
        task = asyncio.create_task(self._tick(repeat.fragment_id, repeat.interval))
        self._timers[repeat.fragment_id] = repeat.interval, task

    async def _tick(self, fragment, seconds):
        with contextlib.suppress(websockets.ConnectionClosed):
            while True:
                await asyncio.sleep(seconds)
                await self._send(fragment, alone=True)

    def _stop_timer(self, fragment):
        _, task = self._timers.pop(fragment, (0, None))
        if task:
            task.cancel()
        self._asked.pop(fragment, None)

    def _stop_timers(self):
        for fragment in list(self._timers):
            self._stop_timer(fragment)
