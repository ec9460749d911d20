"""`POST /api/read`: a drawing is read without a page. `GET /api/unit`: what a unit of a network looks for.

`mnist_ann.reading.request` says what is JSON of the first. Both keep nothing and change nothing, so that
any server of several can answer.
"""

import os
import threading

import anyio
from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.requests import Request
from starlette.responses import JSONResponse

from mnist_ann import visitors
from mnist_ann.errors import Problem
from mnist_ann.reading.at_work import unit as of_unit
from mnist_ann.reading.request import MAX_BYTES, Question, answer, asked
from ui.state import cached

# Of one visitor: a pen that moves asks at most 20 times a second.
MOST = RateLimitItemPerSecond(40)
POINTS = 250  # a drawing counts once for each so many: painting takes time by them
TOO_MUCH = f"This is more than {MAX_BYTES // 1024} kB, too much for a drawing. Clear the canvas."
ONLY_POST = "Send a drawing by POST, as JSON; the README shows how."
TOO_OFTEN = "These are too many drawings a second. Wait a moment between two."

_flood = MovingWindowRateLimiter(MemoryStorage())
# More at once than there are cores would only make all of them late.
_cores = anyio.CapacityLimiter(os.cpu_count() or 1)


def warm() -> None:
    """Have the first answer of the drawing network come as quickly as all others. Returns at once."""
    threading.Thread(
        target=lambda: cached.memory(cached.network("draw")), daemon=True
    ).start()


async def read(request: Request) -> JSONResponse:
    """200 with the answer; 413 for too much, 422 for what is no drawing, 404 for an unknown network, 429
    for too many of one visitor: each with {"error": a sentence}."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MAX_BYTES:
            return _refused(413, TOO_MUCH)
    try:
        question = asked(body)
    except Problem as problem:
        return _refused(422, str(problem))
    if not _flood.hit(MOST, _who(request), cost=1 + question.points // POINTS):
        return _refused(429, TOO_OFTEN, {"Retry-After": "1"})
    return await anyio.to_thread.run_sync(
        _answered, question, _visitor(request), limiter=_cores
    )


async def only_post(_: Request) -> JSONResponse:
    """405, and how to ask: else a page would be the answer."""
    return _refused(405, ONLY_POST, {"Allow": "POST"})


async def unit(request: Request) -> JSONResponse:
    """200 with the weights of a unit, ?network=draw&epoch=60&layer=1&unit=17; 404 if there is none, 422
    for what is no number."""
    query = request.query_params
    try:
        epoch = int(query["epoch"]) if "epoch" in query else None
        layer, number = int(query["layer"]), int(query["unit"])
    except (KeyError, ValueError):
        return _refused(422, "Name a network, a layer from 1 and a unit from 0.")
    if not _flood.hit(MOST, _who(request)):
        return _refused(429, TOO_OFTEN, {"Retry-After": "1"})
    asked_for = query.get("network", "draw"), epoch, _visitor(request)
    return await anyio.to_thread.run_sync(
        _unit, asked_for, layer, number, limiter=_cores
    )


def _unit(asked_for, layer, number):
    try:
        return JSONResponse(of_unit(cached.named(*asked_for), layer, number))
    except Problem as problem:
        return _refused(404, str(problem))


def _answered(question: Question, visitor: str) -> JSONResponse:
    try:
        network = cached.named(question.network, question.epoch, visitor)
    except Problem as problem:
        return _refused(404, str(problem))
    try:
        return JSONResponse(answer(question, cached.memory(network)))
    except Problem as problem:  # a network that is too large to be judged
        return _refused(422, str(problem))


def _refused(status, sentence, headers=None):
    return JSONResponse({"error": sentence}, status, headers)


def _visitor(request):
    """A visitor's name by the cookie; "" for a program without one."""
    return visitors.visitor_of(request.cookies.get(visitors.COOKIE)) or ""


def _who(request):
    """Whose questions are counted; for a program without a cookie, where it calls from."""
    return _visitor(request) or (request.client.host if request.client else "nobody")
