"""How a class is reached: the address for phones in the same network, its link and its QR code."""

import io
import ipaddress
import socket
from base64 import b64encode
from urllib.parse import quote, urlsplit

import segno

from mnist_ann.settings import settings

# An address of the block for documentation (RFC 5737). Nothing is sent to it: connecting a datagram
# socket only asks the system by which of its own addresses it would go.
ELSEWHERE = "192.0.2.1"


def page_address(page_url: str) -> str:
    """The address of the app as a browser shows it: "http://localhost:8501"."""
    parts = urlsplit(page_url)
    return f"{parts.scheme}://{parts.netloc}"


def address(page_url: str) -> str | None:
    """The address at which others in the same network reach the app, or None if only this machine can.

    page_url: of a page in the teacher's browser. The setting MNIST_ANN_ADDRESS comes first; then the
    host in that browser, unless it is this machine's name for itself; then this machine's address in
    its network, with the same port.
    """
    if settings().address:
        return settings().address.rstrip("/")
    parts = urlsplit(page_url)
    if not _only_here(parts.hostname):
        return page_address(page_url)
    found = local_address()
    if found is None:
        return None
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{found}{port}"


def local_address() -> str | None:
    """This machine's IPv4 address in its network, as text; None if it is in none."""
    for candidate in _candidates():
        if not _only_here(candidate):
            return candidate
    return None


def link(address: str, code: str) -> str:
    """The link by which students join a class."""
    return f"{address}/classroom?class={quote(code)}"


def recovery_link(address: str, code: str, key: str) -> str:
    """The link that makes another browser the teacher's."""
    return f"{link(address, code)}&key={quote(key)}"


def projection_link(address: str, code: str, token: str) -> str:
    """The link of the window for the projector, which only shows."""
    return f"{link(address, code)}&show={quote(token)}"


def qr(link: str) -> str:
    """A link as a QR code: an SVG picture as a data URL, black on white with its quiet zone, so that
    phones read it from a dark page, too."""
    file = io.BytesIO()
    segno.make(link, error="m", micro=False).save(
        file, kind="svg", scale=8, dark="black", light="white", xmldecl=False
    )
    return "data:image/svg+xml;base64," + b64encode(file.getvalue()).decode()


def _only_here(host):
    """Whether a host name or address means the machine that uses it."""
    if host in (None, "", "localhost", "0.0.0.0"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.endswith(".localhost")


def _candidates():
    """Addresses of this machine, the likeliest first. A network without a way out, such as a hotspot,
    has no route elsewhere: there the host's name leads to them."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((ELSEWHERE, 9))
            yield probe.getsockname()[0]
        except OSError:
            pass
    try:
        yield from socket.gethostbyname_ex(socket.gethostname())[2]
    except OSError:
        return
