"""The server: `streamlit run app.py`. Pages, the dispatcher beside them, the visitor's cookie."""

import os

# One thread: several are slower for arrays as small as ours, and the workers need the cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import contextlib
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit import file_util

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))  # whatever folder the server was started from

from mnist_ann.errors import Problem
from mnist_ann.jobs.dispatcher import Dispatcher
from server import fonts, memory, patches
from server.compressed import Compressed, contents
from server.cookie import VisitorCookie
from server.digits import test_image
from server.errors import explain
from server.reading import only_post, read, unit, warm
from server.shell import Shell

memory.give_back()
patches.apply()


def prepared() -> Dispatcher:
    """A Dispatcher over a run store that can be used, or the end with a sentence that says why."""
    try:
        return Dispatcher()
    except Problem as problem:
        sys.exit(f"MNIST ANN can't start. {problem}")


dispatcher = prepared()
static = Path(file_util.get_static_dir())  # Streamlit's scripts, styles and fonts
small = contents(static)


@contextlib.asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[dict]:
    """Start the workers with the server, so that they are warm before the first click, and the first drawing."""
    dispatcher.start()
    warm()
    fonts.warm(static, small)
    yield {}
    dispatcher.close()


app = st.App(
    HERE / "pages" / "navigation.py",
    lifespan=lifespan,
    middleware=[
        Middleware(Compressed, contents=small),
        Middleware(VisitorCookie),
        Middleware(Shell, static=static),
    ],
    routes=[
        Route("/api/read", read, methods=["POST"]),
        Route("/api/read", only_post),
        Route("/api/unit", unit, methods=["GET"]),
        Route("/api/test/{number:int}.png", test_image, methods=["GET"]),
    ],
    on_script_error=explain,
)
