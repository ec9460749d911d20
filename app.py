"""The server: `streamlit run app.py`. Pages, the dispatcher beside them, the visitor's cookie."""

import os

# One thread: several are slower for arrays as small as ours, and the workers need the cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import contextlib
import sys
from http.cookies import SimpleCookie
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

PROJECT = Path(__file__).resolve().parent
sys.path.insert(0, str(PROJECT))  # whatever folder the server was started from

from mnist_ann import visitors
from mnist_ann.errors import Problem
from mnist_ann.jobs.dispatcher import Dispatcher
from server import memory, patches

memory.give_back()
patches.keep()
patches.send_at_once()


def prepared():
    """A Dispatcher over a run store that can be used, or the end with a sentence that says why."""
    try:
        return Dispatcher()
    except Problem as problem:
        sys.exit(f"MNIST ANN can't start. {problem}")


dispatcher = prepared()


@contextlib.asynccontextmanager
async def lifespan(app):
    """Start the workers with the server, so that they are warm before the first click."""
    dispatcher.start()
    yield {}
    dispatcher.close()


class VisitorCookie:
    """Gives every new browser a signed cookie, which no script in a page can read."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http" or visitors.visitor_of(_cookie(scope)):
            return await self.app(scope, receive, send)

        async def send_with_cookie(message):
            if message["type"] == "http.response.start":
                cookie = (
                    f"{visitors.COOKIE}={visitors.new_cookie()}; Path=/; "
                    f"Max-Age={visitors.MAX_AGE}; HttpOnly; SameSite=Lax"
                )
                message["headers"] = [
                    *message["headers"],
                    (b"set-cookie", cookie.encode()),
                ]
            await send(message)

        await self.app(scope, receive, send_with_cookie)


def _cookie(scope):
    """The value of our cookie in a request, or None."""
    header = dict(scope["headers"]).get(b"cookie", b"").decode("latin-1")
    found = SimpleCookie(header).get(visitors.COOKIE)
    return found.value if found else None


def explain(error):
    """Show a Problem as its sentence, and an apology for anything else, which is our mistake.

    Streamlit has logged the error already.
    """
    if isinstance(error, Problem):
        st.error(str(error), icon=":material/error:")
    else:
        st.error(
            "Something went wrong here, and it is our mistake. Reload the page; your runs are safe.",
            icon=":material/error:",
        )
    return True


app = st.App(
    PROJECT / "pages" / "navigation.py",
    lifespan=lifespan,
    middleware=[Middleware(VisitorCookie)],
    on_script_error=explain,
)
