"""`POST /api/read`: a drawing is read without a page. `mnist_ann.reading.request` says what of it is JSON.

It keeps nothing and changes nothing, so that any server of several can answer.
"""

import os

import anyio
from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.requests import Request
from starlette.responses import JSONResponse

from mnist_ann import visitors
from mnist_ann.errors import Problem
from mnist_ann.reading.request import MAX_BYTES, Question, answer, asked
from ui.state import cached

# Of one visitor: a pen that moves asks at most 20 times a second.
MOST = RateLimitItemPerSecond(40)
POINTS = 250  # a drawing counts once for each so many: painting takes time by them
TOO_MUCH = f"This is more than {MAX_BYTES // 1024} kB, too much for a drawing. Clear the canvas."
TOO_OFTEN = "These are too many drawings a second. Wait a moment between two."

_flood = MovingWindowRateLimiter(MemoryStorage())
# More at once than there are cores would only make all of them late.
_cores = anyio.CapacityLimiter(os.cpu_count() or 1)


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
    return await anyio.to_thread.run_sync(_answered, question, limiter=_cores)


def _answered(question: Question) -> JSONResponse:
    try:
        run = cached.runs().get(question.network)
        network = cached.network(run.id, question.epoch)
    except Problem as problem:
        return _refused(404, str(problem))
    try:
        return JSONResponse(answer(question, cached.memory(network)))
    except Problem as problem:  # a network that is too large to be judged
        return _refused(422, str(problem))


def _refused(status, sentence, headers=None):
    return JSONResponse({"error": sentence}, status, headers)


def _who(request):
    """A visitor's name; for a program without a cookie, where it calls from."""
    known = visitors.visitor_of(request.cookies.get(visitors.COOKIE))
    return known or (request.client.host if request.client else "nobody")
