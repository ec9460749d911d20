"""The cookie by which a visitor is known."""

from http.cookies import SimpleCookie

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mnist_ann import visitors


class VisitorCookie:
    """Gives every new browser a signed cookie, which no script in a page can read."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or visitors.visitor_of(_cookie(scope)):
            return await self.app(scope, receive, send)

        async def send_with_cookie(message: Message) -> None:
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


def _cookie(scope: Scope) -> str | None:
    """The value of our cookie in a request, or None."""
    header = dict(scope["headers"]).get(b"cookie", b"").decode("latin-1")
    found = SimpleCookie(header).get(visitors.COOKIE)
    return found.value if found else None
