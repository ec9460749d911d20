"""Who is here, and what this session keeps for them: an uploaded network, a class's recovery key."""

import secrets
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from mnist_ann.network import Network
from mnist_ann.visitors import COOKIE, visitor_of


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


FILE = "file"  # stands in the address, `?run=file`, for the network that the visitor uploaded


def keep_file(name: str, network: Network) -> None:
    """Keep an uploaded Network, for this session alone: nobody else sees it."""
    st.session_state["uploaded network"] = (name, network)


def has_file() -> bool:
    """Whether this session uploaded a network."""
    return "uploaded network" in st.session_state


def file() -> tuple[str, Network]:
    """(its name, the Network) that this session uploaded last."""
    return st.session_state["uploaded network"]


def keep_recovery(key: str) -> None:
    """Keep the recovery key of the class that was just opened, for this session to show once."""
    st.session_state["class recovery"] = key


def recovery() -> str | None:
    """That key, or None."""
    return st.session_state.get("class recovery")


def forget_recovery() -> None:
    """No longer show that key."""
    st.session_state.pop("class recovery", None)
