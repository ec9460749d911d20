"""Two ways in which Streamlit 1.67 answers late or never, found with a class of thirty, and mended here.

Both reach into Streamlit's own parts, so a new version of it needs another look: the crowd of
`tests/browser/test_crowd.py` tells whether answers still get lost.
"""

import socket
import weakref

from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunnerEvent
from uvicorn.protocols.http.auto import AutoHTTPProtocol

_ended = weakref.WeakSet()  # runners that have ended, with messages on their way


def keep():
    """Have each session pass on all messages of a run that has ended by itself.

    The server's loop passes them on, one after another. If a page asks again when its run has just
    ended, Streamlit starts another runner and ignores what the loop has not passed on yet of the last:
    with thirty students who draw while their pages look after the class, one stroke in a hundred was
    never answered.
    """
    create = AppSession._create_scriptrunner
    handle = AppSession._handle_scriptrunner_event_on_event_loop

    def create_runner(session, data):
        before = session._scriptrunner  # None if it was told to stop
        create(session, data)
        if before is not None:
            _ended.add(before)

    def handle_event(session, sender, event, *rest):
        if sender in _ended and event is not ScriptRunnerEvent.SHUTDOWN:
            sender = session._scriptrunner  # of any other, they would be ignored
        handle(session, sender, event, *rest)

    AppSession._create_scriptrunner = create_runner
    AppSession._handle_scriptrunner_event_on_event_loop = handle_event


def send_at_once():
    """Have the server send each message at once.

    An answer is several small messages. The server's socket was made without naming its protocol, so
    that asyncio leaves Nagle's algorithm on: the second message waits until the browser has confirmed
    the first, up to 40 ms later. A stroke's answer took 48 ms where 12 are enough.
    """
    made = AutoHTTPProtocol.connection_made

    def connection_made(protocol, transport):
        connection = transport.get_extra_info("socket")
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        made(protocol, transport)

    AutoHTTPProtocol.connection_made = connection_made
