"""Who a visitor is: a random name in a signed cookie, and nothing else.

The name lets a visitor stop and resume their own runs. It says nothing about the person.
"""

import functools
import secrets

from itsdangerous import BadSignature, URLSafeSerializer

from mnist_ann.errors import Problem
from mnist_ann.settings import settings

COOKIE = "mnist_ann_visitor"
MAX_AGE = 365 * 24 * 3600  # seconds


def new_cookie():
    """The signed cookie of a new visitor."""
    return _serializer().dumps(secrets.token_urlsafe(12))


def visitor_of(cookie):
    """The visitor's name in a cookie; None if there is none, or its signature isn't ours."""
    try:
        return _serializer().loads(cookie) if cookie else None
    except BadSignature:
        return None


@functools.cache
def _serializer():
    return URLSafeSerializer(settings().secret or _kept_secret(), salt="visitor")


def _kept_secret():
    """The key in the data folder, made at the first start, so that cookies outlive a restart."""
    path = settings().folder / "secret"
    try:
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_hex(32))
        return path.read_text()
    except OSError as error:
        raise Problem(
            f"The cookie key {path} can't be read or written: {error.strerror}. "
            "Set MNIST_ANN_DATA to a folder that can be written."
        ) from error
