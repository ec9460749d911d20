"""A line to the server that is as slow as asked, and counts what it carries.

Outside of the browser, so that its websocket is slow and counted, too.
"""

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from concurrent.futures import Future

PIECE = 4_096  # bytes: connections take turns by pieces


class Line:
    """`url` stands for the server's. `carried`: bytes to the browser so far, headers and all."""

    def __init__(self, port: int, megabits: float, milliseconds: float):
        self.url, self.carried = "", 0
        self._server_port = port
        self._rate, self._trip = megabits * 1e6 / 8, milliseconds / 1_000
        self._free = 0.0  # when the line has sent all that was given to it

    async def serve(self) -> asyncio.Server:
        server = await asyncio.start_server(self._connected, "localhost", 0)
        self.url = f"http://localhost:{server.sockets[0].getsockname()[1]}"
        return server

    async def _connected(self, browser, to_browser):
        server, to_server = await asyncio.open_connection("localhost", self._server_port)  # fmt: skip
        await asyncio.sleep(self._trip)  # shaking hands
        up = asyncio.create_task(self._up(browser, to_server))
        try:
            await self._down(server, to_browser)
        finally:
            up.cancel()
            to_browser.close()
            to_server.close()

    async def _up(self, browser, to_server):
        """Questions are small: they take the whole trip, and no room."""
        while piece := await browser.read(PIECE):
            await asyncio.sleep(self._trip)
            to_server.write(piece)
        to_server.write_eof()

    async def _down(self, server, to_browser):
        # The browser has gone, or this line ends.
        with contextlib.suppress(ConnectionError, asyncio.CancelledError):
            while piece := await server.read(PIECE):
                now = asyncio.get_running_loop().time()
                self._free = max(self._free, now) + len(piece) / self._rate
                await asyncio.sleep(self._free - now)
                self.carried += len(piece)
                to_browser.write(piece)


@contextlib.contextmanager
def line(port: int, megabits: float, milliseconds: float) -> Iterator[Line]:
    """A Line to this machine's port: megabits a second to the browser, milliseconds there and back."""
    made, ready, ended = Line(port, megabits, milliseconds), Future(), asyncio.Event()

    async def serve():
        async with await made.serve():
            ready.set_result(asyncio.get_running_loop())
            await ended.wait()

    # In a thread of its own: Playwright has a loop in this one. What still runs ends with it.
    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    loop = ready.result()
    yield made
    loop.call_soon_threadsafe(ended.set)
    thread.join()
