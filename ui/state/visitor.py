"""Who is here, and which run each page shows them: the sole owner of state across pages."""

import secrets
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from mnist_ann.visitors import COOKIE, visitor_of


def identity():
    """The visitor's name: from the signed cookie, or for this session alone if there is none."""
    name = visitor_of(st.context.cookies.get(COOKIE))
    return name or st.session_state.setdefault("visitor", secrets.token_urlsafe(12))


def at_home(when):
    """A datetime in the visitor's time zone."""
    try:
        return when.astimezone(ZoneInfo(st.context.timezone or "UTC"))
    except (ValueError, ZoneInfoNotFoundError):  # one that this machine doesn't know
        return when


def arrive(page):
    """Note which page is shown, to tell who comes from another page from who stays."""
    st.session_state["came"] = st.session_state.get("at") != page
    st.session_state["at"] = page


def run_id(page):
    """The run that a page shows: the one in the address, `?run=ID`, else, for who comes from another
    page, the one that it showed last in this session (menu links drop the query), else None."""
    id = st.query_params.get("run")
    remembered = st.session_state.get(f"run of {page}")
    if id is None and remembered and st.session_state.get("came"):
        id = st.query_params["run"] = remembered
    st.session_state[f"run of {page}"] = id
    return id


def come_back(page, views, others):
    """For who comes from another page by the menu, which drops the query: have the address say again
    what the page showed last. views: names in the query for what it can show. others: names that ask
    for something else."""
    asked = any(name in st.query_params for name in (*views, *others))
    if not asked and st.session_state.get("came"):
        st.query_params.update(st.session_state.get(f"view of {page}", {}))
    keep_view(page, views)


def keep_view(page, views):
    """Keep what a page shows, to come back to."""
    asked = {name: st.query_params[name] for name in views if name in st.query_params}
    st.session_state[f"view of {page}"] = asked


def show_run(page, id):
    """Have a page show a run: in the address, so that a link shows the same one."""
    st.session_state[f"run of {page}"] = st.query_params["run"] = id


def follow_links():
    """Have the browser's address say what the page was asked for. A link from a page to itself changes
    the query here and leaves the address, so that a reload would show what was there before."""
    st.query_params.from_dict(st.query_params.to_dict())


FILE = "file"  # stands in the address, `?run=file`, for the network that the visitor uploaded


def keep_file(name, network):
    """Keep an uploaded Network, for this session alone: nobody else sees it."""
    st.session_state["uploaded network"] = (name, network)


def file():
    """(its name, the Network) that this session uploaded last, or None."""
    return st.session_state.get("uploaded network")


def keep_recovery(key):
    """Keep the recovery key of the class that was just opened, for this session to show once."""
    st.session_state["class recovery"] = key


def recovery():
    """That key, or None."""
    return st.session_state.get("class recovery")


def forget_recovery():
    """No longer show that key."""
    st.session_state.pop("class recovery", None)
