"""What every projected screen has: a line with its title and how to join, and a place that fills the rest.

Nothing scrolls on a projector: sizes here follow the window's, and so do charts and pictures.
"""

from dataclasses import dataclass
from html import escape
from pathlib import Path

import streamlit as st

from mnist_ann.classroom import invitation as links
from mnist_ann.classroom.classes import Class
from mnist_ann.classroom.members import Member
from ui.classroom.lobby import invitation
from ui.shown.chart import chart

LOOK = f"<style>{Path(__file__).with_name('projection.css').read_text('utf-8')}</style>"

LONG = 60  # characters of a title, after which its letters are smaller


@dataclass(frozen=True)
class Stage:
    """A class on the projector. token: of its window. members: as the class may see them."""

    room: Class
    token: str
    members: list[Member]

    @property
    def who(self) -> dict[int, str]:
        """{member's id: what the class may read}."""
        return {each.id: each.name for each in self.members}

    def head(self, title: str, state: str = "") -> None:
        """The first line. title: what the class does. state: how far it is, or what came out."""
        long = " class='long'" * (len(title) > LONG)
        if self.room.frozen:
            state = f"Paused: nothing is taken. {state}".strip()
        said = f"<p role='status'>{escape(state)}</p>" if state else ""
        address, code, qr = joining(self.room)
        st.html(
            f"<header class='head'><div><h1{long}>{escape(title)}</h1>{said}</div>"
            f"<div class='join'><p>{escape(address)}<br><strong>{code}</strong></p>{qr}</div></header>"
        )


def joining(room: Class) -> tuple[str, str, str]:
    """(the address to type, the code, the QR code as HTML) by which a class is joined."""
    reached = invitation.reached()
    picture = links.qr(links.link(reached, room.code))
    typed = reached.split("://")[-1] + "/classroom"
    return (
        typed,
        room.code,
        f"<img src='{picture}' alt='QR code that opens the class {room.code} on a phone'>",
    )


def nothing_yet(words: str) -> None:
    """In the place of what will come, what to do until then."""
    st.html(f"<div class='asked nothing'><p>{escape(words)}</p></div>")


def body(**look):
    """The place below the first line: all that is left of the window."""
    return st.container(key="projected", height="stretch", **look)


def filling(table, spec, *, alt):
    """A chart as high as its place."""
    spec = {name: value for name, value in spec.items() if name != "height"}
    return chart(table, spec, alt=alt, height="stretch")
