"""Ways in which Streamlit and uvicorn answer late or never, found with a class of thirty, mended here.

A patch reaches into parts that are not for others, so it is applied to the version that it was written
for and to no other: a new version needs another look. The crowd of
`tests/browser/classroom/test_crowd.py` tells whether answers still get lost.
"""

import logging
import socket
import weakref
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Patch:
    """`apply` mends a package of the version `written_for`, such as "1.67"."""

    package: str
    written_for: str
    apply: Callable[[], None]

    def fits(self) -> bool:
        return version(self.package).split(".")[:2] == self.written_for.split(".")


def pass_on_messages() -> None:
    """Have each session pass on all messages of a run that has ended by itself.

    The server's loop passes them on, one after another. If a page asks again when its run has just
    ended, Streamlit starts another runner and ignores what the loop has not passed on yet of the last:
    with thirty students who draw while their pages look after the class, one stroke in a hundred was
    never answered.
    """
    from streamlit.runtime.app_session import AppSession
    from streamlit.runtime.scriptrunner import RerunData, ScriptRunnerEvent

    ended = weakref.WeakSet()  # runners that have ended, with messages on their way
    create = AppSession._create_scriptrunner
    handle = AppSession._handle_scriptrunner_event_on_event_loop

    def create_runner(self: AppSession, initial_rerun_data: RerunData) -> None:
        before = self._scriptrunner  # None if it was told to stop
        create(self, initial_rerun_data)
        if before is not None:
            ended.add(before)

    def handle_event(
        self: AppSession, sender: Any, event: Any, *args: Any, **kwargs: Any
    ) -> None:
        if sender in ended and event is not ScriptRunnerEvent.SHUTDOWN:
            sender = self._scriptrunner  # of any other, they would be ignored
        handle(self, sender, event, *args, **kwargs)

    AppSession._create_scriptrunner = create_runner
    AppSession._handle_scriptrunner_event_on_event_loop = handle_event


def send_at_once() -> None:
    """Have the server send each message at once.

    An answer is several small messages. The server's socket was made without naming its protocol, so
    that asyncio leaves Nagle's algorithm on: the second message waits until the browser has confirmed
    the first, up to 40 ms later. A stroke's answer took 48 ms where 12 are enough.
    """
    from uvicorn.protocols.http.auto import AutoHTTPProtocol

    made = AutoHTTPProtocol.connection_made

    def connection_made(self: Any, transport: Any) -> None:
        connection = transport.get_extra_info("socket")
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        made(self, transport)

    AutoHTTPProtocol.connection_made = connection_made


PATCHES = (
    Patch("streamlit", "1.67", pass_on_messages),
    Patch("uvicorn", "0.54", send_at_once),
)


def apply(patches: Iterable[Patch] = PATCHES) -> None:
    """Apply each patch that fits the version that is installed; the log names the others."""
    for patch in patches:
        if patch.fits():
            patch.apply()
        else:
            log.warning(
                "%s is %s, and the patch %s was written for %s: it is left out, and some answers "
                "may come late or never.",
                patch.package,
                version(patch.package),
                patch.apply.__name__,
                patch.written_for,
            )
