"""Streamlit's scripts and styles as small as a browser takes them: each compressed once, when first asked for.

Streamlit sends them as they are, as it would compress them anew for every visitor.
"""

import gzip
import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import brotli
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

# The better first. Measured on the 2,476 kB of a first visit: brotli 5 makes 564 kB of them in 65 ms, 9
# 549 kB in 590 ms, 11 508 kB in 3.2 s; gzip 6 makes 609 kB in 57 ms. No file of it takes more than 15 ms,
# which needs no thread. A browser takes brotli over https and from its own machine only.
ENCODINGS: dict[str, Callable[[bytes], bytes]] = {
    "br": partial(brotli.compress, quality=5),
    "gzip": partial(gzip.compress, compresslevel=6, mtime=0),
}
PLAIN = "identity"
TYPES = {".js": "text/javascript", ".css": "text/css"}
FOREVER = "public, immutable, max-age=31536000"  # the files' names change with them


def preferred(accepted: str) -> str:
    """The name in ENCODINGS that an Accept-Encoding header takes, the better one of two; else PLAIN."""
    takes = {}
    for each in accepted.lower().split(","):
        name, _, weight = each.replace(" ", "").partition(";q=")
        takes[name] = weight.strip("0.") != "" if weight else True
    others = takes.get("*", False)
    return next((name for name in ENCODINGS if takes.get(name, others)), PLAIN)


class Content:
    """What stays the same while the server runs, as an answer to any who ask.

    read: its bytes. cache: its Cache-Control. encodings: those that make it smaller.
    """

    def __init__(
        self,
        read: Callable[[], bytes],
        media_type: str,
        cache: str,
        encodings: tuple[str, ...] = tuple(ENCODINGS),
    ):
        self._read, self._media_type, self._cache = read, media_type, cache
        self._encodings = encodings
        self._kept: dict[str, tuple[bytes, str]] = {}

    def answer(self, scope: Scope) -> Response:
        """200, or 304 if that is what the browser has; to HEAD without a body."""
        asked = Headers(scope=scope)
        encoding = preferred(",".join(asked.getlist("accept-encoding")))
        if encoding not in self._encodings:
            encoding = PLAIN
        body, tag = self._as(encoding)
        headers = {"ETag": tag, "Cache-Control": self._cache, "Vary": "Accept-Encoding"}
        known = asked.get("if-none-match", "").split(",")
        if tag in [each.strip().removeprefix("W/") for each in known]:
            return Response(status_code=304, headers=headers)
        if encoding != PLAIN:
            headers["Content-Encoding"] = encoding
        response = Response(body, headers=headers, media_type=self._media_type)
        if scope["method"] == "HEAD":
            response.body = b""  # its length stays in the header
        return response

    def _as(self, encoding: str) -> tuple[bytes, str]:
        """(the bytes in an encoding, their ETag)."""
        if encoding not in self._kept:
            raw = self._read()
            tag = f'"{hashlib.sha256(raw).hexdigest()[:16]}-{encoding}"'
            body = raw if encoding == PLAIN else ENCODINGS[encoding](raw)
            self._kept[encoding] = body, tag
        return self._kept[encoding]


def contents(static: Path) -> dict[str, Content]:
    """What Streamlit's folder of static files holds of scripts and styles, by their path in an address."""
    return {
        f"/{path.relative_to(static).as_posix()}": Content(
            path.read_bytes, TYPES[path.suffix], FOREVER
        )
        for path in (static / "static").rglob("*")
        if path.suffix in TYPES
    }


class Compressed:
    """Answers to what is in `contents`, under whatever address the app has, and leaves all else to the app."""

    def __init__(self, app: ASGIApp, contents: dict[str, Content]):
        self.app, self._contents = app, contents

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer: ASGIApp = self.app
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            _, folder, name = scope["path"].rpartition("/static/")
            content = self._contents.get(folder + name)
            # A part of a file is for Streamlit to cut: parts of what is compressed are of no use.
            if content and "range" not in Headers(scope=scope):
                answer = content.answer(scope)
        await answer(scope, receive, send)
