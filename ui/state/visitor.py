"""Who is here, and what this session keeps for them: an uploaded network, a class's recovery key."""

import secrets
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from mnist_ann.network import Network
from mnist_ann.visitors import COOKIE, visitor_of
from ui.state import cached


def identity() -> str:
    """The visitor's name: from the signed cookie, or for this session alone if there is none."""
    name = visitor_of(st.context.cookies.get(COOKIE))
    return name or st.session_state.setdefault("visitor", secrets.token_urlsafe(12))


def at_home(when: datetime) -> datetime:
    """A datetime in the visitor's time zone."""
    try:
        return when.astimezone(ZoneInfo(st.context.timezone or "UTC"))
    except (ValueError, ZoneInfoNotFoundError):  # one that this machine doesn't know
        return when


def now() -> datetime:
    """The time in the visitor's time zone."""
    return at_home(datetime.now(UTC))


def end_of_day(day: date) -> datetime:
    """The last minute of a day in the visitor's time zone."""
    return datetime.combine(day, time(23, 59), now().tzinfo)


UPLOADED = "uploaded network"  # the key of (name, Network), None if there is none
FILE = "file"  # stands in the address, `?run=file`, for the network that the visitor uploaded


def keep_file(name: str, network: Network) -> None:
    """Keep an uploaded Network: nobody else sees it."""
    cached.uploads().keep(identity(), name, network)
    st.session_state[UPLOADED] = (name, network)


def has_file() -> bool:
    """Whether the visitor uploaded a network lately."""
    if UPLOADED not in st.session_state:
        st.session_state[UPLOADED] = cached.uploads().newest(identity())
    return st.session_state[UPLOADED] is not None


def file() -> tuple[str, Network]:
    """(its name, the Network) that the visitor uploaded last; only if `has_file` says so."""
    return st.session_state[UPLOADED]


def keep_recovery(key: str) -> None:
    """Keep the recovery key of the class that was just opened, for this session to show once."""
    st.session_state["class recovery"] = key


def recovery() -> str | None:
    """That key, or None."""
    return st.session_state.get("class recovery")


def forget_recovery() -> None:
    """No longer show that key."""
    st.session_state.pop("class recovery", None)
