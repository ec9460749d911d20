"""What a person does with a page: open an address, follow links, press buttons, fill in fields."""

import asyncio
import json
import time
import urllib.parse

from streamlit.proto.WidgetStates_pb2 import WidgetState

from tools.crowd.connection import Connection
from tools.crowd.shown import Wrong


class Browser(Connection):
    """One visitor's browser with one page. All coroutines; `close` at the end."""

    async def open(self, page="", **query):
        """Open an address, as a new page; returns the seconds until it was complete."""
        await self.close()
        started = time.perf_counter()
        self.shown, self._states, self._session, self._hash = {}, {}, "", ""
        self.page, self.query = page, urllib.parse.urlencode(query)
        await asyncio.to_thread(self._get)
        await self._connect()
        return time.perf_counter() - started

    async def lose_network(self, seconds):
        """Lose the connection for some seconds; then come back as the page does, by itself."""
        await self.close()
        await asyncio.sleep(seconds)
        await self._connect()

    async def go(self, page, query=""):
        """Follow a link to another page of the app; returns the seconds until it was complete."""
        started = time.perf_counter()
        self._stop_timers()
        self._states, self.query = {}, query
        await self._answered(self._send(page=self.pages[page]))
        # What came may have been the end of a run of the page before.
        await self.until(lambda: self.page == page and not self._making, page)
        return time.perf_counter() - started

    async def follow(self, label):
        """Follow a page link; returns the seconds until the page was complete."""
        link = self.find("page_link", label).proto
        names = {page_hash: name for name, page_hash in self.pages.items()}
        return await self.go(names[link.page_script_hash], link.query_string)

    async def press(self, label):
        """Press a button, or a form's; returns the seconds until the answer was complete."""
        button = self.find("button", label)
        if button.proto.disabled:
            raise Wrong(f"The button {label!r} can't be pressed.")
        state = WidgetState(id=button.proto.id, trigger_value=True)
        started = time.perf_counter()
        await self._answered(self._send(button.fragment, extra=[state]))
        return time.perf_counter() - started

    async def give(self, kind, label, value):
        """Give a widget a value, as text or as what its kind takes. One in a form is sent with it."""
        widget = self.find(kind, label)
        self._hold(widget.proto.id, widget.field, value)
        if not widget.proto.form_id:
            await self._answered(self._send(widget.fragment))

    async def component(self, part, name, value):
        """Set a state of the component whose name contains `part`, as its script would; returns the
        seconds until the answer was complete."""
        widget = self.find("bidi_component", part)
        held = self._states.get(widget.proto.id)
        state = json.loads(held.json_value) if held else {}
        self._hold(widget.proto.id, "json_value", json.dumps(state | {name: value}))
        started = time.perf_counter()
        await self._answered(self._send(widget.fragment))
        return time.perf_counter() - started

    def moment(self):
        """What the browser would send along now: its address and what its widgets hold."""
        return self.query, dict(self._states)

    async def look_again(self, fragment, moment):
        """Have a fragment made anew, as its timer does, with a message that is only now on its way."""
        now, (self.query, self._states) = self.moment(), moment
        await self._send(fragment, alone=True)
        self.query, self._states = now
        await self.until(lambda: not self._asked, "answer")
