"""Ask an ASGI app as a browser would, without a server."""

import asyncio


def ask(app, path, method="GET", **headers):
    """(status, headers, body) of an answer. headers: accept_encoding="br" for Accept-Encoding: br."""
    sent = []
    path, _, query = path.partition("?")
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "root_path": "",
        "query_string": query.encode(),
        "headers": [
            (name.replace("_", "-").encode(), value.encode())
            for name, value in headers.items()
        ],
    }

    asked = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive():
        if not asked:
            await asyncio.Event().wait()  # as of one who doesn't hang up
        return asked.pop()

    async def send(message):
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    start, *parts = sent
    assert [part["type"] for part in parts] == ["http.response.body"] * len(parts)
    found = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], found, b"".join(part.get("body", b"") for part in parts)
