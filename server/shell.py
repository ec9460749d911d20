"""The page that Streamlit's scripts start in, with something to see until they have.

Streamlit answers with one and the same file, white until its scripts run, to each address that it has no
other answer for. `Shell` sends in its place the app's name and, where Draw will be, its black canvas.
"""

import re
from pathlib import Path
from urllib.parse import urlencode

from starlette.datastructures import Headers
from starlette.responses import FileResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import get_option

from mnist_ann.classroom.classes import PAGES
from server.compressed import Content
from ui.state.address import MISSING

DRAW = "draw"  # the first page: its address is that of the whole app
SHELL = Path(__file__).with_name("shell.html")
SQUARE = "<i></i>"  # in it, the canvas
NO_SCRIPT = "<style>#shell { display: none }</style><p>MNIST ANN needs JavaScript. Switch it on, and load the page again.</p>"
# What Draw is made of. Streamlit finds out when the page's script has run, and asks for it only then.
PARTS = ("BidiComponent", "ButtonGroup", "Checkbox", "Selectbox")


def page(static: Path, draw: bool) -> str:
    """Streamlit's page with the shell in it. static: its folder of static files. draw: whether the page
    is Draw, which the canvas and the parts are for."""
    html = (static / "index.html").read_text()
    shell = SHELL.read_text()
    html = re.sub(r"<title>.*?</title>", "<title>MNIST ANN</title>", html)
    html = re.sub(r"(?s)(<noscript>).*?(</noscript>)", rf"\g<1>{NO_SCRIPT}\g<2>", html)
    # Nothing is painted before the styles are there: they go first.
    styles = "".join(re.findall(r'<link rel="stylesheet".*?>', html))
    html = html.replace(styles, "").replace("<link", f"{styles}<link", 1)
    # The letters come last: the canvas doesn't wait for them.
    html = html.replace('as="font"', 'as="font" fetchpriority="low"')
    if draw:
        links = "".join(
            f'<link rel="modulepreload" crossorigin fetchpriority="low" href="./static/js/{name}">'
            for name in scripts(static / "static" / "js", PARTS)
            if name not in html
        )
        html = html.replace("</head>", f"{links}</head>")
    else:
        shell = shell.replace(SQUARE, "")
    return html.replace("</body>", f"{shell}</body>")


def scripts(folder: Path, parts: tuple[str, ...]) -> list[str]:
    """The files of Streamlit's parts, such as "Selectbox", and all that these import."""
    found = [path.name for part in parts for path in folder.glob(f"{part}.*.js")]
    for name in found:  # which grows meanwhile
        imported = re.findall(r"""(?:from|import)["'`]\./([^"'`]+)""", (folder / name).read_text())  # fmt: skip
        found += [each for each in dict.fromkeys(imported) if each not in found]
    return found


def first_page(path: str) -> str:
    """The way from a path that is no page's to the first page, which says so."""
    base = "/" + get_option("server.baseUrlPath").strip("/")
    name = path.removeprefix(base).strip("/")
    up = "../" * name.count("/") or "./"
    return up if name == DRAW else f"{up}?{urlencode({MISSING.name: name})}"


class Shell:
    """Sends `page` where the app would send Streamlit's own."""

    def __init__(self, app: ASGIApp, static: Path):
        self.app = app
        self._tag = FileResponse(static / "index.html", stat_result=(static / "index.html").stat()).headers["etag"]  # fmt: skip
        self._pages = {
            draw: Content(
                page(static, draw).encode, media_type="text/html", cache="no-cache"
            )
            for draw in (True, False)
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return await self.app(scope, receive, send)
        ours = False

        async def send_shell(message: Message) -> None:
            nonlocal ours
            if message["type"] == "http.response.start":
                ours = Headers(raw=message["headers"]).get("etag") == self._tag
                if ours:
                    name = scope["path"].rpartition("/")[2]
                    answer = RedirectResponse(first_page(scope["path"]))
                    if name in PAGES:
                        answer = self._pages[name == ""].answer(scope)
                    await answer(scope, receive, send)
            if not ours:
                await send(message)

        await self.app(scope, receive, send_shell)
